"""Printed names that lead to nobody, over the whole archive, and who they may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, QuerySet

from ...models import Event, Speaker, Utterance
from ...transcripts.labels import name_of
from ...words import fold_name
from ..attribution.known import Known
from ..attribution.offices import endings

EDITOR = Utterance.FoundBy.EDITOR


@dataclass(slots=True)
class UnresolvedLabel:
    """A printed name whose turns have no speaker. first: one of its turns, by primary key.

    events and people are left empty until `suggest` fills them in.
    """

    name: str
    turns: int = 0
    first: int = 0
    labels: list[str] = field(default_factory=list)
    events: int = 0
    people: list[Speaker] = field(default_factory=list)


def unresolved_labels() -> list[UnresolvedLabel]:
    """Give every name that leads to nobody, the most frequent first. One query, answered by an index alone."""
    found: dict[str, UnresolvedLabel] = {}
    rows = Utterance.objects.unresolved().order_by().values_list("attribution_text")
    for label, turns, first in rows.annotate(Count("pk"), Min("pk")):
        name = name_of(label)
        entry = found.setdefault(name, UnresolvedLabel(name))
        entry.turns += turns
        entry.first = min(entry.first or first, first)
        entry.labels.append(label)
    return sorted(found.values(), key=lambda entry: (-entry.turns, entry.name))


def suggest(entries: Sequence[UnresolvedLabel]) -> None:
    """Fill in events and people for the entries of one page, in a fixed number of queries."""
    events: dict[str, set[int]] = defaultdict(set)
    labels = [label for entry in entries for label in entry.labels]
    rows = Utterance.objects.unresolved().filter(attribution_text__in=labels).order_by()
    for label, event in rows.values_list("attribution_text", "event").distinct():
        events[name_of(label)].add(event)
    names = [entry.name for entry in entries]
    known = Known({fold_name(person) for name in names for person in _readings(name)}, names)
    for entry in entries:
        entry.events = len(events[entry.name])
        entry.people = _people(known, entry.name)


def _readings(name: str) -> list[str]:
    """Give the names that a label may stand for: itself, and what remains of it behind an office."""
    return [name, *(person for _office, person in endings(name))]


def _people(known: Known, name: str) -> list[Speaker]:
    """Give who a name may be, the likeliest first."""
    found: dict[str, Speaker] = {}
    for reading in _readings(name):
        found |= known.called(reading)
    for people in (known.fitting(name), known.run_together(name), known.similar(name)):
        found = found | {ref: person for ref, person in people.items() if ref not in found}
    return sorted(found.values(), key=lambda person: -person.utterance_count)[:5]


def turns_labelled(name: str, *, like: Utterance | None = None, event: Event | None = None) -> QuerySet:
    """Choose the turns of a printed name that lead to nobody, over the archive or in one event.

    like: a turn; chosen are then this one and those of its present speaker too, but none that an editor gave away.
    """
    turns: Any = Utterance.objects.filter(event=event) if event else Utterance.objects.all()
    chosen = turns.unresolved().filter(attribution_text__in=labels_of(name, turns.unresolved()))
    if like is not None and like.speaker_id:
        theirs = turns.filter(speaker=like.speaker_id).exclude(found_by=EDITOR)
        chosen |= theirs.filter(attribution_text__in=labels_of(name, theirs))
    whole: QuerySet = chosen | Utterance.objects.filter(pk=like.pk) if like is not None else chosen
    return whole


def labels_of(name: str, turns: QuerySet) -> list[str]:
    """Give the labels of these turns that print a name, with whatever remark."""
    labels: Iterable[str] = turns.order_by().values_list("attribution_text", flat=True).distinct()
    return [label for label in labels if name_of(label) == name]
