"""Events, newest first, and one by its reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Min, QuerySet, Value, When
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ...models import Event, Speaker, Utterance
from ..asking import ListParameters
from ..doors import ItemDoor, ListDoor
from ..filters import BY_SLUG, TextFilter
from ..leading import by_key, follow, gone_or_404, slug_of
from ..paging import Key, Order
from ..representations import EventSerializer

UNDATED = Case(When(start_date=None, then=Value(1)), default=Value(0), output_field=IntegerField())
"""Undated events stand last in either direction; their sort key is empty."""

ORDERS = {
    "": Order("events", (Key("sort_key", is_descending=True), Key("id", int, is_descending=True))),
    "oldest": Order(
        "events oldest", (Key("undated", int), Key("sort_key"), Key("id", int)), "pk", {"undated": UNDATED}
    ),
    "title": Order("events title", (Key("title_key"), Key("id", int))),
}
PARTS = ("place", "translation_of")
LISTS = ("tags", "photographs", "files", "recordings")


class EventParameters(ListParameters):
    once = serializers.BooleanField(
        default=False, help_text=_("Whether to give each event in one language only, as the lists of the site do.")
    )


class EventListDoor(ListDoor):
    name, summary = "listEvents", _("Events")
    description = _("Published events, each text by itself: a translation is an event that says what it translates.")
    asks, represents, filters = EventParameters, EventSerializer, TextFilter

    def filter_values(self) -> dict[str, str]:
        values = super().filter_values()
        named = {name: slug_of(BY_SLUG[name], values[name]) for name in BY_SLUG if values.get(name)}
        return values | named

    def unfiltered(self) -> QuerySet:
        return Event.objects.published()

    def rows(self) -> QuerySet:
        return (self.filter.each_once() if self.asked["once"] else self.filter.qs).order_by()

    def order(self) -> Order:
        return ORDERS[self.filter.form.cleaned_data["sort"]]

    def load(self, keys: list[int]) -> list[Event]:
        rows = Event.objects.select_related(*PARTS).prefetch_related(*LISTS).defer("lemmas").in_bulk(keys)
        return with_people([rows[key] for key in keys if key in rows])


class EventDoor(ItemDoor):
    name, summary = "getEvent", _("One event")
    description = _("By its reference or slug.")
    represents = EventSerializer

    def find(self, key: str) -> Event | HttpResponse:
        events = Event.objects.select_related(*PARTS).prefetch_related(*LISTS)
        event: Any = by_key(events, key)
        if event is None:
            return follow(self.request, Event, key, "event")
        if not event.is_published:
            raise gone_or_404(event)
        return with_people([event])[0]


def with_people(events: list[Event]) -> list[Event]:
    """Give each event `listed_speakers`: all people who speak in it, in the order of their first turns."""
    order = _people_in_order(events)
    people = Speaker.objects.in_bulk({key for keys in order.values() for key in keys})
    for event in events:
        event.listed_speakers = [people[key] for key in order[event.pk] if key in people]
    return events


def _people_in_order(events: Iterable[Event]) -> dict[int, list[int]]:
    turns = Utterance.objects.filter(event__in=list(events), speaker__isnull=False, speaker__voice_of=None)
    rows = turns.order_by().values_list("event_id", "speaker_id").annotate(first=Min("position"))
    order: dict[int, list[int]] = defaultdict(list)
    for event, speaker, _first in sorted(rows, key=lambda row: (row[0], row[2])):
        order[event].append(speaker)
    return order
