"""Where a piece of a quotation stands in a record."""

from __future__ import annotations

from dataclasses import dataclass

from .grave import is_negation, negates_before
from .record import Record

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place that a piece of a quotation was taken from, word for word or nearly so.

    piece: words of the quotation. pairs: words of the quotation and of the record that agree, rising on both sides.
    words: what the quotation covers of the record; empty where nothing of the piece was found.
    cuts: whether a negation stands at an end of it that belongs to its first or last word.
    """

    piece: range
    pairs: tuple[Pair, ...]
    words: range
    cuts: bool = False

    @property
    def score(self) -> float:
        """How much of the piece is found; of two places alike, one where nothing is denied."""
        return len(self.pairs) - self.cuts / 2


def stretch(record: Record, piece: range, pairs: list[Pair], words: range) -> Stretch:
    """Make a stretch, and let a negation that belongs to its first or last word be part of it."""
    widened = _with_negations(record, words)
    return Stretch(piece, tuple(pairs), widened, cuts=widened != words)


def _with_negations(record: Record, words: range) -> range:
    """Take in a negation beside the words: who quotes "going to war" of "not going to war" has left it out.

    So has who quotes «не пришёл» of «никто не пришёл»: what still denies something may deny something else.
    """
    keys, (first, last) = record.wording.keys, (words[0], words[-1])
    before, after = first - 1, last + 1
    if before >= 0 and is_negation(keys[before]) and _adjoin(record, before, first):
        first = before
    if after < len(keys) and negates_before(keys[after]) and _adjoin(record, last, after):
        last = after
    return range(first, last + 1)


def _adjoin(record: Record, before: int, after: int) -> bool:
    between = record.wording.between(before, after)
    return between.isspace() and "\n" not in between
