"""Two people on one event: what both did to the text they started from is put together where it does not collide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...models import Event
from ...transcripts import Header, Transcript, Turn, compose, write
from ...words.merge import merge_words
from ..merge.comparing import rows_of
from ..merge.fields import FieldPassage, header_of, plan_fields
from ..merge.plan import ASK, EDITED, FOLLOW, SAME, TAKE, Passage, Plan, Row, Slot, plan_merge
from ..rows import kept_turns
from .edit import EditedPassage
from .reading import read_edited
from .showing import shown

FIELDS = ("attribution_text", "classification", "delivery", "language", "heading", "continues")
"""What a turn has besides its words."""


@dataclass(frozen=True, slots=True)
class Collision:
    """A passage, or a field of the event, that both changed. number: by which it is answered.

    before, stored, typed: the text both started from, what is kept by now, and what the editor typed.
    """

    number: int
    line: int
    before: str
    stored: str
    typed: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """text: the stored text with all that the editor typed and that does not collide; `taken` answers are in it.

    stored: passages that somebody else changed meanwhile; they stay as they are kept.
    """

    text: str
    collisions: list[Collision]
    stored: list[EditedPassage]


def put_together(event: Event, since: str, text: str, take: Collection[int] = ()) -> Together:
    """Put an edited text together with the event as it is by now, and write nothing.

    since: the text that the editor started from; take: the numbers of the collisions where what was typed stands.
    """
    return _Two(event, since, text).put_together(take)


class _Two:
    def __init__(self, event: Event, since: str, text: str):
        self.event = event
        self.rows = rows_of(event)
        base = read_edited(since)
        names = frozenset(turn.name for turn in base.turns if turn.attribution_text)
        typed = read_edited(text, base.language, names)
        self.names = names | {row.printed_name for row in self.rows if row.attribution_text}
        self.base, self.typed = kept_turns(base), kept_turns(typed)
        self.mine = [Row(row.ref, row.as_turn()) for row in self.rows]
        self.fields = self._fields(base.header, typed)

    def _fields(self, base: Header, typed: Transcript) -> list[FieldPassage]:
        """Compare the fields; what the editor deleted is deleted, but no event is without a title."""
        header = replace(typed.header, title=typed.header.title or base.title)
        return [_followed(passage) for passage in plan_fields(self.event, base, header, ("", ""))]

    def put_together(self, take: Collection[int]) -> Together:
        fields = [passage for passage in self.fields if passage.fate == ASK]
        shift = len(fields)
        questions = plan_merge(self.base, (), self.mine, self.typed).questions
        merged = {number: turn for number, each in enumerate(questions) if (turn := self._merged(each))}
        taken = {*merged, *(number - shift for number in take if number >= shift)}
        plan = plan_merge(self.base, (), self.mine, self.typed, taken)
        of_fields = [Collision(n, 1, p.base, p.mine, p.theirs, p.field) for n, p in enumerate(fields)]
        of_turns = [self._collision(shift + n, each) for n, each in enumerate(questions) if n not in merged]
        turns = {questions[number].theirs[0]: turn for number, turn in merged.items()}
        text = self._text(plan, {p.field for n, p in enumerate(fields) if n in take}, turns)
        return Together(text, of_fields + of_turns, self._stored(plan, turns))

    def _merged(self, passage: Passage) -> Turn | None:
        """Put two wordings of one turn together, None where the changes meet or are more than changes of words."""
        if (passage.editor, passage.source) != (EDITED, EDITED):
            return None
        base, mine, typed = self.base[passage.base[0]], self.mine[passage.mine[0]].turn, self.typed[passage.theirs[0]]
        return merged_turn(base, mine, typed)

    def _collision(self, number: int, passage: Passage) -> Collision:
        return Collision(
            number,
            next((self.typed[k].line for k in passage.theirs), 1),
            shown(self.base[i] for i in passage.base),
            shown(self.mine[m].turn for m in passage.mine),
            shown(self.typed[k] for k in passage.theirs),
        )

    def _stored(self, plan: Plan, merged: Collection[int]) -> list[EditedPassage]:
        fields = [
            EditedPassage(p.editor, 1, p.base, p.mine, p.field)
            for p in self.fields
            if p.editor != SAME and p.fate not in (ASK, FOLLOW)
        ]
        turns = [
            EditedPassage(p.editor, 0, shown(self.base[i] for i in p.base), shown(self.mine[m].turn for m in p.mine))
            for p in plan.passages
            if p.editor != SAME and (p.fate not in (ASK, TAKE) or set(p.theirs) & set(merged))
        ]
        return fields + turns

    def _text(self, plan: Plan, taken: set[str], merged: Mapping[int, Turn]) -> str:
        values = {p.field: p.theirs if p.fate == FOLLOW or p.field in taken else p.mine for p in self.fields}
        header = header_of(values)
        turns = [merged.get(-1 if slot.theirs is None else slot.theirs) or self._turn(slot) for slot in plan.slots]
        own = [replace(turn, language="" if turn.language == header.language else turn.language) for turn in turns]
        return write(compose(header, own), known_names=self.names)

    def _turn(self, slot: Slot) -> Turn:
        return self.typed[slot.theirs] if slot.theirs is not None else self.mine[slot.row or 0].turn


def merged_turn(base: Turn, mine: Turn, typed: Turn) -> Turn | None:
    """Put two versions of a turn together: each of its fields as whoever changed it has it, and the words of both."""
    text = merge_words(base.text, mine.text, typed.text)
    values = [_of_three(*(getattr(turn, name) for turn in (base, mine, typed))) for name in FIELDS]
    if text is None or None in values:
        return None
    paragraphs = tuple(filter(None, map(str.strip, text.split("\n"))))
    return replace(typed, paragraphs=paragraphs, **dict(zip(FIELDS, values, strict=True)))


def _of_three(base: Any, mine: Any, typed: Any) -> Any:
    """Give the one value that somebody changed it to, None for two."""
    changed = {mine, typed} - {base}
    return (changed or {base}).pop() if len(changed) < 2 else None


def _followed(passage: FieldPassage) -> FieldPassage:
    """Let the editor take back what an import would be asked about: a date, a lead, a place."""
    is_editors_alone = passage.mine == passage.base != passage.theirs
    return replace(passage, fate=FOLLOW) if is_editors_alone else passage
