"""What one row of a list shows besides its own columns, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Min, QuerySet

from ..models import Event, Speaker, Utterance

MOST_SPEAKERS = 5


def with_speakers(events: Iterable[Event]) -> list[Event]:
    """Give each event `listed_speakers`, in order of their first turn, and `more_speakers`, how many go unnamed."""
    events = list(events)
    order = _speakers_in_order(events)
    shown = {pk for pks in order.values() for pk in pks[:MOST_SPEAKERS]}
    speakers = Speaker.objects.in_bulk(shown)
    for event in events:
        pks = order[event.pk]
        event.listed_speakers = [speakers[pk] for pk in pks[:MOST_SPEAKERS] if pk in speakers]
        event.more_speakers = max(0, len(pks) - MOST_SPEAKERS)
    return events


def _speakers_in_order(events: list[Event]) -> dict[int, list[int]]:
    turns = Utterance.objects.filter(event__in=events, speaker__isnull=False, speaker__voice_of=None)
    rows = turns.values_list("event_id", "speaker_id").annotate(first=Min("position")).order_by("event_id", "first")
    order: dict[int, list[int]] = defaultdict(list)
    for event, speaker, _first in rows:
        order[event].append(speaker)
    return order


def events_of(keys: Iterable[int]) -> list[Event]:
    """Load the events of one page, with what a row of a list shows."""
    found = Event.objects.for_listing().in_bulk(keys := list(keys))
    return [found[key] for key in keys]


def readable_turns(turns: QuerySet) -> QuerySet:
    """Give the keys of the turns that readers see, each event in one language, newest first.

    Keys alone, because a database that sorts whole rows carries the text of every turn with it.
    """
    events = Event.objects.published().filter(pk__in=turns.order_by().values("event")).once_a_translation()
    return turns.filter(event__in=events).newest_first().values_list("pk", flat=True)


def turns_of(keys: Iterable[int]) -> list[Utterance]:
    """Load the turns of one page, with what a row of a list shows."""
    turns = Utterance.objects.select_related("event").prefetch_related("tags")
    found = turns.defer(*Utterance.UNSHOWN, "event__lemmas", "event__title_key").in_bulk(keys := list(keys))
    return [found[key] for key in keys]
