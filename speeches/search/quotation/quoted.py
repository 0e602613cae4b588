"""A quotation as somebody pasted it: its words, and the pieces that marked gaps leave of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .wording import Wording, wording

MAX_QUOTATION = 10_000
"""Characters; what is pasted beyond them is not compared."""

MIN_WORDS = 3
"""Fewer words are said by everybody."""

MAX_PIECES = 100
"""A quotation with more gaps than that is cut too."""

_GAP = re.compile(
    r"""
      [\[(<] \s* (?: … | \.(?:\s?\.)+ ) \s* [\])>]   # […] (...) <…>
    | …                                              # …
    | \. (?: [ ]? \. ){2,}                           # ... . . .
    """,
    re.VERBOSE,
)
# Directions of writing and the byte order mark come with what is copied from a page, even inside of words.
_INVISIBLE = re.compile("[\0\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation taken apart.

    pieces: ranges of words, one after the other, none empty; gaps are marked between them.
    is_cut: whether more was pasted than is compared.
    """

    wording: Wording
    pieces: tuple[range, ...]
    is_cut: bool = False

    @property
    def is_too_short(self) -> bool:
        return len(self.wording.keys) < MIN_WORDS

    def tail(self, piece: range) -> str:
        """Return what is printed after the last word of a piece, up to the next gap or the end."""
        start = self.wording.ends[piece[-1]]
        end = self.wording.starts[piece.stop] if piece.stop < len(self.wording.starts) else None
        tail = self.wording.text[start:end]
        gap = _GAP.search(tail)
        return tail[: gap.start()] if gap else tail


def quotation(pasted: str) -> Quotation:
    """Take what was pasted apart. Any text will do; one without words has no pieces."""
    text = _INVISIBLE.sub("", pasted)
    cut = text if len(text) <= MAX_QUOTATION else _whole_words(text[: MAX_QUOTATION + 1])
    words = wording(cut)
    pieces = _pieces(words)
    if len(pieces) > MAX_PIECES:
        pieces = pieces[:MAX_PIECES]
        stop = pieces[-1].stop
        words = Wording(words.text[: words.ends[stop - 1]], words.keys[:stop], words.starts[:stop], words.ends[:stop])
        cut = ""
    return Quotation(words, tuple(pieces), is_cut=cut != text)


def _whole_words(text: str) -> str:
    """Leave out the last word, which may be half a word; one that never ends is cut."""
    whole = text[:-1] if text[-1].isspace() else text.rpartition(" ")[0]
    return whole or text[:-1]


def _pieces(words: Wording) -> list[range]:
    """Divide the words where a gap is marked between two of them."""
    count = len(words.keys)
    starts = [after for after in range(1, count) if _is_gap(words.between(after - 1, after))]
    return [range(start, stop) for start, stop in pairwise([0, *starts, count])] if count else []


def _is_gap(between: str) -> bool:
    return ("." in between or "…" in between) and bool(_GAP.search(between))
