"""The history of an event: its own versions, and what was done to its turns."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import Event, Utterance, needs_review

SHOWN = 50


class EventHistory:
    """What lets an `EventAdmin` show the changes of turns beside those of the event."""

    object_history_template = "admin/speeches/event/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        event = self.get_object(request, unquote(object_id))
        moments = moments_of(event) if event else []
        may_undo = (
            event and request.user.has_perm("speeches.change_utterance") and not needs_review(request.user, event)
        )
        return super().history_view(
            request, object_id, {**(extra_context or {}), "moments": moments, "may_undo": may_undo}
        )


def moments_of(event: Event) -> list[dict[str, Any]]:
    """Give the latest revisions that changed turns of the event: when, who, why, how many, and where to undo it."""
    records = Utterance.history.filter(event_id=event.pk).exclude(history_date=event.added_at).order_by()
    found = records.values("history_date", "history_user__username", "history_change_reason").annotate(
        turns=models.Count("pk"), version=models.Max("history_id")
    )
    return [
        {
            "at": moment["history_date"],
            "who": moment["history_user__username"] or "–",
            "why": moment["history_change_reason"] or "–",
            "turns": moment["turns"],
            "undo_url": reverse("admin:speeches_utterance_undo", args=[moment["version"]]),
        }
        for moment in found.order_by("-history_date")[:SHOWN]
    ]
