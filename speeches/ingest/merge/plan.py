"""What a new version of a source does to an event: three texts compared, and what follows from it. Writes nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from ...transcripts import Turn, dump_turn
from ..answers import OURS, THEIRS, passage_key
from .alignment import Group, align

SAME, EDITED, MOVED, SPLIT, JOINED, RECAST, DELETED, ADDED = (
    "same",
    "edited",
    "moved",
    "split",
    "joined",
    "recast",
    "deleted",
    "added",
)
"""What one side did to a turn of the base, or to several that belong together."""

FOLLOW, KEEP, AGREE, ASK, TAKE = "follow", "keep", "agree", "ask", "take"
"""What is done about it: the source is followed, the editor's text stays, both are the same, or the editor is asked.

TAKE is the source's text by the editor's answer: its turns stand in place of the rows.
"""
DECIDED = {OURS: KEEP, THEIRS: FOLLOW}
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A turn of the archive. holds_work: it has tags or a speaker that an editor gave, which a deletion would lose.

    is_given: an editor gave its speaker, which is lost too where the turn ends in another one.
    """

    ref: str
    turn: Turn
    holds_work: bool = False
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Turns that belong together in the three texts, by their positions there.

    editor, source: what either did to the base; fate: what is done about it; decided: because an editor said so.
    """

    base: tuple[int, ...]
    mine: tuple[int, ...]
    theirs: tuple[int, ...]
    editor: str
    source: str
    fate: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A turn of the result. row: the position of the row that carries it on, None for a new one.

    theirs: the position in the new version that it takes its content from, None where the row stays as it is.
    joins: positions of rows that end in it and lead here from now on.
    """

    row: int | None
    theirs: int | None = None
    joins: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    """The result in order, and how it came about.

    lineage: of each turn of the new version the row that it is from now on: a position in `mine`, "" for none, or a
    reference where the row is gone. A new slot's turn has None. questions: what is asked, or was and is taken.
    asked: the questions, and those that an editor has answered before, by what an answer names them.
    """

    passages: list[Passage]
    slots: list[Slot]
    gone: list[int]
    lineage: list[int | str | None]
    questions: list[Passage] = field(default_factory=list)
    asked: dict[str, Passage] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        untouched = all(slot.theirs is None and not slot.joins for slot in self.slots)
        return untouched and not self.gone and [slot.row for slot in self.slots] == list(range(len(self.slots)))


def plan_merge(
    base: Sequence[Turn],
    refs: Sequence[str],
    mine: Sequence[Row],
    theirs: Sequence[Turn],
    take: Container[int] = (),
    answers: Mapping[str, str] = NOTHING,
) -> Plan:
    """Compare the source as last read, the rows, and the source as read now.

    refs: of each turn of the base its row's reference, "" where it has none; empty altogether where that is not known.
    take: which of the questions, counted from 0, are answered for the source; answers: what an editor has said of them
    beforehand, by `passage_key`, and then the rows carry on the turns that are taken.
    Untouched turns follow the source, edited ones stay; where both changed one passage, or either restructured what
    the other changed, nothing is done and the passage is a question.
    """
    return _Merge(base, refs, mine, theirs, answers).plan(take)


class _Merge:
    def __init__(
        self,
        base: Sequence[Turn],
        refs: Sequence[str],
        mine: Sequence[Row],
        theirs: Sequence[Turn],
        answers: Mapping[str, str],
    ):
        self.base, self.refs, self.mine, self.theirs, self.answers = base, refs, mine, theirs, answers
        place = {row.ref: number for number, row in enumerate(mine)}
        known = {i: place[ref] for i, ref in enumerate(refs) if ref in place} if refs else None
        self.of_editor = align(base, [row.turn for row in mine], known)
        self.of_source = align(base, theirs)
        self.moved_by_editor, self.moved_by_source = _moved(self.of_editor), _moved(self.of_source)

    def plan(self, take: Container[int]) -> Plan:
        passages = [self._answered(self._judged(*texts)) for texts in self._joined()]
        passages = [self._answered(passage) for passage in _moves_together(passages)]
        questions = [passage for passage in passages if passage.fate == ASK]
        asked = {self._key(passage): passage for passage in passages if passage.fate == ASK or passage.decided}
        taken = {passage for number, passage in enumerate(questions) if number in take}
        passages = [replace(each, fate=TAKE) if each in taken else each for each in passages]
        slots: dict[Slot, None] = {}
        gone: list[int] = []
        lineage: list[int | str | None] = [""] * len(self.theirs)
        for passage in passages:
            for slot in self._slots(passage):
                slots[slot] = None
            gone += self._gone(passage)
            for k, row in self._lineage(passage):
                lineage[k] = row
        return Plan(passages, self._ordered(list(slots), passages), gone, lineage, questions, asked)

    # Which turns of the three texts belong together

    def _joined(self) -> list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
        """Join the groups of both alignments that share a turn of the base, and what both added alike."""
        members: dict[int, tuple[set[int], set[int], set[int]]] = {}
        owner: dict[int, int] = {}
        free_mine: list[int] = []
        free_theirs: list[int] = []
        for side, groups in ((1, self.of_editor), (2, self.of_source)):
            for group in groups:
                if not group.before:
                    (free_mine if side == 1 else free_theirs).append(group.after[0])
                    continue
                number = self._merge(members, owner, group.before)
                members[number][side].update(group.after)
        result = [(tuple(sorted(b)), tuple(sorted(m)), tuple(sorted(t))) for b, m, t in members.values()]
        return result + self._added(free_mine, free_theirs)

    def _merge(
        self, members: dict[int, tuple[set[int], set[int], set[int]]], owner: dict[int, int], before: Iterable[int]
    ) -> int:
        numbers = {owner[i] for i in before if i in owner}
        number = min(numbers, default=min(before))
        whole = members.setdefault(number, (set(), set(), set()))
        for other in numbers - {number}:
            for mine, others in zip(whole, members.pop(other), strict=True):
                mine.update(others)
        whole[0].update(before)
        owner.update(dict.fromkeys(whole[0], number))
        return number

    def _added(
        self, free_mine: list[int], free_theirs: list[int]
    ) -> list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
        free_mine, free_theirs = sorted(free_mine), sorted(free_theirs)
        groups = align([self.mine[m].turn for m in free_mine], [self.theirs[t] for t in free_theirs])
        return [
            ((), tuple(free_mine[m] for m in group.before), tuple(free_theirs[t] for t in group.after))
            for group in groups
        ]

    # What became of them, and what follows

    def _judged(self, base: tuple[int, ...], mine: tuple[int, ...], theirs: tuple[int, ...]) -> Passage:
        was = [self.base[i] for i in base]
        editor = _act(was, [self.mine[m].turn for m in mine], not self.moved_by_editor.isdisjoint(base))
        source = _act(was, [self.theirs[t] for t in theirs], not self.moved_by_source.isdisjoint(base))
        passage = Passage(base, mine, theirs, editor, source, self._fate(mine, theirs, editor, source))
        return replace(passage, fate=ASK) if self._ends_given(passage) else passage

    def _answered(self, passage: Passage) -> Passage:
        """Do what an editor has said already where it would be a question."""
        if passage.fate != ASK or not self.answers:
            return passage
        answer = self.answers.get(self._key(passage))
        return replace(passage, fate=DECIDED[answer], decided=True) if answer else passage

    def _key(self, passage: Passage) -> str:
        base = [dump_turn(self.base[i]) for i in passage.base]
        mine = [(self.mine[m].ref, dump_turn(self.mine[m].turn)) for m in passage.mine]
        return passage_key("", base, mine, [dump_turn(self.theirs[k]) for k in passage.theirs])

    def _fate(self, mine: tuple[int, ...], theirs: tuple[int, ...], editor: str, source: str) -> str:
        if source == SAME:
            return KEEP
        if editor == SAME:
            loses_work = source == DELETED and any(self.mine[m].holds_work for m in mine)
            # Where the editor has an order of his own, the source's new order is no simple correction.
            return ASK if loses_work or (source == MOVED and self.moved_by_editor) else FOLLOW
        agrees = [self.mine[m].turn for m in mine] == [self.theirs[t] for t in theirs]
        return AGREE if agrees else ASK

    def _ends_given(self, passage: Passage) -> bool:
        """Whether a row that has its speaker from an editor would end in another one."""
        if passage.fate != FOLLOW or not any(self.mine[m].is_given for m in passage.mine):
            return False
        return any(self.mine[m].is_given for rows in self._carriers(passage).values() for m in rows[1:])

    def _slots(self, passage: Passage) -> list[Slot]:
        if passage.fate == TAKE:
            return [Slot(None, k) for k in passage.theirs]
        if passage.fate != FOLLOW:
            return [Slot(m) for m in passage.mine]
        if passage.source == MOVED and self._is_equal(passage):
            return [Slot(m) for m in passage.mine]
        rows = self._carriers(passage)
        return [Slot(rows[k][0] if rows[k] else None, k, tuple(rows[k][1:])) for k in passage.theirs]

    def _is_equal(self, passage: Passage) -> bool:
        return [self.mine[m].turn for m in passage.mine] == [self.theirs[k] for k in passage.theirs]

    def _carriers(self, passage: Passage) -> dict[int, list[int]]:
        """Give each turn of the new version the rows it goes on from; the first of them carries it.

        A row goes on in the first turn that its words are in and that has no row yet, else it ends in that turn.
        """
        rows: dict[int, list[int]] = {k: [] for k in passage.theirs}
        if passage.decided:
            # The rows are the editor's own division of the text, so that only their order tells which is which.
            for place, m in enumerate(passage.mine if passage.theirs else ()):
                rows[passage.theirs[min(place, len(passage.theirs) - 1)]].append(m)
            return rows
        row_of = dict(zip(passage.base, passage.mine, strict=False))
        links = self._links(passage)
        for i in passage.base:
            if i not in row_of:
                continue
            targets = [k for k in passage.theirs if (i, k) in links] or list(passage.theirs)
            if targets:
                best = next((k for k in targets if not rows[k]), targets[0])
                rows[best].append(row_of[i])
        return rows

    def _links(self, passage: Passage) -> set[tuple[int, int]]:
        """Tell which turns of the base and of the new version belong together within a passage."""
        if len(passage.base) == 1 or len(passage.theirs) == 1:
            return {(i, k) for i in passage.base for k in passage.theirs}
        before = {i: set(self.base[i].text.split()) for i in passage.base}
        after = {k: set(self.theirs[k].text.split()) for k in passage.theirs}
        return {(i, max(after, key=lambda k: len(words & after[k]))) for i, words in before.items()}

    def _gone(self, passage: Passage) -> list[int]:
        return list(passage.mine) if passage.fate == FOLLOW and passage.source == DELETED else []

    def _lineage(self, passage: Passage) -> list[tuple[int, int | str | None]]:
        """Tell which row each turn of the new version is from now on."""
        if passage.fate == FOLLOW:
            rows = self._carriers(passage)
            return [(k, rows[k][0] if rows[k] else None) for k in passage.theirs]
        if passage.source in (SAME, MOVED, EDITED) and self.refs:
            place = {row.ref: number for number, row in enumerate(self.mine)}
            return [
                (k, place.get(self.refs[i], self.refs[i])) for i, k in zip(passage.base, passage.theirs, strict=True)
            ]
        return [(k, m) for k, m in zip(passage.theirs, passage.mine, strict=False)]

    # In which order

    def _ordered(self, slots: list[Slot], passages: list[Passage]) -> list[Slot]:
        """Leave the rows in their order; what is new, or moved by the source, stands behind what is above it there."""
        by_row = {slot.row: slot for slot in slots if slot.row is not None}
        by_turn = {slot.theirs: slot for slot in slots if slot.theirs is not None}
        place: dict[int, Slot] = {}
        lifted = {slot for slot in slots if slot.row is None}
        for passage in passages:
            pairs = dict(zip(passage.theirs, passage.mine, strict=False))
            here = {k: by_turn.get(k) or by_row.get(pairs.get(k, -1)) for k in passage.theirs}
            place |= {k: slot for k, slot in here.items() if slot}
            if passage.fate == FOLLOW and passage.source in (MOVED, RECAST):
                lifted.update(slot for slot in here.values() if slot)
        still = [by_row[m] for m in sorted(by_row) if by_row[m] not in lifted]
        return _inserted(still, lifted, [place[k] for k in sorted(place)])


def _moves_together(passages: list[Passage]) -> list[Passage]:
    """Ask about every move where one of them is a question: of two that changed places neither moved by itself."""
    if not any(passage.fate == ASK and passage.source in (MOVED, RECAST) for passage in passages):
        return passages
    return [replace(p, fate=ASK) if p.fate == FOLLOW and p.source == MOVED and not p.decided else p for p in passages]


def _inserted(still: list[Slot], lifted: set[Slot], theirs: list[Slot]) -> list[Slot]:
    """Put each lifted slot behind the one before it in the new version."""
    following: dict[Slot | None, Slot | None] = dict(pairwise([None, *still, None]))
    before: Slot | None = None
    for slot in theirs:
        if slot in lifted and slot not in following:
            following[slot], following[before] = following[before], slot
        before = slot
    result, slot_now = [], following[None]
    while slot_now:
        result.append(slot_now)
        slot_now = following[slot_now]
    return result


def _act(before: list[Turn], after: list[Turn], moved: bool) -> str:
    """Name what was done to turns of the base."""
    if not after:
        # Nothing on either side: the turns were added by the other one.
        return DELETED if before else SAME
    if not before:
        return ADDED
    if moved:
        return MOVED if len(before) == len(after) == 1 else RECAST
    if before == after:
        return SAME
    counts = (min(len(before), 2), min(len(after), 2))
    return {(1, 1): EDITED, (1, 2): SPLIT, (2, 1): JOINED}.get(counts, RECAST)


def _moved(groups: list[Group]) -> set[int]:
    return {i for group in groups if group.moved for i in group.before}
