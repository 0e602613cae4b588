"""Who speaks in a turn that an editor puts among the others."""

from __future__ import annotations

from collections.abc import Sequence

from ...models import Event, Utterance
from ..merge.casting import Cast
from ..rows import transcript_of


def attribute_turn(event: Event, rows: Sequence[Utterance], turn: Utterance) -> None:
    """Give a new turn its speaker by its label: as in the event so far, else as in a new transcript."""
    Cast.of(event, transcript_of(event, [*rows, turn]), rows, is_edit=True).give(turn, None, None, 0)
