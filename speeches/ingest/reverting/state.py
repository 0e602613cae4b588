"""How an event and its turns stood at a moment, out of their versions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models import Event, Redirect, Utterance
from ..turns.undoing import tags_of_versions


@dataclass(slots=True)
class State:
    """What stood at a moment.

    event: its version then, None where the event has none and is as it came; turns: in order, each a version, or the
    row itself where it never changed. tags: by primary key, of the event and of each of these versions.
    """

    event: Any
    turns: list[Any]
    event_tags: set[int] = field(default_factory=set)
    turn_tags: dict[int, set[int]] = field(default_factory=dict)


def state_at(event: Event, moment: datetime.datetime, rows: Sequence[Utterance]) -> State:
    """Read how an event stood at the end of a moment. rows: its turns as they are now, in order."""
    then = event.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    versions, known = _latest_versions(event, moment)
    # What has no version never changed since it came.
    turns = [*versions, *(row for row in rows if row.pk not in known)]
    turns.sort(key=lambda turn: (turn.position, turn.id))
    of_event = tags_of_versions(Event, [then.history_id]) if then else {}
    of_turns = tags_of_versions(Utterance, [version.history_id for version in versions])
    return State(
        then,
        turns,
        of_event.get(then.history_id, set()) if then else set(),
        {version.id: of_turns.get(version.history_id, set()) for version in versions},
    )


def _latest_versions(event: Event, moment: datetime.datetime) -> tuple[list[Any], set[int]]:
    """Give the version that each turn had, of those that were there, and the keys of all that have any version."""
    history = Utterance.history.filter(event_id=event.pk).order_by("history_date", "history_id")
    known: set[int] = set()
    latest: dict[int, int] = {}
    for turn, version, date in history.values_list("id", "history_id", "history_date"):
        known.add(turn)
        if date <= moment:
            latest[turn] = version
    found = history.model.objects.in_bulk(latest.values())
    return [version for version in found.values() if version.history_type != "-"], known


def standing(model: Any, keys: Iterable[int | None]) -> dict[int, Any]:
    """Find speakers, tags or places by keys that versions name; what is another one now is that one.

    What is deleted without anything in its place is missing.
    """
    wanted = {key for key in keys if key}
    found: dict[int, Any] = model.objects.in_bulk(wanted)
    lost = wanted - found.keys()
    if not lost:
        return found
    return found | _merged(model, lost)


def _merged(model: Any, keys: set[int]) -> dict[int, Any]:
    """Find what stands in the place of rows that are no more. A redirect names them by reference or by slug."""
    names = {key: (ref, slug) for key, ref, slug in model.history.filter(id__in=keys).values_list("id", "ref", "slug")}
    led = Redirect.objects.filter(
        kind=model._meta.model_name, old__in=[each for pair in names.values() for each in pair]
    )
    target_of = dict(led.exclude(target="").values_list("old", "target"))
    by_ref = {row.ref: row for row in model.objects.filter(ref__in=target_of.values())}
    targets = {key: target_of.get(ref) or target_of.get(slug, "") for key, (ref, slug) in names.items()}
    return {key: by_ref[target] for key, target in targets.items() if target in by_ref}
