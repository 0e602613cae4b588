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
    pk = _newest_of_event(source, event) if event else _newest_alike(source)
    return Source.objects.select_related("event__place").defer("content").get(pk=pk) if pk else None


def _newest_of_event(source: Source, event: Event) -> int | None:
    keys = event.sources.order_by("-pk").values_list("sha256", "pk")
    return dict(reversed(keys)).get(source.sha256) or next((pk for _, pk in keys), None)


def _newest_alike(source: Source) -> int | None:
    same = models.Q(sha256=source.sha256) | models.Q(name=source.name)
    for field in ("identifier", "url"):
        same |= models.Q(**{field: getattr(source, field)}) if getattr(source, field) else models.Q()
    alike = list(Source.objects.exclude(event=None).filter(same).order_by("-pk").only(*KEYS))
    for field in ("sha256", "identifier", "url"):
        for other in alike:
            if getattr(source, field) and getattr(other, field) == getattr(source, field):
                return other.pk
    # Two addresses on the web are two sources, whatever the file is called.
    return next((other.pk for other in alike if not (source.url and other.url)), None)


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
