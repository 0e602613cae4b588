"""Which turns of one text are which turns of another: the same, changed, moved, split or joined."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...transcripts import Turn
from ...words import fold, sort_key
from ...words.diff import Pair, aligned, longest_rising

MIN_PART = 4
"""So many words must be common before a turn is taken for a part of another."""
PART = 0.7
"""This share of the shorter turn's words must stand in the longer one."""
LIKE = 0.5
"""Two turns that share this much of all their words are one turn, changed."""
SHORT = 12
"""Turns of no more words than that are told by their label and place: «Да.» may become «Нет.»."""
MIN_MOVED = 4
"""A turn with fewer words that stands elsewhere is not known again: there are many like it."""
RUN = 3
"""A turn that was moved and changed too is known again by its runs of so many words."""
MOVED_LIKE = 0.6
FREQUENT = 5
"""A run that more turns have tells nothing, and following it would cost the square of their number."""


@dataclass(frozen=True, slots=True)
class Group:
    """Turns that belong together. before, after: rising positions; empty where a turn was added or is gone.

    moved: it may stand in another order to the rest than before; of two neighbours that changed places both may.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


def align(before: Sequence[Turn], after: Sequence[Turn], known: Mapping[int, int] | None = None) -> list[Group]:
    """Give groups that hold every turn of both texts once, in the order of the second, what is gone where it stood.

    known: positions of which is certain that they are one turn, whatever became of it.

    >>> [(g.before, g.after) for g in align([Turn("A", ("One.",)), Turn("B", ("Two.",))], [Turn("B", ("Two.",))])]
    [((0,), ()), ((1,), (0,))]
    """
    sides = _Side(before), _Side(after)
    equal = _known_equal(sides, known) if known is not None else _equal(sides)
    edges = set(equal) | set((known or {}).items())
    for left, right in _gaps(sides, equal):
        edges.update(_within(sides, left, right, is_known=known is not None))
    if known is None:
        edges.update(_moved_and_changed(sides, edges))
    return _in_order(_groups(len(before), len(after), edges))


class _Side:
    """One text: its turns, and of each the folded words."""

    def __init__(self, turns: Sequence[Turn]):
        self.turns = turns
        self._words: dict[int, tuple[str, ...]] = {}

    def words(self, position: int) -> tuple[str, ...]:
        if position not in self._words:
            self._words[position] = tuple(sort_key(self.turns[position].text).split())
        return self._words[position]

    def name(self, position: int) -> str:
        return fold(self.turns[position].name)


Sides = tuple[_Side, _Side]


def _equal(sides: Sides) -> list[Pair]:
    """Pair the turns that are equal: in order first, then those that stand once on either side in another order."""
    before, after = sides[0].turns, sides[1].turns
    pairs = aligned(before, after)
    left, right = {i for i, _ in pairs}, {k for _, k in pairs}
    rest = [_once(turns, taken) for turns, taken in ((before, left), (after, right))]
    moved = [(i, rest[1][turn]) for turn, i in rest[0].items() if turn in rest[1]]
    return pairs + [(i, k) for i, k in moved if len(sides[0].words(i)) >= MIN_MOVED]


def _once(turns: Sequence[Turn], taken: set[int]) -> dict[Turn, int]:
    counts = Counter(turn for place, turn in enumerate(turns) if place not in taken)
    return {turn: place for place, turn in enumerate(turns) if place not in taken and counts[turn] == 1}


def _known_equal(sides: Sides, known: Mapping[int, int]) -> list[Pair]:
    return [(i, k) for i, k in known.items() if sides[0].turns[i] == sides[1].turns[k]]


def _gaps(sides: Sides, equal: list[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """Give what lies between the equal turns that keep their order, without those that stand elsewhere."""
    whole = {i for i, _ in equal}, {k for _, k in equal}
    ends = (len(sides[0].turns), len(sides[1].turns))
    spine = [(-1, -1), *longest_rising(equal), ends]
    for (i, k), (next_i, next_k) in pairwise(spine):
        left = [place for place in range(i + 1, next_i) if place not in whole[0]]
        right = [place for place in range(k + 1, next_k) if place not in whole[1]]
        if left and right:
            yield left, right


def _within(sides: Sides, left: list[int], right: list[int], *, is_known: bool) -> Iterator[Pair]:
    """Link the turns of a gap: first those whose words are the same, then by the words they share."""
    keys = [[(side.name(p), side.words(p)) for p in places] for side, places in zip(sides, (left, right), strict=True)]
    landmarks = [(-1, -1), *aligned(keys[0], keys[1]), (len(left), len(right))]
    for (i, k), (next_i, next_k) in pairwise(landmarks):
        olds, news = left[i + 1 : next_i], right[k + 1 : next_k]
        if olds and news:
            edges = set(_by_words(sides, olds, news))
            edges.update(_by_place(sides, olds, news, edges))
            yield from edges
            if not is_known:
                yield from _by_label(sides, olds, news, edges)
        if next_i < len(left) and next_k < len(right):
            yield left[next_i], right[next_k]


def _by_words(sides: Sides, olds: list[int], news: list[int]) -> Iterator[Pair]:
    """Link turns that share enough words in the same order: changed, split or joined."""
    old_words, old_owners = _strung(sides[0], olds)
    new_words, new_owners = _strung(sides[1], news)
    shared = Counter((old_owners[a], new_owners[b]) for a, b in aligned(old_words, new_words))
    for (i, k), common in shared.items():
        lengths = len(sides[0].words(i)), len(sides[1].words(k))
        is_like = 2 * common >= LIKE * sum(lengths) and _may_be_one(sides, i, k)
        is_part = common >= max(MIN_PART, PART * min(lengths))
        if is_like or is_part:
            yield i, k


def _by_place(sides: Sides, olds: list[int], news: list[int], edges: set[Pair]) -> list[Pair]:
    """Link by their own words what is left and stands face to face: among many turns common words go astray."""
    return [
        edge
        for left, right in _between(olds, news, edges)
        if len(left) == len(right)
        for i, k in zip(left, right, strict=True)
        for edge in _by_words(sides, [i], [k])
    ]


def _may_be_one(sides: Sides, i: int, k: int) -> bool:
    """Short turns with the same few words are one only under the same label."""
    is_short = max(len(sides[0].words(i)), len(sides[1].words(k))) <= SHORT
    return not is_short or sides[0].name(i) == sides[1].name(k)


def _strung(side: _Side, places: list[int]) -> tuple[list[str], list[int]]:
    words: list[str] = []
    owners: list[int] = []
    for place in places:
        words += side.words(place)
        owners += [place] * len(side.words(place))
    return words, owners


def _by_label(sides: Sides, olds: list[int], news: list[int], edges: set[Pair]) -> Iterator[Pair]:
    """Pair the short turns that are left, in order, under the same label."""
    for rest_of_old, rest_of_new in _between(olds, news, edges):
        left = [p for p in rest_of_old if len(sides[0].words(p)) <= SHORT]
        right = [p for p in rest_of_new if len(sides[1].words(p)) <= SHORT]
        named = aligned([_kind(sides[0], p) for p in left], [_kind(sides[1], p) for p in right])
        yield from ((left[a], right[b]) for a, b in named)


def _between(olds: list[int], news: list[int], edges: set[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """Give what is not linked on either side between the links that keep their order."""
    if not edges:
        yield olds, news
        return
    linked = {i for i, _ in edges}, {k for _, k in edges}
    free = [[p for p in places if p not in taken] for places, taken in zip((olds, news), linked, strict=True)]
    ends = (olds[-1] + 1, news[-1] + 1)
    for (i, k), (next_i, next_k) in pairwise([(olds[0] - 1, news[0] - 1), *longest_rising(list(edges)), ends]):
        left, right = (
            [p for p in places if low < p < high]
            for places, low, high in zip(free, (i, k), (next_i, next_k), strict=True)
        )
        if left and right:
            yield left, right


def _kind(side: _Side, place: int) -> tuple[str, str]:
    return side.name(place), side.turns[place].classification


def _moved_and_changed(sides: Sides, edges: set[Pair]) -> Iterator[Pair]:
    """Pair turns that stand elsewhere and are changed too, where no other is as like."""
    linked = {i for i, _ in edges}, {k for _, k in edges}
    runs: list[dict[int, set[tuple[str, ...]]]] = []
    for side, taken in zip(sides, linked, strict=True):
        free = [place for place in range(len(side.turns)) if place not in taken]
        runs.append({place: found for place in free if (found := _runs(side.words(place)))})
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, found in runs[1].items():
        for run in found:
            where[run].append(k)
    for i, found in runs[0].items():
        common = Counter(k for run in found for k in where.get(run, ()) if len(where[run]) <= FREQUENT)
        for k, count in common.most_common(1):
            if count >= MOVED_LIKE * max(len(found), len(runs[1][k])):
                yield i, k


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[start : start + RUN] for start in range(len(words) - RUN + 1)}


def _groups(count_before: int, count_after: int, edges: Iterable[Pair]) -> list[Group]:
    """Join what is linked, directly or by way of others."""
    parent = list(range(count_before + count_after))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, k in edges:
        parent[root(i)] = root(count_before + k)
    members: dict[int, list[int]] = defaultdict(list)
    for node in range(len(parent)):
        members[root(node)].append(node)
    return [
        Group(
            tuple(node for node in nodes if node < count_before),
            tuple(node - count_before for node in nodes if node >= count_before),
        )
        for nodes in members.values()
    ]


def _in_order(groups: list[Group]) -> list[Group]:
    """Order groups by the second text, put what is gone behind what stood before it, and note what was moved."""
    both = {(group.before[0], group.after[0]) for group in groups if group.before and group.after}
    kept = _surely_kept(sorted(both))
    groups = [
        Group(g.before, g.after, moved=bool(g.before and g.after) and (g.before[0], g.after[0]) not in kept)
        for g in groups
    ]
    places = {i: group.after[-1] for group in groups if group.after and not group.moved for i in group.before}
    for position in range(1, max((i for g in groups for i in g.before), default=-1) + 1):
        places.setdefault(position, places.get(position - 1, -1))

    def place(group: Group) -> tuple[int, int, int]:
        if group.after:
            return group.after[0], 0, 0
        return places.get(group.before[0], -1), 1, group.before[0]

    return sorted(groups, key=place)


def _surely_kept(pairs: list[Pair]) -> set[Pair]:
    """Give the pairs that every longest run with rising second positions has: the others may be what was moved."""
    ending = _run_lengths([k for _, k in pairs])
    starting = _run_lengths([-k for _, k in reversed(pairs)])[::-1]
    longest = max(ending, default=0)
    on_one = [number for number in range(len(pairs)) if ending[number] + starting[number] - 1 == longest]
    rivals = Counter(ending[number] for number in on_one)
    return {pairs[number] for number in on_one if rivals[ending[number]] == 1}


def _run_lengths(values: list[int]) -> list[int]:
    """Give for each value how many rising ones a longest run has that ends with it."""
    lowest: list[int] = []
    lengths = []
    for value in values:
        length = bisect_left(lowest, value)
        lowest[length : length + 1] = [value]
        lengths.append(length + 1)
    return lengths
