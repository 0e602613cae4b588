"""What a query finds, told once more in plain Python: it reads every published row, knows no index, and is slow.

A word is found in any form in what was said and in the heading above it, and so are an exact form, a prefix and a
phrase. A phrase passes from paragraph to paragraph, but not from the text into the heading, and not through what
editors or stenographers put between the words, unless brackets are asked for: then the text is taken as it is printed.
With several words it is enough that one stands there: the others may stand in the title or lead of the event, or in the
name of the speaker, of a tag of the turn or of its event, or of the place.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import prod
from typing import NamedTuple

from speeches import words
from speeches.models import Event, Place, Speaker, Tag, Utterance
from speeches.search.query import EXACT, PREFIX, Filter, Phrase, Query, Term, Word
from speeches.transcripts import spans
from speeches.words import exact_form, lemma, tokens

expand = cache(words.expand)

OFTEN_FROM = 3
MOST_READINGS = 16
MOST_MEANT = 1_000


class Said(NamedTuple):
    """One word of a text, as the index key it has and as it was said."""

    lemma: str
    form: str


Run = tuple[Said, ...]
"""Words between which nothing stands that is no speech."""


@dataclass(frozen=True)
class Name:
    """A public speaker, tag or place."""

    key: int
    slug: str
    lemmas: frozenset[str]


@dataclass(frozen=True)
class Turn:
    """A published turn with all that it is found by. name: "12.3" is the third turn of the twelfth event ever made."""

    key: int
    event: int
    name: str
    day: datetime.date | None
    printed: Run
    runs: tuple[Run, ...]
    heading: Run
    lemmas: frozenset[str]
    forms: frozenset[str]
    above: frozenset[str]
    title: frozenset[str]
    often: frozenset[str]
    named: frozenset[tuple[str, int]]
    plain: frozenset[tuple[str, str]]


@lru_cache(maxsize=100_000)
def words_of(text: str) -> Run:
    return tuple(Said(lemma(token.text), exact_form(token.text)) for token in tokens(text))


def lemmas_of(text: str) -> frozenset[str]:
    return frozenset(word.lemma for word in words_of(text))


def runs_of(text: str) -> tuple[Run, ...]:
    """Give what is said without interruption; of what is not said each word stands for itself."""
    runs: list[Run] = [()]
    for paragraph in text.split("\n"):
        end = 0
        for span in spans(paragraph):
            runs[-1] += words_of(paragraph[end : span.start])
            runs += [(word,) for word in words_of(paragraph[span.start : span.end])]
            runs.append(())
            end = span.end
        runs[-1] += words_of(paragraph[end:])
    return tuple(filter(None, runs))


class Oracle:
    """The archive as it is at this moment."""

    def __init__(self) -> None:
        events = {event.pk: event for event in Event.objects.prefetch_related("tags")}
        numbers = {key: number for number, key in enumerate(sorted(events), 1)}
        turns = Utterance.objects.prefetch_related("tags").order_by("pk")
        self.turns = [
            turn_of(each, events[each.event_id], numbers[each.event_id])
            for each in turns
            if events[each.event_id].status == "published"
        ]
        self.names = {
            "speaker": names_of(Speaker.objects.people().filter(utterance_count__gt=0).order_by("-utterance_count")),
            "tag": names_of(Tag.objects.filter(event_count__gt=0).order_by("-event_count")),
            "place": names_of(Place.objects.filter(event_count__gt=0).order_by("-event_count")),
        }
        self.by_key = {turn.key: turn.name for turn in self.turns}
        self.named, self.called, self.matching = cache(self._named), cache(self._called), cache(self._matching)

    def found(self, query: Query, *, order: str = "relevance", brackets: bool = False) -> list[int]:
        """Give the primary keys of all turns that a query finds, in order."""
        has_phrase = any(isinstance(term, Phrase) for term in (*terms_of(query), *query.excluded))
        asked, found = self.matching(query, brackets and has_phrase)
        if order == "relevance":
            tiers = asked.tiers
            return keys(sorted(found, key=lambda turn: (asked.tier(turn, tiers), newest(turn))))
        if order == "newest":
            return keys(sorted(found, key=newest))
        return keys(sorted(found, key=oldest))

    def with_all(self, words: Sequence[str]) -> list[int]:
        """Give the turns in which all the words stand, in any form; newest first."""
        found = [turn for turn in self.turns if all(turn.lemmas & expand(word) for word in words)]
        return keys(sorted(found, key=newest))

    def events_with(self, text: str) -> list[int]:
        """Give the published events in whose title, lead and turns the first twelve words stand, by primary key."""
        lemmas: dict[int, set[str]] = {
            event.pk: {*lemmas_of(event.title), *lemmas_of(event.summary)} for event in Event.objects.published()
        }
        for turn in self.turns:
            lemmas[turn.event] |= turn.lemmas
        wanted = [expand(token.text) for token in tokens(text)][:12]
        return sorted(key for key, found in lemmas.items() if wanted and all(found & word for word in wanted))

    def _matching(self, query: Query, brackets: bool) -> tuple[Asked, list[Turn]]:
        asked = Asked(self, query, brackets)
        return asked, [turn for turn in self.turns if asked.finds(turn)]

    def _named(self, word: str) -> set[tuple[str, int]]:
        """Give the speakers, tags and places in whose name a word stands; no more than a hundred may bear it."""
        lemmas = expand(word)
        return {(kind, name.key) for kind, names in self.names.items() for name in names if name.lemmas & lemmas}

    def _called(self, kind: str, value: str) -> set[tuple[str, int]]:
        """Give those of a kind with this address or, where there is none, with all these words in the name."""
        alike = [name for name in self.names[kind] if name.slug == value]
        words = [expand(token.text) for token in tokens(value)]
        if not alike and words:
            alike = [name for name in self.names[kind] if all(name.lemmas & word for word in words)]
        return {(kind, name.key) for name in alike[:MOST_MEANT]}


def turn_of(utterance: Utterance, event: Event, number: int) -> Turn:
    printed = words_of(utterance.text)
    counts = Counter(word.lemma for word in printed)
    tags = {tag.pk for tag in (*utterance.tags.all(), *event.tags.all())}
    named = {("tag", key) for key in tags} | {("speaker", utterance.speaker_id), ("place", event.place_id)}
    language = utterance.language.lower()
    plain = {("lang", language), ("lang", language.split("-")[0])}
    plain |= {("said", utterance.delivery), ("kind", event.classification)}
    return Turn(
        key=utterance.pk,
        event=event.pk,
        name=f"{number}.{utterance.position}",
        day=event.start_date,
        printed=printed,
        runs=runs_of(utterance.text),
        heading=words_of(utterance.heading),
        lemmas=lemmas_of(utterance.text) | lemmas_of(utterance.heading),
        forms=frozenset(word.form for word in (*printed, *words_of(utterance.heading))),
        above=lemmas_of(utterance.heading),
        title=lemmas_of(event.title) | lemmas_of(event.summary),
        often=frozenset(each for each, count in counts.items() if count >= OFTEN_FROM),
        named=frozenset(named),
        plain=frozenset(plain),
    )


def names_of(rows: Iterable[Speaker | Tag | Place]) -> list[Name]:
    return [Name(row.pk, row.slug, lemmas_of(f"{row.name_ru} {row.name_en}")) for row in rows]


def newest(turn: Turn) -> tuple[int, int]:
    """Order by the day, the newest first and the undated last; within a day as the turns came in."""
    return (-turn.day.toordinal() if turn.day else 0), turn.key


def oldest(turn: Turn) -> tuple[bool, int, int]:
    """Order by the day, the oldest first and the undated last; within a day as the turns came in."""
    return turn.day is None, turn.day.toordinal() if turn.day else 0, turn.key


def keys(turns: Iterable[Turn]) -> list[int]:
    return [turn.key for turn in turns]


@dataclass(frozen=True)
class Asked:
    """A query put to an archive."""

    oracle: Oracle
    query: Query
    brackets: bool

    def finds(self, turn: Turn) -> bool:
        return (
            not self.query.is_empty
            and self.is_said(turn)
            and not any(self.stands_in(term, turn) for term in self.query.excluded)
            and self.passes(turn)
        )

    def is_said(self, turn: Turn) -> bool:
        clauses = [clause.terms for clause in self.query.clauses]
        own = [any(self.stands_in(term, turn) for term in terms) for terms in clauses]
        around = [any(self.stands_around(term, turn) for term in terms) for terms in clauses]
        return not own or (any(own) and all(map(any, zip(own, around, strict=True))))

    def stands_in(self, term: Term, turn: Turn) -> bool:
        """Tell whether a term stands in what was said or in the heading above it."""
        if isinstance(term, Phrase):
            return self.runs_in(term, turn)
        if term.match == EXACT:
            return exact_form(term.text) in turn.forms
        if term.match == PREFIX:
            start = exact_form(term.text)
            return any(form.startswith(start) for form in turn.forms)
        return not turn.lemmas.isdisjoint(expand(term.text))

    def runs_in(self, phrase: Phrase, turn: Turn) -> bool:
        where = (*turn.runs, turn.heading, *[turn.printed] * self.brackets)
        if phrase.exact:
            wanted = [{exact_form(word)} for word in phrase.words]
            runs = [[word.form for word in run] for run in where]
        else:
            wanted = readings(phrase.words)
            runs = [[word.lemma for word in run] for run in where]
        return any(has_in_order(run, wanted) for run in runs)

    def stands_around(self, term: Term, turn: Turn) -> bool:
        """Tell whether a term stands in the title or lead, or in a name."""
        if isinstance(term, Phrase) or term.match in (EXACT, PREFIX):
            return False
        return bool(turn.title & expand(term.text) or turn.named & self.oracle.named(term.text))

    def passes(self, turn: Turn) -> bool:
        wanted: dict[str, list[bool]] = {}
        for condition in self.query.filters:
            holds = self.holds(condition, turn)
            if condition.excluded and holds:
                return False
            if not condition.excluded:
                wanted.setdefault(condition.field, []).append(holds)
        return all((all if field == "tag" else any)(held) for field, held in wanted.items())

    def holds(self, condition: Filter, turn: Turn) -> bool:
        if condition.field in self.oracle.names:
            return bool(turn.named & self.oracle.called(condition.field, condition.value))
        if condition.field == "year":
            first, _, last = condition.value.partition("-")
            return bool(turn.day) and int(first) <= turn.day.year <= int(last or first)
        return (condition.field, condition.value) in turn.plain

    # What comes first

    @property
    def tiers(self) -> tuple[bool, bool]:
        """Tell whether there can be turns that come first for their title and names, and for saying it often.

        With a phrase there are none. An exact form or a prefix is not looked for in titles, and how often a prefix is
        said is not counted.
        """
        terms = terms_of(self.query)
        words = [term for term in terms if isinstance(term, Word)]
        if not terms or len(words) < len(terms):
            return False, False
        return all(word.match not in (EXACT, PREFIX) for word in words), all(word.match != PREFIX for word in words)

    def tier(self, turn: Turn, tiers: tuple[bool, bool]) -> int:
        for number, (is_known, has) in enumerate(zip(tiers, (self.is_above, self.is_often), strict=True)):
            if is_known and all(any(has(term, turn) for term in clause.terms) for clause in self.query.clauses):
                return number
        return 2

    def is_above(self, term: Term, turn: Turn) -> bool:
        """Tell whether title, lead, heading or names have a word."""
        return self.stands_around(term, turn) or bool(turn.above & expand(term.text))

    def is_often(self, term: Term, turn: Turn) -> bool:
        if term.match == EXACT:
            return self.stands_in(term, turn) and lemma(term.text) in turn.often
        return bool(turn.often & expand(term.text))


def terms_of(query: Query) -> list[Term]:
    return [term for clause in query.clauses for term in clause.terms]


def has_in_order(run: Sequence[str], wanted: Sequence[set[str] | frozenset[str]]) -> bool:
    """Tell whether somewhere in the run each of the wanted words follows the one before."""
    starts = range(len(run) - len(wanted) + 1)
    return any(
        all(word in either for word, either in zip(run[start:], wanted, strict=False))
        for start in starts
        if run[start] in wanted[0]
    )


@lru_cache(maxsize=1_000)
def readings(words: tuple[str, ...]) -> list[frozenset[str]]:
    """Give what each word of a phrase may be a form of; beyond so many ways the most ambiguous is what is likeliest."""
    found = [expand(word) for word in words]
    while prod(map(len, found)) > MOST_READINGS:
        ambiguous = max(found, key=len)
        place = found.index(ambiguous)
        found[place] = frozenset({lemma(words[place])})
    return found
