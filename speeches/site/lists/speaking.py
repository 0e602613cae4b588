"""Where a person speaks: each event in one language, the newest first, with the numbers of turns and words.

Read once and added up here. Asked for each sum, a database would look for a person's thousands of turns each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, Sum

from ...models import Event, Speaker, Utterance
from ...models.event import each_once
from ...models.prepared import Prepared

OF_EVENT = ("translation_of_id", "language", "sort_key")

EVENTS = Prepared(
    lambda speaker: (
        Utterance.objects.filter(speaker=speaker, event__status=Event.Status.PUBLISHED)
        .order_by()
        .values("event_id")
        .annotate(turns=Count("pk"), words=Sum("word_count"), version=F("event__version"), said=F("event__word_count"))
        .values_list("event_id", "version", *(f"event__{name}" for name in OF_EVENT), "turns", "words", "said")
    )
)
TURNS = Prepared(
    lambda speaker, events: (
        Utterance.objects.filter(speaker=speaker, event__in=events).newest_first().values_list("pk", flat=True)
    )
)


class Spoken(NamedTuple):
    """An event in which a person speaks. words: the person's; said: everybody's."""

    event: int
    version: int
    original: int | None
    language: str
    sort_key: str
    turns: int
    words: int
    said: int


class Speaking:
    """All events in which a person speaks; a paginator takes it for the list of the person's turns."""

    def __init__(self, speaker: Speaker):
        self.speaker = speaker
        rows = [Spoken(*row) for row in each_once(EVENTS(speaker.pk))]
        self.events = sorted(rows, key=lambda row: (row.sort_key, row.event), reverse=True)

    def count(self) -> int:
        return sum(row.turns for row in self.events)

    def __getitem__(self, part: slice) -> list[int]:
        """Give the primary keys of turns, in the order of a list."""
        passed, events = 0, []
        start = part.start
        for row in self.events:
            if passed >= part.stop:
                break
            if passed + row.turns > part.start:
                events.append(row.event)
                start = min(start, part.start - passed) if len(events) == 1 else start
            passed += row.turns
        turns = [key for (key,) in TURNS(self.speaker.pk, events)]
        return turns[start : start + part.stop - part.start]

    @property
    def words(self) -> int:
        return sum(row.words or 0 for row in self.events)

    @property
    def said(self) -> int:
        return sum(row.said for row in self.events)

    @cached_property
    def dated(self) -> list[Spoken]:
        return [row for row in self.events if row.sort_key]

    def sort_keys(self) -> Iterator[str]:
        return (row.sort_key for row in self.events)
