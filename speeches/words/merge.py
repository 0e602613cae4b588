"""Two changes of one text put together, where they do not meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from speeches.words.diff import word_diff
from speeches.words.patterns import WORD


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of the first text, from start to end, and what stands there instead."""

    start: int
    end: int
    text: str


def merge_words(base: str, one: str, other: str) -> str | None:
    """Put two changes of a text together; None where they meet: no word that both left alone stands between them.

    >>> merge_words("Да, мост готов к зиме.", "Нет, мост готов к зиме.", "Да, мост готов к лету.")
    'Нет, мост готов к лету.'
    """
    ones, others = set(_replacements(base, one)), set(_replacements(base, other))
    both = sorted(ones | others, key=lambda each: (each.start, each.end))
    for above, below in pairwise(both):
        is_one_hand = {above, below} <= ones or {above, below} <= others
        if below.start < above.end or not (is_one_hand or WORD.search(base, above.end, below.start)):
            return None
    merged, end = "", 0
    for each in both:
        merged += base[end : each.start] + each.text
        end = each.end
    return merged + base[end:]


def _replacements(old: str, new: str) -> Iterator[Replacement]:
    place, removed, added = 0, "", ""
    for segment in word_diff(old, new):
        if segment.kind == "removed":
            removed += segment.text
        elif segment.kind == "added":
            added += segment.text
        else:
            if removed or added:
                yield Replacement(place, place + len(removed), added)
            place += len(removed) + len(segment.text)
            removed = added = ""
    if removed or added:
        yield Replacement(place, place + len(removed), added)
