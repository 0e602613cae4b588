"""The words of one turn corrected, whoever else is at them."""

from __future__ import annotations

from typing import Any

from ...models import Conflict, Utterance, revise
from ...words.merge import merge_words


def correct_turn(turn: Utterance, text: str, *, since: str, by: Any = None, reason: str = "", nature: str = "") -> None:
    """Give a turn other words, at once.

    since: the words that the editor started from; raises Conflict where the turn has others by now. Raises
    Utterance.DoesNotExist where it is gone.
    """
    with revise(turn.event, by=by, reason=reason, nature=nature) as revision:
        stored = Utterance.objects.select_related("event", "speaker").get(pk=turn.pk)
        if stored.text != since:
            raise Conflict(revision.version - 1)
        if stored.text != text:
            stored.text = text
            revision.save(stored)


def put_words_together(since: str, stored: str, typed: str) -> str | None:
    """Put two changes of a turn's words together; None where they meet, so that the editor has to choose."""
    return stored if stored == typed else merge_words(since, stored, typed)
