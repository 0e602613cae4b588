"""Turns put in another order, and new ones among them."""

from __future__ import annotations

from typing import cast

from ...models import Event, Revision, Speaker, Utterance
from ...transcripts import Turn
from ..merge.comparing import rows_of
from ..rows import set_turn
from .casting import attribute_turn


def move_turn(revision: Revision, turn: Utterance, number: int) -> None:
    """Put a turn where it is the one with this number, counted from 1; beyond the last it is the last."""
    rows = rows_of(cast(Event, revision.event))
    place = rows.index(turn)
    moved = rows.pop(place)
    target = min(max(number, 1), len(rows) + 1) - 1
    if target == place:
        return
    rows.insert(target, moved)
    revision.arrange(rows, [moved])


def insert_turn(
    revision: Revision, beside: Utterance, turn: Turn, *, is_before: bool = False, speaker: Speaker | None = None
) -> Utterance:
    """Put a new turn after another one, or before it; give its row. Raises NotStored for a label that is too long.

    speaker: left out, it is whoever the label leads to.
    """
    rows = rows_of(cast(Event, revision.event))
    place = rows.index(beside) + (not is_before)
    row = Utterance(event=revision.event)
    set_turn(row, turn)
    if speaker:
        row.speaker, row.found_by = speaker, Utterance.FoundBy.EDITOR
    else:
        attribute_turn(beside.event, rows, row)
    revision.arrange([*rows[:place], row, *rows[place:]], [row])
    return row
