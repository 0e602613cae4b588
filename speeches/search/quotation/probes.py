"""What the index is asked for: words of a quotation that are likely to have come through as they were said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ...words import tokens
from .quoted import Quotation

LENGTHS = ({12: 2, 7: 3}, {5: 6, 3: 7}, {2: 3})
"""How many runs of how many words each round asks for: first those that hardly two turns share, then those that come
through most changes."""

WINDOW, WORD_PROBES = 10, 3
"""The last round asks for so many pairs of words too, each from so many words on end; that makes 24 in all."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Words to look for: one after the other if they are a phrase, otherwise anywhere in a turn."""

    words: tuple[str, ...]
    is_phrase: bool = True


def rounds(quotation: Quotation) -> Iterator[list[Probe]]:
    """Yield probes, round by round: the next one is for a quotation that the ones before did not find."""
    pieces = [_words(quotation, piece) for piece in quotation.pieces]
    asked: set[Probe] = set()
    for lengths in LENGTHS:
        probes = [probe for length, most in lengths.items() for probe in _phrases(pieces, length, most)]
        probes += _words_anywhere(pieces) if lengths is LENGTHS[-1] else []
        yield [probe for probe in dict.fromkeys(probes) if probe not in asked]
        asked.update(probes)


def _words(quotation: Quotation, piece: range) -> list[str]:
    words = quotation.wording
    text = words.text[words.starts[piece[0]] : words.ends[piece[-1]]]
    return [token.text for token in tokens(text)]


def _phrases(pieces: Sequence[Sequence[str]], length: int, most: int) -> list[Probe]:
    """Choose runs of words from all over the quotation; a shorter piece is taken whole."""
    runs = [
        tuple(words[start : start + length])
        for words in pieces
        if len(words) > 1
        for start in range(max(1, len(words) - length + 1))
    ]
    return list(dict.fromkeys(Probe(run) for run in _spread(runs, most)))


def _words_anywhere(pieces: Sequence[Sequence[str]]) -> list[Probe]:
    """Choose pairs of long words that stand near each other; where all is short, every pair that there is."""
    words = [word for piece in pieces for word in piece]
    windows = [tuple(words[start : start + WINDOW]) for start in range(0, len(words), WINDOW)]
    pairs = [list(combinations(_longest(window), 2)) for window in _spread(windows, WORD_PROBES)]
    chosen = pairs[0] if len(pairs) == 1 else [of_window[0] for of_window in pairs if of_window]
    return [Probe(pair, is_phrase=False) for pair in chosen]


def _longest(words: Sequence[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:3]


def _spread(runs: Sequence[tuple[str, ...]], most: int) -> list[tuple[str, ...]]:
    """Choose at most so many runs, one of each part of the text: that with most letters, since long words are rare."""
    count = min(most, len(runs))
    bounds = [len(runs) * part // count for part in range(count + 1)] if count else []
    parts = (runs[start:stop] for start, stop in pairwise(bounds))
    return [max(part, key=_letters) for part in parts]


def _letters(run: Sequence[str]) -> int:
    return sum(map(len, set(run)))
