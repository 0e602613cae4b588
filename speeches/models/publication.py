"""Proposing, publishing, withdrawing, and what falls due: one door each."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from .event import Event
from .note import Note
from .revision import revise

logger = logging.getLogger(__name__)


class OutOfTurn(ValueError):
    """The event does not stand where this step begins: somebody else was quicker."""


def propose(event: Event, *, by: Any = None, note: str = "") -> Event:
    """Put a draft before a publisher; give the stored event. note: what the publisher should know."""
    return _step(event, Event.Status.DRAFT, Event.Status.REVIEW, Note.Kind.PROPOSED, by=by, text=note)


def send_back(event: Event, *, by: Any = None, remark: str = "") -> Event:
    """Make a draft again of what was proposed; give the stored event. remark: what is still to be done."""
    return _step(event, Event.Status.REVIEW, Event.Status.DRAFT, Note.Kind.RETURNED, by=by, text=remark)


def _step(event: Event, start: str, end: str, kind: str, *, by: Any, text: str) -> Event:
    # What editors tell each other is no reason that a reader might be shown one day.
    with revise(event, by=by) as revision:
        stored = revision.event
        if stored.status != start:
            raise OutOfTurn(stored.get_status_display())
        stored.status = end
        revision.save(stored, rewords=False)
        Note.objects.create(event=stored, kind=kind, text=text.strip(), by=by)
    return stored


def publish(event: Event, *, by: Any = None, at: datetime.datetime | None = None, reason: str = "") -> Event:
    """Show an event to readers, now or at a time to come; give the stored event.

    at: the instant it counts as published; in the future it is scheduled. Left out: as before, or now. ValueError for
    a time to come of what readers see already.
    """
    now = timezone.now()
    with revise(event, by=by, reason=reason) as revision:
        stored = revision.event
        if stored.is_published and at and at > now:
            raise ValueError("Readers see it already: it cannot be scheduled.")
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
        try:
            _publish_if_due(event, now)
        except (DatabaseError, Event.DoesNotExist):
            # A reader asks for a page and must not pay for a busy database: the next one tries again.
            logger.warning("An event that is due could not be published: %s", event.ref, exc_info=True)
    return len(due)


def _publish_if_due(event: Event, now: datetime.datetime) -> None:
    with revise(event) as revision:
        stored = revision.event
        # Whoever came first has published it.
        if stored.status == Event.Status.SCHEDULED and stored.published_at <= now:
            stored.status = Event.Status.PUBLISHED
            revision.save(stored, rewords=False)
