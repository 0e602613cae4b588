"""Where in a text the words of a query stand, and the piece of the text that shows most of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import NamedTuple

from ..models import Utterance
from ..models.terms import BREAK
from ..words import exact_form, expand, lemmatize
from ..words.patterns import WORD
from .planning import steps_of
from .query import EXACT, FORM, PREFIX, Phrase, Query, Term, Word

EXCERPT_CHARACTERS = 340
LEAD_IN = 0.3
"""How much of an excerpt comes before its first word that was asked for."""

STRETCH, AROUND = 36, 85
"""How many words follow the first in an excerpt, and how many lie within it on either side if they are short."""

SEVERAL = {many: re.compile(rf"(?:[\W_]*+{WORD.pattern}){{{many}}}+") for many in (64, 8)}
"""So many words at once."""


class Place(NamedTuple):
    """A stretch of a text, as character offsets: one word, or a whole phrase."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text. places: within the whole text; all of them lie in the piece."""

    start: int
    end: int
    places: tuple[Place, ...]


class Marker:
    """Find the words that a query asks for; what it excludes, and its filters, mark nothing."""

    def __init__(self, query: Query, *, brackets: bool = False):
        terms = [term for clause in query.clauses for term in clause.terms]
        self._brackets = brackets
        self._lemmas = _lemma_needles(terms)
        self._forms = _form_needles(terms)

    def __bool__(self) -> bool:
        return bool(self._lemmas or self._forms)

    def places_in_turn(self, turn: Utterance) -> list[Place]:
        """Give the places in a turn's text; its lemmas tell them without analysing it again."""
        return self._places(turn.text, turn.lemmas)

    def places_together(self, turn: Utterance) -> list[Place]:
        """Give the places in that part of a turn's text which has most of them: all that an excerpt may show."""
        return self._places(turn.text, turn.lemmas, together=True)

    def places(self, text: str) -> list[Place]:
        """Give the places in any text, in order and without overlap."""
        return self._places(text, lemmatize(text))

    def _places(self, text: str, lemmas: str, *, together: bool = False) -> list[Place]:
        if self._brackets and BREAK in lemmas:
            lemmas = lemmas.replace(f"{BREAK} ", "")
        ranges = _ranges(self._lemmas, lemmas) if self._lemmas else []
        if self._forms:
            ranges += _ranges(self._forms, _forms_like(text, lemmas))
        ranges.sort(key=lambda each: (each[0], -each[1]))
        return _as_places(text, _densest(ranges) if together else ranges) if ranges else []


def _lemma_needles(terms: Sequence[Term]) -> list[str]:
    """Give what to look for in a stream of lemmas with a space at either end."""
    words = [term for term in terms if isinstance(term, Word) and term.match == FORM]
    phrases = [term for term in terms if isinstance(term, Phrase) and not term.exact]
    needles = {lemma for word in words for lemma in expand(word.text)}
    needles |= {" ".join(run) for each in phrases for run in product(*steps_of(each.words))}
    return [f" {needle} " for needle in sorted(needles)]


def _form_needles(terms: Sequence[Term]) -> list[str]:
    """Give what to look for in a stream of exact forms; a beginning has no space at its end."""
    exact = [term for term in terms if isinstance(term, Word) and term.match == EXACT]
    phrases = [term for term in terms if isinstance(term, Phrase) and term.exact]
    starts = [term for term in terms if isinstance(term, Word) and term.match == PREFIX]
    return [
        *(f" {exact_form(word.text)} " for word in exact),
        *(f" {' '.join(map(exact_form, each.words))} " for each in phrases),
        *(f" {exact_form(word.text)}" for word in starts),
    ]


def _ranges(needles: Sequence[str], stream: str) -> list[tuple[int, int]]:
    """Give the words that match, by their numbers from 0 with breaks left out; a break is no word of a text.

    A search of strings, because a pattern tries at every character: most of a page's time would go there.
    """
    padded = f" {stream} "
    found = sorted(place for needle in needles for place in _standing(needle, padded))
    position = number = 0
    ranges = []
    for start, end in found:
        number += padded.count(" ", position, start) - padded.count(BREAK, position, start)
        position = start
        ranges.append((number, number + padded.count(" ", start + 1, end) + 1 - padded.count(BREAK, start, end)))
    return ranges


def _standing(needle: str, padded: str) -> Iterator[tuple[int, int]]:
    """Yield where a needle stands: from the space before its first word to the end of its last."""
    start = padded.find(needle)
    while start >= 0:
        end = start + len(needle) - 1 if needle.endswith(" ") else padded.find(" ", start + 1)
        yield start, end
        start = padded.find(needle, start + 1)


def _forms_like(text: str, lemmas: str) -> str:
    """Give the exact forms of a text as a stream, with the breaks that its lemmas have."""
    forms = map(exact_form, WORD.findall(text))
    if BREAK not in lemmas:
        return " ".join(forms)
    return " ".join(BREAK if each == BREAK else next(forms, "") for each in lemmas.split(" "))


def _densest(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep those around the first stretch, as long as an excerpt, in which most of them begin."""
    starts = [start for start, _end in ranges]
    numbers = [bisect_left(starts, start + STRETCH) - place for place, start in enumerate(starts)]
    first = starts[numbers.index(max(numbers))]
    return [each for each in ranges if first - AROUND <= each[0] <= first + AROUND]


def _as_places(text: str, ranges: Sequence[tuple[int, int]]) -> list[Place]:
    """Give ranges of words, in order, as places; of two that overlap the earlier and longer one stays."""
    passed, position = _passed(text, ranges[0][0])
    words, reached = WORD.finditer(text, position), passed - 1
    places: list[Place] = []
    for first, end in ranges:
        if first <= reached:
            continue
        # The lemmas of the heading come after those of the text: there is no such word.
        start = next(islice(words, first - reached - 1, None), None)
        last = next(islice(words, end - first - 2, None), None) if end - first > 1 else start
        if not start or not last:
            break
        places.append(Place(start.start(), last.end()))
        reached = end - 1
    return places


def _passed(text: str, number: int) -> tuple[int, int]:
    """Pass over most of the first so many words, many at a time; give how many, and where the last of them ends."""
    passed = position = 0
    for many, words in SEVERAL.items():
        while passed + many <= number and (found := words.match(text, position)):
            passed, position = passed + many, found.end()
    return passed, position


def excerpt(text: str, places: Sequence[Place], length: int = EXCERPT_CHARACTERS) -> Excerpt:
    """Give the piece of a text, about `length` characters long, in which most of the places lie."""
    if len(text) <= length * 1.25:
        return Excerpt(0, len(text), tuple(places))
    reach = round(length * (1 - LEAD_IN))
    first = max(places, key=lambda place: _within(places, place.start, reach), default=Place(0, 0)).start
    start = _word_start(text, max(0, first - round(length * LEAD_IN)))
    end = _word_end(text, min(len(text), start + length))
    return Excerpt(start, end, tuple(place for place in places if start <= place.start and place.end <= end))


def _within(places: Sequence[Place], start: int, reach: int) -> int:
    return sum(start <= place.start and place.end <= start + reach for place in places)


def _word_start(text: str, position: int) -> int:
    """Move to the beginning of a sentence or paragraph if one is near, else of the next word."""
    if position == 0:
        return 0
    ahead = text[position : position + 60]
    for sign in ("\n", ". ", "! ", "? "):
        if sign in ahead:
            return position + ahead.index(sign) + len(sign)
    space = text.find(" ", position, position + 60)
    return space + 1 if space >= 0 else position


def _word_end(text: str, position: int) -> int:
    if position == len(text):
        return position
    space = max(text.rfind(" ", position - 60, position), text.rfind("\n", position - 60, position))
    return space if space > 0 else position
