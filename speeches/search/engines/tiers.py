"""The first of what is found, tier by tier."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..plan import Node


def in_tiers(match: Callable[[Node, int], list[int]], nodes: Iterable[Node], many: int) -> list[int]:
    """Give the first so many numbers, those of the first node before those of the next, each once.

    match: gives up to so many numbers of a node, in order.
    """
    numbers: dict[int, None] = {}
    for node in nodes:
        if len(numbers) < many:
            # As many as are there already may be the same.
            numbers |= dict.fromkeys(match(node, many + len(numbers)))
    return list(numbers)[:many]
