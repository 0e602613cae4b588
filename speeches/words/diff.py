"""What changed between two versions of a text, word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from operator import itemgetter
from typing import Literal

from speeches.words.patterns import WORD

# Each level looks between the landmarks of the one before. Prose needs three or four; contrived repetition would go on
# for ever, and what it leaves unaligned is shown as replaced.
_LEVELS = 8

AROUND = 60
"""How many unchanged characters stand beside a change where the middle is left out."""

_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_WORD_OR_SIGN = re.compile(rf"({WORD.pattern}|\S)")

Kind = Literal["same", "removed", "added"]
Edit = tuple[Kind, str]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one fate; never empty."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Segment, ...]:
    """Return the segments that lead from the old text to the new one.

    "same" and "removed" joined give `old`, "same" and "added" joined give `new`, every space included. Neighbours are
    of different kinds, and where something was replaced the removal comes first.
    """
    return tuple(_gather(_paragraph_edits(old, new)))


def shortened(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Leave out the middle of long unchanged stretches."""
    for segment in segments:
        if segment.kind == "same" and len(segment.text) > 3 * AROUND:
            # Whole words, where there are any.
            head, tail = segment.text[:AROUND].rpartition(" ")[0], segment.text[-AROUND:].partition(" ")[2]
            yield Segment("same", f"{head or segment.text[:AROUND]} … {tail or segment.text[-AROUND:]}")
        else:
            yield segment


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of positions, rising on both sides, that hold equal items: a patience diff of any two sequences."""
    return list(_aligned(before, after, (0, 0), (len(before), len(after)), _LEVELS))


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of the pairs, ordered by their first positions, whose second positions rise too."""
    return _longest_rising(sorted(pairs))


def _paragraph_edits(old: str, new: str) -> Iterator[Edit]:
    """Compare whole paragraphs first, so that only those that changed are looked into."""
    before, after = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for left, right, stays in _parts(before, after):
        if stays:
            yield "same", before[left.start]
        else:
            yield from _word_edits("".join(before[left]), "".join(after[right]))


def _word_edits(old: str, new: str) -> Iterator[Edit]:
    """Compare words and signs; the space before each goes with it, so that spaces never align by themselves."""
    old_spaces, before = _split(old)
    new_spaces, after = _split(new)
    for left, right, stays in _parts(before, after):
        if stays:
            yield from _replaced(old_spaces[left.start], new_spaces[right.start])
            yield "same", before[left.start]
        else:
            yield from _replaced(_joined(old_spaces, before, left), _joined(new_spaces, after, right))


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return spaces and what follows each: "a, b " → ["", "", " ", " "], ["a", ",", "b", ""]."""
    pieces = _WORD_OR_SIGN.split(text)
    return pieces[::2], [*pieces[1::2], ""]


def _joined(spaces: list[str], words: list[str], part: slice) -> str:
    return "".join(space + word for space, word in zip(spaces[part], words[part], strict=True))


def _replaced(removed: str, added: str) -> Iterator[Edit]:
    """Yield one text given up for the other, less the space that both begin with."""
    shared = takewhile(lambda both: both[0] == both[1] and both[0].isspace(), zip(removed, added, strict=False))
    space = "".join(character for character, _ in shared)
    yield "same", space
    yield "removed", removed.removeprefix(space)
    yield "added", added.removeprefix(space)


def _parts(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[slice, slice, bool]]:
    """Yield the parts of both sequences in order: one item each where it stays, else what lies between two of those."""
    ends = (len(before), len(after))
    landmarks = [(-1, -1), *_aligned(before, after, (0, 0), ends, _LEVELS), ends]
    for (left, right), (next_left, next_right) in pairwise(landmarks):
        yield slice(left + 1, next_left), slice(right + 1, next_right), False
        if (next_left, next_right) != ends:
            yield slice(next_left, next_left + 1), slice(next_right, next_right + 1), True


def _aligned(
    before: Sequence[Hashable], after: Sequence[Hashable], start: Pair, end: Pair, levels: int
) -> Iterator[Pair]:
    """Yield rising pairs of positions that hold the same item: a patience diff.

    The two ends are matched first, then the items that occur once on either side, then what lies between those.
    """
    left, right = start
    while left < end[0] and right < end[1] and before[left] == after[right]:
        yield left, right
        left, right = left + 1, right + 1
    tail = _common_tail(before, after, (left, right), end)
    middle_end = (end[0] - tail, end[1] - tail)
    anchors = _anchors(before, after, (left, right), middle_end) if levels else []
    for anchor in anchors:
        yield from _aligned(before, after, (left, right), anchor, levels - 1)
        yield anchor
        left, right = anchor[0] + 1, anchor[1] + 1
    if anchors:
        yield from _aligned(before, after, (left, right), middle_end, levels - 1)
    yield from zip(range(middle_end[0], end[0]), range(middle_end[1], end[1]), strict=True)


def _common_tail(before: Sequence[Hashable], after: Sequence[Hashable], start: Pair, end: Pair) -> int:
    longest = min(end[0] - start[0], end[1] - start[1])
    return next((n for n in range(longest) if before[end[0] - n - 1] != after[end[1] - n - 1]), longest)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], start: Pair, end: Pair) -> list[Pair]:
    """Return the longest rising run of the positions of items that occur exactly once on either side."""
    left, right = _once(before, start[0], end[0]), _once(after, start[1], end[1])
    return _longest_rising([(position, right[item]) for item, position in left.items() if item in right])


def _once(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(items[start:end])
    return {items[position]: position for position in range(start, end) if counts[items[position]] == 1}


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs, given in the order of their first positions, whose second positions rise too.

    Patience sorting: for each length reached so far, `lowest` holds the lowest second position that a run of this
    length ends with, `last` the index of its pair; `previous` leads from there back to the run's first pair.
    """
    lowest: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, position) in enumerate(pairs):
        length = bisect_left(lowest, position)
        previous.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [position]
        last[length : length + 1] = [index]
    run, index = [], last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = previous[index]
    return run[::-1]


def _gather(edits: Iterable[Edit]) -> Iterator[Segment]:
    """Join neighbouring edits of one kind."""
    for stays, group in groupby(filter(itemgetter(1), edits), key=lambda edit: edit[0] == "same"):
        run = list(group)
        kinds: tuple[Kind, ...] = ("same",) if stays else ("removed", "added")
        for kind in kinds:
            text = "".join(part for part_kind, part in run if part_kind == kind)
            if text:
                yield Segment(kind, text)
