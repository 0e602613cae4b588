"""How a text stood: which versions readers have had, and its rows put together from what history keeps of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db import models

from .change import Change
from .event import Event
from .speaker import Speaker
from .utterance import Utterance

State = TypeVar("State", bound=tuple)


class Shown(NamedTuple):
    """A time in which readers had one version of an event. until: None while they have it.

    change: the entry of the public log that the version came with, None where the log does not know its beginning.
    """

    since: datetime.datetime
    until: datetime.datetime | None
    version: int
    change: Change | None = None


def times_shown(event: Event, log: Sequence[Change]) -> list[Shown]:
    """Tell when readers had which version since the event became public for the last time, oldest first.

    log: the event's entries, oldest first. What was withdrawn is not shown again, though the event is public again:
    only what came out since counts. Of an event that is not public there is none.
    """
    return list(_times_shown(event, log)) if event.is_published else []


def _times_shown(event: Event, log: Sequence[Change]) -> Iterator[Shown]:
    gone = max((index for index, entry in enumerate(log, 1) if entry.kind == Change.Kind.WITHDRAWN), default=0)
    # What the log says of the beginning is surer than the stamp of a text that was old when it came.
    if event.published_at and not gone and (not log or log[0].kind != Change.Kind.ADDED):
        since, until = max(event.published_at, event.added_at), log[0].at if log else None
        yield Shown(since, until, log[0].version - 1 if log else event.version)
    for entry, following in pairwise([*log[gone:], None]):
        yield Shown(entry.at, following.at if following else None, entry.version, entry)


def state_at(states: Iterable[State], instant: datetime.datetime | None) -> State | None:
    """Give the last of a row's states until an instant, None where there was no such row.

    states: oldest first, each beginning with the date and kind that history gives it. instant: None for now.
    """
    until_then = [state for state in states if instant is None or state[0] <= instant]
    return until_then[-1] if until_then and until_then[-1][1] != "-" else None


def event_at(event: Event, instant: datetime.datetime) -> Event:
    """Give an event as it stood at an instant, unsaved; what history does not keep is as now."""
    record = _newest(Event.history.filter(id=event.pk), instant).first()
    return _row_of(record, event) if record else event


def turns_at(event: Event, instant: datetime.datetime) -> list[Utterance]:
    """Give an event's turns in order as they stood at an instant, unsaved, each with its speaker.

    Takes three queries and reads one row a turn, however often each was changed. A speaker who was merged into another
    one meanwhile is None: what was printed stays.
    """
    history = Utterance.history.filter(event_id=event.pk)
    unchanged = event.utterances.exclude(pk__in=history.order_by().values("id")).defer(*Utterance.UNSHOWN)
    records = _newest(history, instant).exclude(history_type="-")
    turns = [*unchanged, *(_row_of(record) for record in records)]
    speakers = Speaker.objects.in_bulk({turn.speaker_id for turn in turns if turn.speaker_id})
    for turn in turns:
        turn.event, turn.speaker = event, speakers.get(turn.speaker_id)
    return sorted(turns, key=attrgetter("position"))


def _newest(history: models.QuerySet, instant: datetime.datetime) -> models.QuerySet:
    """Narrow history to the last record until an instant of each row it is of."""
    # Records of one row are numbered in the order of their dates.
    until_then = history.filter(history_date__lte=instant).order_by()
    last = until_then.values("id").annotate(last=models.Max("history_id")).values("last")
    return history.filter(history_id__in=last)


def _row_of(record: Any, now: models.Model | None = None) -> Any:
    """Make an unsaved row of a record of history. now: the row whose columns stand for those history leaves out.

    simple-history's own `instance` asks the database for those columns, record by record.
    """
    tracked = {field.attname for field in record.tracked_fields}
    columns = record.instance_type._meta.concrete_fields
    kept = {field.attname: getattr(record, field.attname) for field in columns if field.attname in tracked}
    left = {field.attname: getattr(now, field.attname) for field in columns if now and field.attname not in tracked}
    return record.instance_type(**kept, **left)
