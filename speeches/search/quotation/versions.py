"""What readers had before a correction: the texts of an event between one entry of the public log and the next."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q, QuerySet

from ...models import Change, Event, Shown, Utterance, state_at, times_shown
from .candidates import Place, margin_of
from .comparing import Match, compare
from .quoted import Quotation
from .rows import TurnRow, joined, read_rows, record_of, within

MOST_VERSIONS = 30
"""How many texts of an event are looked at, the newest ones."""

MOST_TURNS = 3_000
"""How many turns with a history are looked at around all places together."""

MOST_FOUND = 30
"""How many rows of history the quotation's longest words may lead to."""

# The longest words of so many are sought together: those further on may have been somebody else's.
_WINDOW = 10

# What is spelled in two ways, or left out.
_UNSURE = re.compile("[ёе\u0300\u0301\u00ad]", re.IGNORECASE)


class Earlier(NamedTuple):
    """A passage of a text that readers had. rows: the turns around it as they were."""

    rows: tuple[TurnRow, ...]
    match: Match
    shown: Shown


def earlier_passages(quotation: Quotation, places: Sequence[Place], turns: QuerySet) -> list[Earlier]:
    """Return passages that had the same words before a correction, one for an event.

    places: where the present text is like the quotation; what is no more like it is found by its history. turns: what
    the reader may see now.
    """
    places = joined([*places, *_places_in_history(quotation)])
    pasts = _pasts(places, turns)
    shown = _times_shown(pasts)
    found = (_latest(quotation, pasts[event], times, places) for event, times in shown.items())
    return [passage for passage in found if passage]


def _places_in_history(quotation: Quotation) -> list[Place]:
    """Find the turns that once had the longest words of some part of the quotation."""
    words = quotation.wording
    fragments = [_fragment(words.text[start:end]) for start, end in zip(words.starts, words.ends, strict=True)]
    windows = [fragments[start : start + _WINDOW] for start in range(0, len(fragments), _WINDOW)]
    longest = max((sorted(window, key=len)[-2:] for window in windows), key=lambda fragments: len("".join(fragments)))
    history = Utterance.history.filter(event__in=Event.objects.published())
    for fragment in longest:
        history = history.filter(text__contains=fragment)
    found = history.order_by("-history_id").values_list("event_id", "position")[:MOST_FOUND]
    margin = margin_of(len(words.keys))
    return [Place(event, position - margin, position + margin) for event, position in set(found)]


def _fragment(word: str) -> str:
    """Return the longest part of a word that is spelled in one way only.

    >>> _fragment("Переговорам")
    'говорам'
    """
    return max(_UNSURE.split(word[1:]), key=len)


@dataclass(slots=True)
class _Past:
    """Turns of an event through time. unchanged: those that have no history. kept: the states of the others by key."""

    unchanged: list[TurnRow] = field(default_factory=list)
    kept: dict[int, list[tuple[datetime.datetime, str, TurnRow]]] = field(default_factory=lambda: defaultdict(list))

    def text_at(self, instant: datetime.datetime | None) -> tuple[TurnRow, ...]:
        """Return the turns in order as they were at an instant, None for now."""
        rows = list(self.unchanged)
        states = (state_at(states, instant) for states in self.kept.values())
        rows += [state[2] for state in states if state]
        return tuple(sorted(rows, key=lambda row: row.position))


def _pasts(places: Sequence[Place], turns: QuerySet) -> dict[int, _Past]:
    """Read the turns of these places and all that history has of them; only of events that it has something of."""
    changed = Utterance.history.filter(event__in={place.event for place in places}).order_by()
    events = set(changed.values_list("event", flat=True).distinct())
    places = [place for place in places if place.event in events]
    if not places:
        return {}
    current = read_rows(turns.filter(within(places)))
    around = within(places) | Q(id__in=[row.id for row in current])
    keys = set(Utterance.history.filter(around).order_by().values_list("id", flat=True).distinct()[:MOST_TURNS])
    pasts: dict[int, _Past] = defaultdict(_Past)
    history = Utterance.history.filter(id__in=keys).order_by("history_date", "history_id")
    for date, kind, *values in history.values_list("history_date", "history_type", *TurnRow._fields):
        row = TurnRow(*values)
        pasts[row.event_id].kept[row.id].append((date, kind, row))
    for row in current:
        if row.id not in keys and row.event_id in pasts:
            pasts[row.event_id].unchanged.append(row)
    return dict(pasts)


def _times_shown(events: Collection[int]) -> dict[int, list[Shown]]:
    """Return when readers had which version, oldest first. The present version is not among them."""
    log: dict[int, list[Change]] = defaultdict(list)
    for entry in Change.objects.filter(event__in=list(events)).order_by("id"):
        log[entry.event_id].append(entry)
    published = Event.objects.published().in_bulk(list(events))
    return {
        key: [time for time in times_shown(published[key], log[key]) if time.until]
        for key in events
        if key in published
    }


def _latest(quotation: Quotation, past: _Past, shown: Sequence[Shown], places: Sequence[Place]) -> Earlier | None:
    """Return the last passage that had the same words, and for how long."""
    latest: Earlier | None = None
    for time, rows in reversed(_texts(past, shown)):
        matches = compare(quotation, record_of(rows, places), exact=True)
        if latest and (not matches or time.until != latest.shown.since):
            break
        if matches and latest:
            latest = latest._replace(shown=latest.shown._replace(since=time.since))
        elif matches:
            latest = Earlier(rows, matches[0], time)
    return latest


def _texts(past: _Past, shown: Sequence[Shown]) -> list[tuple[Shown, tuple[TurnRow, ...]]]:
    """Return the texts that readers had, oldest first, those that followed each other unchanged as one."""
    texts: list[tuple[Shown, tuple[TurnRow, ...]]] = []
    for time in shown[-MOST_VERSIONS:]:
        rows = past.text_at(time.since)
        if texts and texts[-1][1] == rows and texts[-1][0].until == time.since:
            time = time._replace(since=texts.pop()[0].since)
        texts.append((time, rows))
    now = list(map(itemgetter(-1), past.text_at(None)))
    return [(time, rows) for time, rows in texts if rows and list(map(itemgetter(-1), rows)) != now]
