"""What an event lacks before readers should see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from .event import Event
from .utterance import UNRESOLVED


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was counted in an event. decisions: that new versions of its source have left open."""

    turns: int
    unresolved: int
    decisions: int
    has_date: bool

    def allows(self, completeness: str) -> bool:
        """Tell whether the event can be called so: without a turn there is no whole text."""
        return self.turns > 0 or completeness in (Event.Completeness.LEAD, Event.Completeness.PARTIAL)


def readiness_of(event: Event) -> Readiness:
    """Count what matters before publication, in two queries."""
    counts = event.utterances.aggregate(turns=models.Count("pk"), unresolved=models.Count("pk", filter=UNRESOLVED))
    return Readiness(
        turns=counts["turns"],
        unresolved=counts["unresolved"],
        decisions=event.decisions.filter(state="open").count(),
        has_date=event.start_date is not None,
    )
