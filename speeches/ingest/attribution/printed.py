"""The names that a document prints outside its speeches, where short labels are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from unicodedata import normalize

from ...transcripts import Transcript
from ...words import fold
from ...words.declension import Form, capitalized, forms_of, nominatives, spellings
from ...words.names import is_cyrillic, is_patronymic
from ...words.patterns import DROPPED
from .identity import INITIAL
from .offices import LINKS, is_office

# A word, an initial with its full stop, or one sign: «Сассу-Нгессо», "Z.", ",".
TOKEN = re.compile(r"[^\W\d_]\.|[^\W\d_](?:[\w’'‑-]*[^\W_])?|\S")
HYPHENS = re.compile(r"[ ‑-]+")
INVISIBLE = str.maketrans("", "", DROPPED)
APART = frozenset({"and", "the"}) | LINKS - {"with", "by", "to", "from"}
"""Words after which a capital may go on with an office's field: "Minister of Sport and Tourism Pavel Kolobkov"."""

MOST_SEARCHES = 200
"""How often the speeches are searched: thousands of labels would make a long document's reading quadratic."""
MOST_PLACES = 200
"""How many places of one surname are looked at, for the same reason."""


class Printed:
    """The lines that nobody says, as words; speeches are left out, since they tell of people who are not there.

    Furniture counts for hover cards alone: there a patronymic stands with the name.
    """

    def __init__(self, transcript: Transcript):
        self.lines: list[list[str]] = []
        self.cards: set[int] = set()
        self.labels: set[int] = set()
        self.places: dict[str, list[tuple[int, int]]] = {}
        self.transcript = transcript
        self.searches = 0
        for block in transcript.blocks:
            if block.kind == "turn":
                self.labels.add(len(self.lines))
            if block.kind not in ("paragraph", "separator"):
                self._add(block.text, is_card=block.kind == "furniture")
            if block.kind == "turn" and block.printed:
                self._add(block.printed, is_card=True)

    def _add(self, text: str, *, is_card: bool = False) -> None:
        words = TOKEN.findall(normalize("NFC", text.translate(INVISIBLE)))
        if is_card:
            self.cards.add(len(self.lines))
        for place, word in enumerate(words):
            if word[0].isupper():
                self.places.setdefault(fold(word), []).append((len(self.lines), place))
        self.lines.append(words)

    @cached_property
    def speeches(self) -> str:
        """The speeches with one blank between words, a full stop before each."""
        said = (block.text for block in self.transcript.blocks if block.kind == "paragraph")
        return "".join(f" . {' '.join(text.split())}" for text in said)

    def first_names(self, initial: str, surname: str) -> set[str]:
        """Give the first names, in the nominative, that stand beside a surname and begin with its initial."""
        parts = [fold(part) for part in HYPHENS.split(surname)]
        words = surname.split()
        found: set[str] = set()
        for line, place in islice(self._places_of(words[0]), MOST_PLACES):
            printed = self.lines[line][place : place + len(words)]
            forms = forms_of(parts, [fold(part) for word in printed for part in HYPHENS.split(word)])
            if len(printed) == len(words) and forms:
                found |= self._beside(line, place, place + len(words), forms, initial)
        return found

    def _places_of(self, surname: str) -> Iterable[tuple[int, int]]:
        return (where for key in spellings(surname) for where in self.places.get(key, ()))

    def _beside(self, line: int, start: int, end: int, forms: frozenset[Form], initial: str) -> set[str]:
        words = self.lines[line]
        after, before = words[end : end + 2], words[max(0, start - 3) : start]
        if len(after) == 2 and is_patronymic(after[1]):
            return self._read(after[0], forms, initial, "")
        if line in self.cards and not (before and is_patronymic(before[-1])):
            return set()
        while len(before) > 1 and (is_patronymic(before[-1]) or INITIAL.fullmatch(before[-1])):
            before.pop()
        return self._read(before[-1], forms, initial, before[-2] if len(before) > 1 else "") if before else set()

    def _read(self, word: str, forms: frozenset[Form], initial: str, before: str) -> set[str]:
        """Give the first names that a printed word may be, if it is one and begins with the initial."""
        begins = word[0].isupper() and fold(word).startswith(fold(initial))
        if not begins or len(word) < 2 or INITIAL.fullmatch(word) or is_office(word):
            return set()
        word = capitalized(word.lower()) if word.isupper() else word
        if not is_cyrillic(word):
            return {word}
        return {name for name in nominatives(word, forms, before) if fold(name).startswith(fold(initial))}

    def prints_alone(self, name: str) -> bool:
        """Tell whether a name stands somewhere by itself, or behind an office: "with Kari Holm", "Mayor Kari Holm".

        Labels are no witnesses: they are what is in question. Speeches are: this is about where a name begins, not
        about who is there.
        """
        words = [fold(word) for word in TOKEN.findall(name)]
        for line, place in self.places.get(words[0], ())[:MOST_PLACES]:
            printed = self.lines[line]
            stands = line not in self.labels and list(map(fold, printed[place : place + len(words)])) == words
            if stands and _may_begin_behind(printed[place - 1] if place else ""):
                return True
        return self._is_said_alone(name)

    def _is_said_alone(self, name: str) -> bool:
        self.searches += 1
        found = self.speeches.find(name) if self.searches <= MOST_SEARCHES else -1
        for _ in range(MOST_PLACES):
            if found < 0:
                return False
            before, after = self.speeches[max(0, found - 80) : found], self.speeches[found + len(name) :][:1]
            if before.endswith(" ") and not after.isalnum() and _may_begin_behind(before.split()[-1]):
                return True
            found = self.speeches.find(name, found + 1)
        return False


def _may_begin_behind(before: str) -> bool:
    """Tell whether a name may begin behind this word; a capital may belong to it, or to the office it ends."""
    ended = before[-1:] in tuple(".;:!?»”)")
    return ended or is_office(before) or not (before[:1].isupper() or before[-1:] == "," or fold(before) in APART)
