"""Chance that falls out the same on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

POOL_SIZE = 1024


def chance(*purpose: object) -> Random:
    """Make a generator that a purpose, and nothing else, decides: a seed, a number, what is drawn with it."""
    return Random(" ".join(map(str, purpose)))  # noqa: S311 - that it can be foretold is the point.


def weighted(random: Random, shares: Mapping[str, int]) -> str:
    """Draw a key, as often as its value says."""
    return random.choices(list(shares), list(shares.values()))[0]


def zipf(random: Random, count: int) -> int:
    """Draw a number below the count, each about as often as one divided by its rank."""
    return min(count - 1, int((count + 1) ** random.random()) - 1)


def ranked(words: Sequence[str]) -> list[str]:
    """Repeat words as the Zipf-Mandelbrot law has it: each in inverse proportion to its rank and a little more."""
    shares = [1 / (rank + 3) for rank in range(len(words))]
    return [
        word
        for word, share in zip(words, shares, strict=True)
        for _ in range(max(1, round(POOL_SIZE * share / sum(shares))))
    ]
