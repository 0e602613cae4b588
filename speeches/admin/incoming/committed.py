"""What became of a text that was committed, in a sentence, with the way back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...ingest.committing import Committed
from ...ingest.outcome import CREATED, UNCHANGED, Outcome
from ...models import Event


def told(outcome: Outcome) -> SafeString:
    """Say what an event has by now, and what was done. The outcome has an event."""
    event = outcome.event
    turns = ngettext("%(count)d turn", "%(count)d turns", event.turn_count) % {"count": event.turn_count}
    count = event.utterances.exclude(speaker=None).values("speaker").distinct().count()
    speakers = ngettext("%(count)d speaker", "%(count)d speakers", count) % {"count": count}
    return format_html("{}: {}, {}. {}", event, turns, speakers, " ".join(_done(outcome, event)))


def _done(outcome: Outcome, event: Event) -> list[str]:
    if outcome.status == CREATED:
        return [_("Published.") if event.is_published else _("Kept as a draft.")]
    if outcome.status == UNCHANGED:
        return [_("Nothing was changed: the text is the same.")]
    waiting = ngettext("%(count)d decision waits.", "%(count)d decisions wait.", outcome.decisions)
    return [_("The newer version is in.")] + ([waiting % {"count": outcome.decisions}] if outcome.decisions else [])


def way_back(user: Any, committed: Committed) -> SafeString | str:
    """Link to undoing the run, or to what it did for those who may not."""
    if committed.run is None:
        return ""
    if user.has_perm("speeches.undo_import"):
        page, words = "undo", _("Undo…")
    elif user.has_perm("speeches.view_import"):
        page, words = "change", _("What it did")
    else:
        return ""
    address = reverse(f"admin:speeches_import_{page}", args=[committed.run.pk])
    return format_html('<a href="{}">{}</a>', address, words)
