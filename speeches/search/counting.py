"""How what is found is spread over speakers, years, tags and the like; counted exactly, however much it is."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, QuerySet, Sum

from ..models import Event, Place, Speaker, Tag, Utterance
from .door import Found, search
from .query import Query

PER_WORDS = 100_000
"""Words to which the rates of a curve refer."""

FEW = 1_000
"""So many events are asked for by their keys; of more, all are read, and those not found left out."""


@dataclass
class Counts:
    """Turns that are found, by what distinguishes them: in each mapping the number of turns by key.

    speaker, tag, place: by primary key; None stands for turns without a speaker, events without a place. year: None for
    undated.
    """

    total: int = 0
    events: int = 0
    speaker: Counter[int | None] = field(default_factory=Counter)
    year: Counter[int | None] = field(default_factory=Counter)
    tag: Counter[int] = field(default_factory=Counter)
    place: Counter[int | None] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)
    language: Counter[str] = field(default_factory=Counter)
    delivery: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something is said. words: all that was said under the same conditions, whatever it is."""

    hits: int
    words: int

    @property
    def value(self) -> float | None:
        """Hits per `PER_WORDS` words; None where nothing was said."""
        return self.hits * PER_WORDS / self.words if self.words else None


def counts_of(found: Found) -> Counts:
    """Count everything that is found."""
    counts, by_event = Counts(), Counter()
    turns = found.all().order_by()
    rows = turns.values_list("event_id", "speaker_id", "language", "delivery").annotate(number=Count("pk"))
    for event, speaker, language, delivery, number in rows:
        by_event[event] += number
        counts.speaker[speaker] += number
        counts.language[language] += number
        counts.delivery[delivery] += number
    counts.total, counts.events = by_event.total(), len(by_event)
    _count_events(counts, by_event, found.plan.using)
    _count_tags(counts, by_event, found)
    return counts


def _count_events(counts: Counts, by_event: Counter[int], using: str) -> None:
    events = Event.objects.using(using).published().order_by()
    if len(by_event) <= FEW:
        events = events.filter(pk__in=list(by_event))
    for event, date, place, kind in events.values_list("pk", "start_date", "place_id", "classification"):
        if number := by_event[event]:
            counts.year[date.year if date else None] += number
            counts.place[place] += number
            counts.kind[kind] += number


def _count_tags(counts: Counts, by_event: Counter[int], found: Found) -> None:
    """Count a turn once under each tag, be it its own or its event's."""
    of_events = Event.tags.through.objects.using(found.plan.using).values_list("event_id", "tag_id")
    pairs = {(event, tag) for event, tag in of_events.iterator() if event in by_event}
    for event, tag in pairs:
        counts.tag[tag] += by_event[event]
    own = found.all().order_by().filter(tags__isnull=False).values_list("event_id", "tags").annotate(number=Count("pk"))
    for event, tag, number in own:
        if (event, tag) not in pairs:
            counts.tag[tag] += number


def rates_by_year(counts: Counts, found: Found) -> dict[int, Rate]:
    """Give the rate of each year, from the first to the last in which anything was said under the conditions."""
    said = _said_by_year(found)
    years = [year for year in said if year is not None]
    span = range(min(years), max(years) + 1) if years else ()
    return {year: Rate(counts.year[year], said[year]) for year in span}


def rates_by_speaker(counts: Counts, found: Found, keys: Iterable[int]) -> dict[int, Rate]:
    """Give the rates of speakers. keys: their primary keys."""
    turns = _under_conditions(found).filter(speaker__in=(keys := list(keys))).order_by()
    words = dict(turns.values_list("speaker_id").annotate(number=Sum("word_count")))
    return {key: Rate(counts.speaker[key], words.get(key, 0)) for key in keys}


def _said_by_year(found: Found) -> Counter[int | None]:
    events = Event.objects.using(found.plan.using).published().order_by()
    if not _conditions(found).filters:
        return _summed(events.values_list("start_date", "word_count"))
    dates = dict(events.values_list("pk", "start_date"))
    rows = _under_conditions(found).order_by().values_list("event_id").annotate(number=Sum("word_count"))
    return _summed((dates.get(event), number) for event, number in rows)


def _summed(rows: Iterable[tuple[datetime.date | None, int]]) -> Counter[int | None]:
    words: Counter[int | None] = Counter()
    for date, number in rows:
        words[date.year if date else None] += number
    return words


def _under_conditions(found: Found) -> QuerySet:
    """Give all turns under the query's conditions, whatever is said in them."""
    using, conditions = found.plan.using, _conditions(found)
    if not conditions.is_empty:
        return search(conditions, using=using).all()
    # Conditions that only leave something out find nothing by themselves: what they leave out is taken from the whole.
    turns = Utterance.objects.using(using).published()
    for condition in conditions.filters:
        left_out = search(replace(conditions, filters=(replace(condition, excluded=False),)), using=using)
        turns = turns.exclude(pk__in=left_out.keys())
    return turns


def _conditions(found: Found) -> Query:
    """Give the query's filters alone."""
    return replace(found.query, clauses=(), excluded=(), notes=())


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a table: whom or what it is about, and how many turns."""

    item: Any
    count: int


def most(counts: Counter[Any], model: type[Speaker] | type[Tag] | type[Place], limit: int) -> list[Named]:
    """Give the rows with the most turns, as the objects they stand for."""
    keys = [(key, number) for key, number in counts.most_common() if key is not None]
    keys.sort(key=lambda pair: (-pair[1], pair[0]))
    rows = model.objects.in_bulk([key for key, _ in keys[:limit]])
    return [Named(rows[key], number) for key, number in keys[:limit] if key in rows]
