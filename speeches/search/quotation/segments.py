"""The words of the record and of the quotation side by side, with what is grave about a difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from .grave import Flag, flags
from .quoted import Quotation
from .record import Record
from .stretch import Stretch

Kind = Literal["same", "removed", "added", "gap"]

_OPENING = re.compile(r"(?<![^\w\s.,:;!?…)\]>»”-])[^\w\s.,:;!?…)\]>»”-]*$")
_CLOSING = re.compile(r"[^\w\s(\[<«„–—-]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one fate; never empty.

    kind: "same" as the record prints it, editors' words that the quotation leaves out included; "removed" is in the
    record alone, "added" in the quotation alone; "gap" is what the quotation marks as left out.
    """

    kind: Kind
    text: str
    flag: Flag = ""


def segments(quotation: Quotation, record: Record, chain: Iterable[Stretch]) -> tuple[Segment, ...]:
    """Return the segments of all pieces, with a gap between two of them."""
    found: list[Segment] = []
    for place in chain:
        found += [Segment("gap", " … ")] if found else []
        found += _joined(_Writer(quotation, record, place).write())
    return tuple(found)


def _joined(pieces: Iterable[Segment]) -> Iterator[Segment]:
    for (kind, flag), group in groupby(pieces, key=lambda segment: (segment.kind, segment.flag)):
        if text := "".join(segment.text for segment in group):
            yield Segment(kind, text, flag)


class _Writer:
    """Write one stretch. Each word of the record comes with what is printed before it, from the second on."""

    def __init__(self, quotation: Quotation, record: Record, place: Stretch):
        self.quoted, self.record, self.place = quotation.wording, record, place
        self.left_out = self._left_out()
        self.cursor = -1

    def write(self) -> Iterator[Segment]:
        """Yield segments word by word."""
        piece, words = self.place.piece, self.place.words
        bounds = [(piece.start - 1, words.start - 1), *self.place.pairs, (piece.stop, words.stop)]
        for (word, printed), (next_word, next_printed) in pairwise(bounds):
            if printed >= words.start:
                yield self._printed("same", printed)
            yield from self._difference(range(printed + 1, next_printed), range(word + 1, next_word))
        if words:
            yield Segment("same", self._closing())

    def _difference(self, printed: range, quoted: range) -> Iterator[Segment]:
        removed = [word for word in printed if word not in self.left_out]
        removed_flags, added_flags = flags(
            [self.record.wording.keys[word] for word in removed], [self.quoted.keys[word] for word in quoted]
        )
        fates = dict(zip(removed, removed_flags, strict=True))
        for word in printed:
            yield self._printed("removed", word, fates[word]) if word in fates else self._printed("same", word)
        for word, flag in zip(quoted, added_flags, strict=True):
            yield self._added(word, quoted, flag)

    def _printed(self, kind: Kind, word: int, flag: Flag = "") -> Segment:
        words = self.record.wording
        start = self.cursor if self.cursor >= 0 else self._opening(words.starts[word])
        self.cursor = words.ends[word]
        return Segment(kind, words.text[start : self.cursor], flag)

    def _added(self, word: int, run: range, flag: Flag) -> Segment:
        """Write a word of the quotation; between the words of the record a space sets it off."""
        start, end = self.quoted.starts[word], self.quoted.ends[word]
        before = self.quoted.between(word - 1, word) if word > run.start else " " if self.cursor >= 0 else ""
        after = " " if self.cursor < 0 and word == run[-1] else ""
        return Segment("added", before + self.quoted.text[start:end] + after, flag)

    def _opening(self, start: int) -> int:
        """Go back over the signs that open a word."""
        before = self.record.wording.text[max(0, start - 5) : start]
        found = _OPENING.search(before)
        return start - (len(found.group()) if found else 0)

    def _closing(self) -> str:
        """Give the signs that close the last word."""
        found = _CLOSING.match(self.record.wording.text, self.cursor)
        return found.group() if found else ""

    def _left_out(self) -> set[int]:
        """Return the words of the groups that the piece has nothing of."""
        words, places = self.record.wording, self.place.words
        if not places:
            return set()
        paired = {word for _, word in self.place.pairs}
        groups = self.record.groups_within(words.starts[places[0]] - 1, words.ends[places[-1]] + 1)
        wholly = (range(group.first, group.stop) for group in groups)
        return {word for group in wholly if paired.isdisjoint(group) for word in group}
