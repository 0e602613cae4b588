"""Places where a record has something like a piece of a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ...words.diff import aligned
from .grave import is_negation
from .record import Record
from .stretch import Pair, Stretch, stretch
from .tables import SKIPPED, closest, common, gain
from .wording import Wording

MOST_WINDOWS = 3
"""For a piece of up to so many words as `_SHORT`; where a longer one has most of its words, the rest of it is too."""
_SHORT = 50

# A word is a seed where a record has it so often at most; two words one after the other, where it has one so often.
_RARE, _COMMON = 8, 64

# Of a short piece all words may be common ones, and it takes no time to look at more of their places.
_MOST_SEEDS = 20_000
_NARROWEST = 16


# How many words more than the quotation has the record may have before the first and after the last that agree.
_LEEWAY = 2

_SENTENCE_END = re.compile(r"[.!?…\n]")


def near_places(quoted: Wording, piece: range, record: Record) -> list[Stretch]:
    """Return up to three places that have the most words in common with a piece, in its order and close together."""
    found = (_place(quoted, piece, record, window) for window in _windows(quoted, piece, record))
    different = {place.words: place for place in found if place}
    return sorted(different.values(), key=lambda place: -place.score)


def likeness(quoted: Wording, pieces: Sequence[range], record: Record) -> float:
    """Return a rough measure of how much of a quotation a record may have; 0 to 3 for a word of the quotation."""
    best = (max(_votes(quoted, piece, record).values(), default=0) for piece in pieces)
    return sum(best) / len(quoted.keys)


def _windows(quoted: Wording, piece: range, record: Record) -> Iterator[range]:
    """Yield the parts of the record where a piece may have come from, the likeliest first."""
    votes, width = _votes(quoted, piece, record), _width(piece)
    slack = len(piece) + _NARROWEST
    most = MOST_WINDOWS if len(piece) <= _SHORT else 1
    for bucket in sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:most]:
        start = bucket * width
        yield range(max(0, start - slack), min(len(record.wording.keys), start + width + len(piece) + slack))


def _width(piece: range) -> int:
    return max(_NARROWEST, len(piece) // 2)


def _votes(quoted: Wording, piece: range, record: Record) -> Counter[int]:
    """Count seeds by the place where the piece would begin, in steps of a width."""
    votes: Counter[int] = Counter()
    width = _width(piece)
    for word, place, weight in _seeds(quoted.keys, piece, record):
        votes[(place - (word - piece.start)) // width] += weight
    return votes


def _seeds(keys: Sequence[str], piece: range, record: Record) -> Iterator[tuple[int, int, int]]:
    """Yield words of the quotation, places of the record that have them, and what the coincidence weighs."""
    printed, places = record.wording.keys, record.places
    most = max(_COMMON, _MOST_SEEDS // len(piece))
    for word in piece:
        here = places.get(keys[word], ())
        if len(here) <= _RARE:
            yield from ((word, place, 1) for place in here)
    for word, following in pairwise(piece):
        here, there = places.get(keys[word], ()), places.get(keys[following], ())
        if not here or not there or min(len(here), len(there)) > most:
            continue
        if len(here) <= len(there):
            yield from ((word, place, 2) for place in here if printed[place + 1 : place + 2] == [keys[following]])
        else:
            yield from ((word, place - 1, 2) for place in there if place and printed[place - 1] == keys[word])


def _place(quoted: Wording, piece: range, record: Record, window: range) -> Stretch | None:
    keys, printed = quoted.keys[piece.start : piece.stop], record.wording.keys[window.start : window.stop]
    pairs = [(piece.start + word, window.start + place) for word, place in aligned(keys, printed)]
    pairs = _densest(pairs, record)
    if 2 * len(pairs) < len(piece) <= _SHORT:
        # Where every word comes again and again, none is a landmark.
        pairs = max(pairs, closest(quoted.keys, piece, record.wording.keys, window), key=len)
    pairs = pairs and _completed(quoted, piece, record, pairs)
    if not pairs:
        return None
    return stretch(record, piece, pairs, _extent(quoted, piece, record, pairs))


def _densest(pairs: list[Pair], record: Record) -> list[Pair]:
    """Return the run of pairs that agree most, less what lies between them: chance agreement stands apart."""
    best, best_score = range(0), 0.0
    start, score = 0, 0.0
    for index, pair in enumerate(pairs):
        score -= _skipped(pairs[index - 1], pair, record) if index else 0
        if score <= 0:
            start, score = index, 0.0
        score += gain(record.wording.keys[pair[1]])
        if score > best_score:
            best, best_score = range(start, index + 1), score
    return pairs[best.start : best.stop]


def _skipped(before: Pair, after: Pair, record: Record) -> float:
    printed = record.spoken[after[1]] - record.spoken[before[1]]
    return SKIPPED * max(0, printed - (after[0] - before[0]))


def _completed(quoted: Wording, piece: range, record: Record, pairs: list[Pair]) -> list[Pair]:
    """Add what agrees between the pairs, before the first and after the last."""
    (first, first_place), (last, last_place) = pairs[0], pairs[-1]
    head, tail = first - piece.start, piece.stop - 1 - last
    printed = record.wording.keys
    lowest = max(0, first_place - head - _LEEWAY) if head else first_place
    highest = min(len(printed), last_place + 1 + (tail + _LEEWAY if tail else 0))
    bounds = [(piece.start - 1, lowest - 1), *pairs, (piece.stop, highest)]
    between = [
        common(quoted.keys, range(before[0] + 1, after[0]), printed, range(before[1] + 1, after[1]))
        for before, after in pairwise(bounds)
    ]
    return _without_strays(quoted, record, sorted([*pairs, *chain.from_iterable(between)]))


def _without_strays(quoted: Wording, record: Record, pairs: list[Pair]) -> list[Pair]:
    """Leave out the negations that agree with one of another word: with none that agree before or after them."""
    bounds = [(-2, 0), *pairs, (len(quoted.keys) + 1, 0)]
    return [
        pair
        for before, pair, after in zip(bounds, pairs, bounds[2:], strict=False)
        if _adjoin(record, before, pair) or _adjoin(record, pair, after) or not is_negation(quoted.keys[pair[0]])
    ]


def _adjoin(record: Record, before: Pair, after: Pair) -> bool:
    """Tell whether two pairs stand side by side in the quotation, and in the record but for words that nobody said."""
    return after[0] - before[0] == 1 and record.spoken[after[1]] - record.spoken[before[1]] <= 1


def _extent(quoted: Wording, piece: range, record: Record, pairs: list[Pair]) -> range:
    """Return the words of the record that the piece stands for; at its ends no more than it has, of one sentence."""
    (first, start), (last, stop) = pairs[0], pairs[-1]
    end = len(record.wording.keys)
    for _ in range(_replaced(quoted, range(piece.start, first))):
        if start == 0 or _SENTENCE_END.search(record.wording.between(start - 1, start)):
            break
        start -= 1
    for _ in range(_replaced(quoted, range(last + 1, piece.stop))):
        if stop + 1 == end or _SENTENCE_END.search(record.wording.between(stop, stop + 1)):
            break
        stop += 1
    return range(start, stop + 1)


def _replaced(quoted: Wording, words: range) -> int:
    """Return how many words of the record a few of the quotation may stand for; a negation is added, not replaced."""
    return sum(not is_negation(quoted.keys[word]) for word in words)
