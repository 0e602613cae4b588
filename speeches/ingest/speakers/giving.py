"""A label given to a speaker in many events: one revision each, and one act that can be undone."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from ...models import Act, Event, Revision, Speaker, revise
from ...models.revision import recount
from ..turns import give_turns

MOST_EVENTS = 300
"""So many events are written at once; whoever asks goes on with the rest."""


def give_label(
    name: str, turns: QuerySet, speaker: Speaker, *, by: Any = None, reason: str = "", nature: str = ""
) -> Act:
    """Give turns of many events to a speaker, who is written first if new; at most `MOST_EVENTS` events at once."""
    with transaction.atomic():
        topics: set[models.Model] = set()
        if speaker.pk is None:
            add_speaker(speaker, by=by, reason=reason)
        keys = list(turns.order_by("event").values_list("event", flat=True).distinct()[:MOST_EVENTS])
        done = []
        for event in Event.objects.filter(pk__in=keys).order_by("pk"):
            with revise(event, by=by, reason=reason, nature=nature, topics=topics) as revision:
                # Asked inside, after whoever was at the event before.
                rows = list(turns.filter(event=event).select_related("event", "speaker").order_by("position"))
                if rows:
                    before = give_turns(revision, rows, speaker)
                    done.append({"event": event.pk, "turns": [[pk, *found] for pk, found in before.items()]})
        recount(topics)
        act = Act(kind=Act.Kind.ATTRIBUTED, title=name, speaker=speaker, by=by, done={"events": done})
        act.turn_count, act.event_count = sum(len(each["turns"]) for each in done), len(done)
        act.save()
    return act


def add_speaker(speaker: Speaker, *, by: Any = None, reason: str = "") -> None:
    revision = Revision(by=by, reason=reason)
    revision.save(speaker)
    revision.close()
