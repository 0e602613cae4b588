"""Turns as the quote check reads them: a few columns, of the present text or of an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q, QuerySet

from ...models.utterance import SPOKEN
from .candidates import Place
from .record import Record, TurnText, record


class TurnRow(NamedTuple):
    """Columns of a turn, also of its history, where `id` is the turn's key too."""

    id: int
    ref: str
    event_id: int
    position: int
    attribution_text: str
    speaker_id: int | None
    classification: str
    delivery: str
    language: str
    text: str


def read_rows(turns: QuerySet) -> list[TurnRow]:
    """Read turns in any order."""
    return [TurnRow(*values) for values in turns.order_by().values_list(*TurnRow._fields)]


def within(places: Iterable[Place]) -> Q:
    """Give the condition that a turn stands in one of the places; none stands where there are none."""
    condition = Q(pk__in=[])
    for place in places:
        condition |= Q(event_id=place.event, position__range=(place.first, place.last))
    return condition


def by_event(rows: Iterable[TurnRow]) -> dict[int, tuple[TurnRow, ...]]:
    """Gather the turns of each event in their order."""
    in_order = sorted(rows, key=attrgetter("event_id", "position"))
    return {event: tuple(group) for event, group in groupby(in_order, key=attrgetter("event_id"))}


def joined(places: Iterable[Place]) -> list[Place]:
    """Make one place of those that overlap, in the order of events and positions."""
    result: list[Place] = []
    for place in sorted(places, key=attrgetter("event", "first")):
        if result and result[-1].event == place.event and place.first <= result[-1].last + 1:
            last = result.pop()
            place = Place(place.event, last.first, max(last.last, place.last), last.weight + place.weight)
        result.append(place)
    return result


def record_of(rows: Sequence[TurnRow], places: Sequence[Place]) -> Record:
    """Take the turns of an event, in order, apart. places: what was read; between two of them turns are missing."""
    turns: list[TurnText] = []
    before = None
    for row in rows:
        kind = "" if row.classification in SPOKEN else row.classification
        place = _place_of(row, places)
        turns.append(TurnText(row.text, kind, follows=not turns or place == before))
        before = place
    return record(turns)


def _place_of(row: TurnRow, places: Sequence[Place]) -> Place | None:
    inside = (place for place in places if place.event == row.event_id and place.first <= row.position <= place.last)
    return next(inside, None)
