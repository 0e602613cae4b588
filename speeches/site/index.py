"""Alphabetical indexes in the reader's language.

Ordered here and not by the database, whose two engines have orders of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from ..models import Speaker
from ..words import sort_key
from .language import name_language

OTHER = "#"
"""What stands for a letter where a name has none."""


@dataclass(slots=True)
class Entry:
    """A name as the index has it. key: what it is ordered by."""

    name: str
    item: Any
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = sort_key(self.name)

    @property
    def language(self) -> str:
        return name_language(self.item)


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        return "l-other" if self.letter == OTHER else f"l-{self.letter}"


def index_name(speaker: Speaker) -> str:
    """Give the sort name where it has the words of the name in the reader's language, else that name."""
    same = sorted(sort_key(speaker.sort_name).split()) == sorted(sort_key(speaker.name).split())
    return speaker.sort_name if same else speaker.name


def alphabetical(entries: Iterable[Entry]) -> list[Entry]:
    """Put names in order, those in the reader's own script first."""
    reads_cyrillic = (get_language() or "").startswith("ru")
    return sorted(entries, key=lambda entry: (_is_cyrillic(entry.key) != reads_cyrillic, entry.key))


def by_letter(entries: Iterable[Entry]) -> list[Letter]:
    """Group ordered names under their first letters."""
    return [Letter(letter, list(group)) for letter, group in groupby(entries, _letter)]


def _letter(entry: Entry) -> str:
    first = entry.key[:1].upper()
    return first if first.isalpha() else OTHER


def _is_cyrillic(key: str) -> bool:
    return "\u0400" <= key[:1] <= "\u052f"
