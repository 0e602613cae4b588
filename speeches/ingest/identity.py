"""Which source a file is a version of: by its bytes, an id in it, its address, its path, or as an editor says."""

from __future__ import annotations

from django.db import models

from ..models import Event, Source
from ..transcripts import Doubt, Transcript

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
    alike = list(Source.objects.exclude(event=None).filter(same).order_by("-pk").only("event", *KEYS))
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


def twins(event: Event, transcript: Transcript) -> list[Doubt]:
    """Point out events that may be this one: the same title and date."""
    if not event.start_date:
        return []
    found = Event.objects.filter(title=event.title, start_date=event.start_date).exclude(pk=event.pk)
    found = found.only("title", "start_date", "ref")
    return [
        Doubt(
            1, "twin", 0.5, f"“{twin}” has the same title and date; if this is a newer version, say --event {twin.ref}."
        )
        for twin in found[:3]
    ]
