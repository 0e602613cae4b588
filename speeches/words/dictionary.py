"""The likeliest dictionary form of a Russian word: the one the analyser finds, several times faster.

pymorphy3 keeps its words in a directed acyclic word graph and reads it with a call of a function for every byte, which
would be most of the time of an import. Here the same graph is followed in one loop, and of a word's readings nothing is
looked at but what decides between them. Words that the dictionary lacks are left to the analyser.
"""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Callable, Iterator
from functools import lru_cache
from struct import unpack
from typing import Any

# A node of the graph is 32 bits: the label by which it is reached and the distance to those that follow, which counts
# 256 times where the second of these is set. The third says that a string ends here.
_LABEL = 1 << 31 | 0xFF
_IS_FAR = 1 << 9
_IS_END = 1 << 8

# Stands between a word and its readings.
_SEPARATOR = 1
_YE, _YO = "е".encode(), "ё".encode()

Reading = tuple[int, int]
"""A paradigm, and the number of the form in it."""


def known_form(analyser: Any) -> Callable[[str], str]:
    """Make a function that gives the dictionary form of a folded word's first reading, "" for an unknown word.

    Raises AttributeError where the analyser keeps its words otherwise: with the extension in C it is fast by itself.
    """
    dictionary = analyser.dictionary
    spellings, chances = _spellings(dictionary.words), _chances(analyser.prob_estimator.p_t_given_w)

    def form(word: str) -> str:
        readings = [(spelling, *reading) for spelling, found in spellings(word) for reading in found]
        if not readings:
            return ""
        likeliest = readings[0]
        # Where the corpus lacks the word all are equals; of equals the first is taken.
        if len(readings) > 1 and (chance := chances(word)):
            likeliest = max(readings, key=lambda each: chance(str(dictionary.build_tag_info(*each[1:]))))
        spelling, paradigm, number = likeliest
        result: str = dictionary.build_normal_form(paradigm, number, spelling)
        return result

    return form


def _spellings(words: Any) -> Callable[[str], Iterator[tuple[str, list[Reading]]]]:
    """Make a function that gives the spellings of a word, with е or with ё, that the graph has, and their readings."""
    nodes = words.dct._units
    guide = words.guide._units

    # Words that are inflected alike share the node of their readings, so that 16,384 nodes (5 MB) serve most words.
    @lru_cache(maxsize=16_384)
    def readings(node: int) -> list[Reading]:
        return [unpack(">HH", a2b_base64(stored)) for stored in _stored(nodes, guide, node, b"")]

    def spellings(word: str) -> Iterator[tuple[str, list[Reading]]]:
        for spelling, node in _walks(nodes, word.encode(), 0, 0):
            if end := _step(nodes, node, _SEPARATOR):
                yield spelling.decode(), readings(end)

    return spellings


def _walks(nodes: Any, word: bytes, start: int, node: int) -> Iterator[tuple[bytes, int]]:
    """Follow the word from a byte and a node on; yield each spelling that the graph has, and the node it leads to.

    The word as it is comes first, then the spellings with ё, the earliest ё first.
    """
    forks = []
    for place in range(start, len(word)):
        byte = word[place]
        if byte == _YE[0] and word[place + 1] == _YE[1]:
            forks.append((place, node))
        # As `_step`, whose call would double the time.
        unit = nodes[node]
        node ^= unit >> 10 << ((unit & _IS_FAR) >> 6) ^ byte
        if nodes[node] & _LABEL != byte:
            break
    else:
        yield word, node
    for place, fork in forks:
        if (half := _step(nodes, fork, _YO[0])) and (after := _step(nodes, half, _YO[1])):
            yield from _walks(nodes, word[:place] + _YO + word[place + 2 :], place + 2, after)


def _stored(nodes: Any, guide: Any, node: int, passed: bytes) -> Iterator[bytes]:
    """Yield every string that leads from a node to an end; the guide knows each node's first child and next sibling."""
    if nodes[node] & _IS_END:
        yield passed
    label = guide[2 * node]
    while label:
        child = _step(nodes, node, label)
        yield from _stored(nodes, guide, child, passed + bytes((label,)))
        label = guide[2 * child + 1]


def _step(nodes: Any, node: int, label: int) -> int:
    """Follow one label; 0, which is the root, says that there is no such way."""
    unit = nodes[node]
    after: int = node ^ (unit >> 10 << ((unit & _IS_FAR) >> 6)) ^ label
    return after if nodes[after] & _LABEL == label else 0


def _chances(graph: Any) -> Callable[[str], Callable[[str], int] | None]:
    """Make a function that tells of a word how often it has a tag, None where the corpus lacks the word."""
    nodes = graph.dct._units

    def chances(word: str) -> Callable[[str], int] | None:
        node = 0
        for byte in f"{word}:".encode():
            node = _step(nodes, node, byte)
            if not node:
                return None
        return lambda tag: graph.dct.value(end) if (end := follow(tag.encode(), node)) and has(end) else 0

    follow, has = graph.dct.follow_bytes, graph.dct.has_value
    return chances
