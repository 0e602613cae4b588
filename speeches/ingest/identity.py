"""Which source a file is a version of: by its bytes, an id in it, its address, its path, or as an editor says."""

from __future__ import annotations

from django.db import models

from ..models import Event, Source
from ..transcripts import Doubt, Transcript
from ..words import fold, lemmatize

ALIKE = 0.65
"""This share of their words must two titles of one date have in common to be taken for the same event's."""
FEW_WORDS = 3

KEYS = ("sha256", "identifier", "url", "name")


def known_source(source: Source, event: Event | None = None) -> Source | None:
    """Find the source whose bytes or newest earlier version this is, None for a new one.

    event: which the editor says it is a version of. The same title, date and place are no proof: see `twins`.
    """
    of_event = event.pk if event else None
    if event is None:
        if (found := _namesake(source)) is None:
            return None
        of_event = found.event_id
    versions = Source.objects.filter(event=of_event).select_related("event__place").defer("content").order_by("-pk")
    # The event's text is that of its newest version, whatever name that came under.
    return versions.filter(sha256=source.sha256).first() or versions.first()


def _namesake(source: Source) -> Source | None:
    same = models.Q(sha256=source.sha256) | models.Q(name=source.name)
    for field in ("identifier", "url"):
        same |= models.Q(**{field: getattr(source, field)}) if getattr(source, field) else models.Q()
    alike: list[Source] = list(Source.objects.exclude(event=None).filter(same).order_by("-pk").only("event", *KEYS))
    for field in ("sha256", "identifier", "url"):
        for other in alike:
            if getattr(source, field) and getattr(other, field) == getattr(source, field):
                return other
    # Two addresses on the web are two sources, whatever the file is called.
    return next((other for other in alike if not (source.url and other.url)), None)


def is_named_alike(source: Source, last: Source) -> bool:
    """Tell whether two files name one source themselves; a path only suggests it."""
    same_id = bool(source.identifier) and source.identifier == last.identifier
    return same_id or (bool(source.url) and source.url == last.url)


def likely_twins(event: Event) -> list[Event]:
    """Give the events that may be this one: of the same date, with the same title or nearly so; the likest first."""
    if not event.start_date:
        return []
    that_day = Event.objects.filter(start_date=event.start_date).exclude(pk=event.pk)
    found = [(likeness(event.title, other.title), other) for other in that_day.only("title", "start_date", "ref")]
    alike = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].pk))
    return [other for _, other in alike[:3]]


def likeness(title: str, other: str) -> float:
    """Tell how much two titles have in common, from 0 to 1: their words in any form, or one title within the other."""
    first, second = (set(lemmatize(text).split()) for text in (title, other))
    if fold(title) == fold(other):
        return 1.0
    shared = len(first & second)
    if not shared:
        return 0.0
    # A short title within a longer one says the same with less; a single common word says nothing.
    within = shared / min(len(first), len(second)) if min(len(first), len(second)) >= FEW_WORDS else 0.0
    return max(shared / len(first | second), 0.8 * within)


def twins(event: Event, transcript: Transcript) -> list[Doubt]:
    """Point out events that may be this one: the same date, and the same title or nearly so."""
    found = []
    for twin in likely_twins(event):
        title = "the same title" if fold(twin.title) == fold(event.title) else "a like title"
        message = f"“{twin}” has {title} and the same date; if this is a newer version, say --event {twin.ref}."
        found.append(Doubt(1, "twin", 0.5, message))
    return found
