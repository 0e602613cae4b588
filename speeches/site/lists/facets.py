"""How many events a list would have after each choice that its filters offer.

Counted as the list shows them: an event once, in however many languages. Of the whole archive the counts are stored or
kept until the site's version rises; of what a filter leaves they are made from its events, as long as these are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Count, QuerySet

from ...models import Event, Place, Speaker, Tag, Utterance
from ...models.event import TEXT_OF, Year
from .filters import MOST_CHOICES, EventFilter

MOST_COUNTED = 2_000
"""Of more events than these, choices are offered without numbers: to count them would mean to read the archive."""

CONDITIONS = ("q", "speaker", "tag", "place", "classification", "language", "from", "to")
PARTS = {"year": ("from", "to")}
"""Choices that take more than one parameter."""

MODELS: dict[str, Any] = {"speaker": Speaker, "tag": Tag, "place": Place}


@dataclass(frozen=True, slots=True)
class Spread:
    """Events by what distinguishes them: in each mapping their number by value.

    speaker, tag, place: by primary key; of the whole archive the most frequent alone. year: without undated events.
    """

    speaker: Mapping[int, int] = field(default_factory=dict)
    tag: Mapping[int, int] = field(default_factory=dict)
    place: Mapping[int, int] = field(default_factory=dict)
    classification: Mapping[str, int] = field(default_factory=dict)
    language: Mapping[str, int] = field(default_factory=dict)
    year: Mapping[int, int] = field(default_factory=dict)


class Facets:
    """The choices of one list. filterset: bound; version: the site's."""

    def __init__(self, filterset: EventFilter, version: int):
        filterset.is_valid()
        self.filterset, self.version = filterset, version
        self._known: dict[frozenset[str], Spread | SpreadOf | None] = {}

    def counts(self, name: str) -> Mapping[Any, int] | None:
        """Give the number of events by value of a filter, or by year, the other conditions being as they are.

        None where there are too many events to count them.
        """
        spread = self._besides(PARTS.get(name, (name,)))
        return None if spread is None else getattr(spread, name)

    @cached_property
    def _active(self) -> frozenset[str]:
        values = self.filterset.form.cleaned_data
        return frozenset(name for name in CONDITIONS if values.get(name) not in ("", None))

    @property
    def has_conditions(self) -> bool:
        return bool(self._active)

    def _besides(self, names: Iterable[str]) -> Spread | SpreadOf | None:
        """Count the events under all conditions but these, once for all choices that leave out the same."""
        left = self._active.difference(names)
        if left not in self._known:
            self._known[left] = spread_of(self._events(left)) if left else whole_spread(self.version)
        return self._known[left]

    def _events(self, names: frozenset[str]) -> QuerySet:
        data = {name: self.filterset.form.data[name] for name in names}
        return EventFilter(data, queryset=Event.objects.published()).qs.order_by()


class SpreadOf:
    """The same of few events, each mapping counted when it is asked for. rows: as `spread_of` reads them."""

    def __init__(self, rows: list[tuple[Any, ...]]):
        self.rows = rows
        self.texts = {pk: original or pk for pk, original, *_rest in rows}

    @cached_property
    def speaker(self) -> Mapping[int, int]:
        return self._count(_speakers(self.texts))

    @cached_property
    def tag(self) -> Mapping[int, int]:
        return self._count(_tags(self.texts))

    @cached_property
    def place(self) -> Mapping[int, int]:
        return self._count((row[0], row[2]) for row in self.rows if row[2])

    @cached_property
    def classification(self) -> Mapping[str, int]:
        return self._count((row[0], row[3]) for row in self.rows)

    @cached_property
    def language(self) -> Mapping[str, int]:
        return self._count((row[0], row[4]) for row in self.rows)

    @cached_property
    def year(self) -> Mapping[int, int]:
        return self._count((row[0], int(row[5][:4])) for row in self.rows if row[5])

    def _count(self, pairs: Iterable[tuple[int, Any]]) -> dict[Any, int]:
        """Count the different events of each value. pairs: an event's primary key and a value."""
        events: dict[Any, set[int]] = defaultdict(set)
        for event, value in pairs:
            events[value].add(self.texts[event])
        return {value: len(found) for value, found in events.items()}


def spread_of(events: QuerySet) -> SpreadOf | None:
    """Read events to count them by value; None where they are too many."""
    columns = ("pk", "translation_of_id", "place_id", "classification", "language", "sort_key")
    rows = list(events.values_list(*columns)[: MOST_COUNTED + 1])
    return SpreadOf(rows) if len(rows) <= MOST_COUNTED else None


def _speakers(events: Iterable[int]) -> QuerySet:
    turns = Utterance.objects.spoken().filter(event__in=list(events), speaker__voice_of=None, speaker__isnull=False)
    return turns.order_by().values_list("event_id", "speaker_id").distinct()


def _tags(events: Iterable[int]) -> list[tuple[int, int]]:
    keys = list(events)
    on_events = Event.tags.through.objects.filter(event__in=keys).values_list("event_id", "tag_id")
    on_turns = Utterance.tags.through.objects.filter(utterance__event__in=keys)
    return [*on_events, *on_turns.values_list("utterance__event_id", "tag_id").distinct()]


@lru_cache(maxsize=2)
def whole_spread(version: int) -> Spread:
    """Count all published events by value. version: the site's, which rises with every change of them."""
    return Spread(
        **{name: _most_frequent(model) for name, model in MODELS.items()},
        classification=_grouped("classification"),
        language=_grouped("language"),
        year={int(year): count for year, count in _grouped(Year("sort_key")).items() if year},
    )


def _most_frequent(model: Any) -> dict[int, int]:
    rows = model.objects.public().order_by("-event_count", "id").values_list("pk", "event_count")
    return dict(rows[:MOST_CHOICES])


def _grouped(what: Any) -> dict[str, int]:
    events = Event.objects.published().order_by()
    rows = events.annotate(value=what) if not isinstance(what, str) else events
    name = what if isinstance(what, str) else "value"
    return dict(rows.values_list(name).annotate(count=Count(TEXT_OF, distinct=True)))
