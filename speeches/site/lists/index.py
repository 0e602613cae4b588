"""Alphabetical indexes in the reader's language.

Ordered here and not by the database, whose two engines have orders of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from ...models.speaker import OTHER, index_letter
from ...words import sort_key
from ..language import name_language

WEIGHTS = 5
"""Steps in which an index shows how much stands under a name."""


@dataclass(slots=True)
class Entry:
    """A name as the index has it. key: what it is ordered by; weight: from 1 to `WEIGHTS`."""

    name: str
    item: Any
    weight: int = 1
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
        return anchor(self.letter)


def anchor(letter: str) -> str:
    return "l-other" if letter == OTHER else f"l-{letter}"


def alphabetical(entries: Iterable[Entry]) -> list[Entry]:
    """Put names in order, those in the reader's own script first."""
    return sorted(entries, key=lambda entry: in_order(entry.key))


def in_order(key: str) -> tuple[bool, str]:
    """Give what sort keys are ordered by in the active language."""
    reads_cyrillic = (get_language() or "").startswith("ru")
    return _is_cyrillic(key) != reads_cyrillic, key


def by_letter(entries: Iterable[Entry]) -> list[Letter]:
    """Group ordered names under their first letters."""
    return [Letter(letter, list(group)) for letter, group in groupby(entries, lambda entry: index_letter(entry.key))]


def weighed(entries: list[Entry], attribute: str) -> list[Entry]:
    """Give each entry its weight: a step stands for twice as many texts, the heaviest for the most there are."""
    most = max((getattr(entry.item, attribute) for entry in entries), default=0).bit_length()
    for entry in entries:
        entry.weight = max(1, WEIGHTS - most + getattr(entry.item, attribute).bit_length())
    return entries


def _is_cyrillic(key: str) -> bool:
    return "\u0400" <= key[:1] <= "\u052f"
