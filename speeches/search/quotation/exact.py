"""Places where a record has a piece of a quotation word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from .record import Record
from .stretch import Stretch, stretch
from .wording import Wording

MOST_PLACES = 64
"""A piece that stands in more places is said by everybody."""

# In prose a comparison ends after a word or two; repetition without end must not keep a reader waiting.
_MOST_STEPS = 200_000


def exact_places(quoted: Wording, piece: range, record: Record) -> list[Stretch]:
    """Return the first places where the words of a piece stand in order, with or without each group between them."""
    keys = quoted.keys[piece.start : piece.stop]
    paths = islice(_paths(record, keys), MOST_PLACES)
    return [stretch(record, piece, list(zip(piece, path, strict=True)), range(path[0], path[-1] + 1)) for path in paths]


def _paths(record: Record, keys: Sequence[str]) -> Iterator[list[int]]:
    steps = 0
    for start in record.places.get(keys[0], ()):
        path, tried = _path(record, keys, start)
        if path:
            yield path
        steps += tried
        if steps > _MOST_STEPS:
            return


def _path(record: Record, keys: Sequence[str], start: int) -> tuple[list[int], int]:
    """Follow the keys from a word of the record; return the words passed, none if they lead astray, and the effort.

    Where both a group and what comes after it go on with the same word, the way through the group is tried first.
    """
    printed, path, steps = record.wording.keys, [start], 0
    forks: list[tuple[int, int]] = []
    while len(path) < len(keys) and steps < _MOST_STEPS:
        steps += 1
        sought = keys[len(path)]
        options = [word for word in record.following(path[-1]) if printed[word] == sought]
        forks += [(len(path), word) for word in reversed(options)]
        if not forks:
            return [], steps
        length, word = forks.pop()
        path[length:] = [word]
    return (path if len(path) == len(keys) else []), steps
