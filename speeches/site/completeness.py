"""What the archive has, and what is missing in it, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from ..models import Event, Speaker, Utterance
from ..models.event import Year


@dataclass(frozen=True, slots=True)
class Part:
    """One value of what divides the archive, with what it has of it."""

    value: str
    events: int
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts of all published texts; those of one event in two languages are two.

    years: without undated events. deliveries: of turns that were said, and events in which there are any.
    without_speaker: turns with a label that leads to nobody; labels: how many different ones.
    """

    events: int
    turns: int
    words: int
    speakers: int
    sources: int
    without_date: int
    without_time: int
    without_place: int
    without_turns: int
    without_speaker: int
    labels: int
    years: tuple[Part, ...]
    languages: tuple[Part, ...]
    deliveries: tuple[Part, ...]
    wholeness: tuple[Part, ...]


@lru_cache(maxsize=2)
def completeness(version: int) -> Completeness:
    """Count the archive. version: the site's, which rises with every change of it: this reads every turn once."""
    events = Event.objects.published().order_by()
    sums = events.aggregate(
        events=Count("pk"),
        turns=Sum("turn_count", default=0),
        words=Sum("word_count", default=0),
        without_date=Count("pk", filter=Q(start_date=None)),
        without_time=Count("pk", filter=Q(start_time=None, start_date__isnull=False)),
        without_place=Count("pk", filter=Q(place=None)),
        without_turns=Count("pk", filter=Q(turn_count=0)),
    )
    unresolved = Utterance.objects.unresolved().published()
    labels = unresolved.aggregate(turns=Count("pk"), labels=Count("attribution_text", distinct=True))
    return Completeness(
        **sums,
        speakers=Speaker.objects.public().count(),
        sources=events.filter(sources__isnull=False).distinct().count(),
        without_speaker=labels["turns"],
        labels=labels["labels"],
        years=tuple(part for part in _parts(events.annotate(value=Year("sort_key")), "value") if part.value),
        languages=_largest_first(_parts(events, "language")),
        deliveries=_largest_first(_deliveries()),
        wholeness=_largest_first(_parts(events, "completeness")),
    )


def _parts(events: QuerySet[Any], name: str) -> Iterable[Part]:
    counts = {"events": Count("pk"), "turns": Sum("turn_count"), "words": Sum("word_count")}
    for row in events.values(name).order_by(name).annotate(**counts):
        yield Part(row[name], row["events"], row["turns"], row["words"])


def _deliveries() -> Iterable[Part]:
    spoken = Utterance.objects.spoken().published().order_by()
    counts = {"events": Count("event", distinct=True), "turns": Count("pk"), "words": Sum("word_count")}
    for row in spoken.values("delivery").annotate(**counts):
        yield Part(row["delivery"], row["events"], row["turns"], row["words"])


def _largest_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: (-part.events, part.value)))
