"""Two speakers made one: turns, names, offices and addresses, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from ...models import Act, Event, Redirect, Revision, Speaker, SpeakerName, Utterance, revise
from ...models.revision import recount

FILLED = ("name_ru", "name_en", "description_ru", "description_en", "wikidata")
"""What the one who stays takes from the other where they have nothing themselves."""
KEPT_APART = ("utterances", "names", "acts", "history")
"""What points at a speaker and is moved in a way of its own, or not at all."""


@dataclass(frozen=True, slots=True)
class Merging:
    """What making two speakers one would do, in numbers. names: that come along; filled: fields that are filled in.

    others: whatever else points at the speaker, such as offices, with how many there are.
    """

    turns: int
    events: int
    names: list[str]
    filled: list[str]
    others: list[tuple[str, int]]


def plan_merging(speaker: Speaker, into: Speaker) -> Merging:
    """Tell what making a speaker part of another one would do."""
    counts = speaker.utterances.aggregate(turns=models.Count("pk"), events=models.Count("event", distinct=True))
    names = [name.name for name in _new_names(speaker, into)]
    others = [
        (str(relation.related_model._meta.verbose_name_plural), number)
        for relation in _relations()
        if not _is_taken(relation, into) and (number := _pointing(relation, speaker).count())
    ]
    return Merging(counts["turns"], counts["events"], names, list(_filled(speaker, into)), others)


def merge_speakers(speaker: Speaker, into: Speaker, *, by: Any = None, reason: str = "") -> Act:
    """Give everything of a speaker to another one, and let the old address lead there. ValueError for voices."""
    if speaker.is_voice or into.is_voice or speaker.pk == into.pk:
        raise ValueError("Only two different people can be made one.")
    with transaction.atomic():
        topics: set[models.Model] = {into}
        opened = Revision(by=by, reason=reason, topics=topics)
        done: dict[str, Any] = {
            "speaker": values_of(speaker),
            "events": [_move_turns(event, speaker, into, by, reason, topics) for event in _events_of(speaker)],
            # Before a field is filled in, which would teach the name in it.
            "names": _move_names(speaker, into),
            "filled": _fill(opened, speaker, into),
            "others": [_move_others(opened, relation, speaker, into) for relation in _relations()],
            "redirects": list(_leading_to(speaker)),
            "acts": list(speaker.acts.values_list("pk", flat=True)),
        }
        opened.replace(speaker, into)
        opened.close()
        recount(topics)
        act = Act(kind=Act.Kind.MERGED, title=done["speaker"]["name"], speaker=into, by=by, done=done)
        act.turn_count, act.event_count = sum(len(turns) for _, turns in done["events"]), len(done["events"])
        act.save()
    return act


def values_of(speaker: Speaker) -> dict[str, Any]:
    """Give a speaker's columns as JSON holds them, with the name to call them by."""
    derived = {*Speaker.DERIVED, "utterance_count", "event_count"} - {"slug", "sort_name"}
    columns = [field for field in Speaker._meta.concrete_fields if field.name not in derived]
    return {"name": str(speaker), "columns": {field.attname: _as_json(speaker, field) for field in columns}}


def _as_json(row: models.Model, field: Any) -> Any:
    value = getattr(row, field.attname)
    is_plain = value is None or isinstance(value, str | int | list | dict)
    return value if is_plain else field.value_to_string(row)


def _events_of(speaker: Speaker) -> Iterator[Event]:
    keys = list(speaker.utterances.order_by("event").values_list("event", flat=True).distinct())
    for key in keys:
        yield Event.objects.get(pk=key)


def _move_turns(
    event: Event, speaker: Speaker, into: Speaker, by: Any, reason: str, topics: set[models.Model]
) -> tuple[int, list[int]]:
    with revise(event, by=by, reason=reason, topics=topics) as revision:
        rows = list(Utterance.objects.filter(event=event, speaker=speaker).select_related("event"))
        for row in rows:
            row.speaker = into
        revision.save_many(rows, ["speaker"])
    return event.pk, [row.pk for row in rows]


def _filled(speaker: Speaker, into: Speaker) -> Iterator[str]:
    return (name for name in FILLED if getattr(speaker, name) and not getattr(into, name))


def _fill(revision: Revision, speaker: Speaker, into: Speaker) -> dict[str, str]:
    """Fill in what the one who stays lacks, and give it."""
    filled = {name: getattr(speaker, name) for name in _filled(speaker, into)}
    for name, value in filled.items():
        setattr(into, name, value)
    if filled:
        revision.save(into)
    return filled


def _new_names(speaker: Speaker, into: Speaker) -> list[SpeakerName]:
    known = set(into.names.values_list("key", "language"))
    return [name for name in speaker.names.all() if (name.key, name.language) not in known]


def _move_names(speaker: Speaker, into: Speaker) -> dict[str, Any]:
    """Move the spellings that lead to the one only, and delete those that lead to both."""
    moved = [name.pk for name in _new_names(speaker, into)]
    SpeakerName.objects.filter(pk__in=moved).update(speaker=into)
    left = list(speaker.names.values("name", "language", "learned_from"))
    return {"moved": moved, "left": left}


def _relations() -> list[Any]:
    """Give what else points at a speaker: offices, portraits, whatever the archive may know of people."""
    found: list[Any] = [*Speaker._meta.related_objects]
    return [
        relation
        for relation in found
        if (relation.one_to_many or relation.one_to_one) and relation.get_accessor_name() not in KEPT_APART
    ]


def _pointing(relation: Any, speaker: Speaker) -> models.QuerySet:
    rows: models.QuerySet = relation.related_model._base_manager.filter(**{relation.field.name: speaker})
    return rows


def _is_taken(relation: Any, into: Speaker) -> bool:
    """Tell whether the one who stays has their own of what there can only be one: a portrait."""
    return bool(relation.one_to_one) and _pointing(relation, into).exists()


def _move_others(revision: Revision, relation: Any, speaker: Speaker, into: Speaker) -> dict[str, Any]:
    """Move what points at a speaker; what cannot be moved goes with them, and is kept as JSON."""
    rows = list(_pointing(relation, speaker))
    told = {"model": relation.related_model._meta.label, "field": relation.field.name, "moved": [], "left": []}
    if _is_taken(relation, into):
        columns = relation.related_model._meta.concrete_fields
        left = [{each.attname: _as_json(row, each) for each in columns} for row in rows]
        for row in rows:
            revision.delete(row)
        return {**told, "left": left}
    for row in rows:
        setattr(row, relation.field.name, into)
        revision.save(row)
    return {**told, "moved": [row.pk for row in rows]}


def _leading_to(speaker: Speaker) -> Iterator[str]:
    return iter(Redirect.objects.filter(kind="speaker", target=speaker.ref).values_list("old", flat=True))
