"""Which source a file is a version of: by its bytes, an id in it, its address, its path, or as an editor says."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Event, Source
from ..transcripts import Doubt, Transcript


def known_source(source: Source, event: Event | None = None) -> Source | None:
    """Find the source whose bytes or newest earlier version this is, None for a new one.

    event: which the editor says it is a version of. The same title, date and place are no proof: see `twins`.
    """
    sources = Source.objects.exclude(event=None).select_related("event__place").defer("content").order_by("-pk")
    if event:
        sources = sources.filter(event=event)
    same = sources.filter(sha256=source.sha256).first()
    if same or event:
        return same or sources.first()
    found = _namesake(source, sources)
    # The event's text is that of its newest version, whatever name that came under.
    return sources.filter(event=found.event_id).first() if found else None


def _namesake(source: Source, sources: QuerySet[Source]) -> Source | None:
    if source.identifier and (found := sources.filter(identifier=source.identifier).first()):
        return found
    if source.url and (found := sources.filter(url=source.url).first()):
        return found
    found = sources.filter(name=source.name).first()
    # Two addresses on the web are two sources, whatever the file is called.
    return None if found and source.url and found.url else found


def twins(event: Event, transcript: Transcript) -> list[Doubt]:
    """Point out events that may be this one: the same title and date."""
    if not event.start_date:
        return []
    found = Event.objects.filter(title=event.title, start_date=event.start_date).exclude(pk=event.pk)
    return [
        Doubt(
            1, "twin", 0.5, f"“{twin}” has the same title and date; if this is a newer version, say --event {twin.ref}."
        )
        for twin in found[:3]
    ]
