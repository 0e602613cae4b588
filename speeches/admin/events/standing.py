"""Where an event stands on its way to readers, and what it lacks, for the box in which it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models import Event, Note, Readiness, readiness_of

STEPS = {Event.Status.DRAFT: Note.Kind.RETURNED, Event.Status.REVIEW: Note.Kind.PROPOSED}
"""The note that says how an event came where it stands."""
UNSEEN = (Event.Status.DRAFT, Event.Status.REVIEW, Event.Status.SCHEDULED, Event.Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to see to before one publishes. url: where, "" for the event's own form."""

    message: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """step: the note with which it was proposed or sent back, None where nobody did; lacks: what is missing."""

    event: Event
    step: Note | None
    lacks: list[Lack]

    def was_proposed_by(self, user: Any) -> bool:
        return bool(self.event.status == Event.Status.REVIEW and self.step and self.step.by_id == user.pk)


def standing_of(event: Event) -> Standing:
    """Gather what the box shows, in four queries at most."""
    step = event.notes.exclude(kind=Note.Kind.NOTE).newest_first().first() if event.status in STEPS else None
    if step and step.kind != STEPS[event.status]:
        step = None
    lacks = list(lacks_of(event, readiness_of(event))) if event.status in UNSEEN else []
    return Standing(event, step, lacks)


def lacks_of(event: Event, ready: Readiness) -> Iterator[Lack]:
    if not ready.turns:
        yield Lack(_("It has no turn."))
    if not ready.has_date:
        yield Lack(_("It has no date."))
    if ready.unresolved:
        unresolved = ngettext(
            "The label of %(count)d turn leads to no speaker.",
            "The labels of %(count)d turns lead to no speaker.",
            ready.unresolved,
        )
        query = {"event__id__exact": event.pk, "speaker__isempty": 1}
        url = reverse("admin:speeches_utterance_changelist", query=query)
        yield Lack(unresolved % {"count": ready.unresolved}, url)
    if ready.decisions:
        waiting = ngettext("%(count)d decision is open.", "%(count)d decisions are open.", ready.decisions)
        url = reverse("admin:speeches_decision_changelist", query={"q": event.ref})
        yield Lack(waiting % {"count": ready.decisions}, url)
