"""The words of one turn corrected, whoever else is at them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ...models import Conflict, Utterance, needs_review, revise
from ...models.version import hold_version
from ...words.merge import merge_words
from ..merge.comparing import rows_of
from .proposing import propose_text
from .reading import text_of


def correct_turn(turn: Utterance, text: str, *, since: str, by: Any = None, reason: str = "", nature: str = "") -> bool:
    """Give a turn other words, at once; tell whether they are only proposed, and wait for a publisher.

    since: the words that the editor started from; raises Conflict where the turn has others by now. Raises
    Utterance.DoesNotExist where it is gone.
    """
    about = {"by": by, "reason": reason, "nature": nature}
    with transaction.atomic():
        hold_version()
        stored = Utterance.objects.select_related("event", "speaker").get(pk=turn.pk)
        if stored.text != since:
            raise Conflict(stored.event.version)
        if stored.text == text:
            return False
        if needs_review(by, stored.event):
            _propose(stored, text, about)
            return True
        with revise(stored.event, **about) as revision:
            stored.text = text
            revision.save(stored)
    return False


def _propose(turn: Utterance, text: str, about: dict[str, Any]) -> None:
    """Propose the event's text with other words of one turn."""
    rows = rows_of(turn.event)
    since = text_of(turn.event, rows)
    rows[rows.index(turn)].text = text
    propose_text(turn.event, text_of(turn.event, rows), since=since, **about)


def put_words_together(since: str, stored: str, typed: str) -> str | None:
    """Put two changes of a turn's words together; None where they meet, so that the editor has to choose."""
    return stored if stored == typed else merge_words(since, stored, typed)
