"""Publishing, withdrawing, and what falls due: one door each."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from .event import Event
from .revision import revise


def publish(event: Event, *, by: Any = None, at: datetime.datetime | None = None, reason: str = "") -> Event:
    """Show an event to readers, now or at a time to come; give the stored event.

    at: the instant it counts as published; in the future it is scheduled. Left out: as before, or now.
    """
    now = timezone.now()
    with revise(event, by=by, reason=reason) as revision:
        stored = revision.event
        before = stored.published_at if stored.published_at and stored.published_at <= now else None
        stored.published_at = at or before or now
        stored.status = Event.Status.SCHEDULED if stored.published_at > now else Event.Status.PUBLISHED
        stored.withdrawn_at, stored.withdrawal_reason = None, ""
        revision.save(stored, rewords=False)
    return stored


def withdraw(event: Event, *, reason: str, by: Any = None) -> Event:
    """Take an event away from readers and leave a tombstone with the reason. ValueError without a reason.

    An event that readers have never seen has nothing to explain: it becomes a draft again.
    """
    if not reason.strip():
        raise ValueError("A withdrawal needs a reason that readers will see.")
    with revise(event, by=by, reason=reason) as revision:
        stored = revision.event
        if stored.is_published or stored.changes.exists():
            stored.status, stored.withdrawn_at = Event.Status.WITHDRAWN, timezone.now()
            stored.withdrawal_reason = reason.strip()
        else:
            stored.status, stored.published_at = Event.Status.DRAFT, None
        revision.save(stored, rewords=False)
    return stored


def publish_due(now: datetime.datetime) -> int:
    """Publish what was scheduled for now or before, and tell how many events that was."""
    due = list(Event.objects.due(now))
    for event in due:
        with revise(event, reason="") as revision:
            stored = revision.event
            # Whoever came first has published it.
            if stored.status == Event.Status.SCHEDULED and stored.published_at <= now:
                stored.status = Event.Status.PUBLISHED
                revision.save(stored, rewords=False)
    return len(due)
