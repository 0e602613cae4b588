"""A text comes to the desk: it is kept as it came, read once, and waits for an editor."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..models import Event, Incoming, Source
from .preflight import Preflight, examine


class Changed(Exception):
    """Somebody else worked on the text meanwhile."""


# No digits: a date is looked for in a file's name.
LETTERS = str.maketrans("0123456789", "ghijklmnop")
NAME_LENGTH = 500


def receive(
    content: bytes, name: str = "", *, url: str = "", event: Event | None = None, by: Any = None
) -> tuple[Incoming, bool]:
    """Keep a text until it is committed; give it, and whether it is new here. Raises TranscriptError for what is none.

    name: "" for a pasted text, which gets one that no other has, since a source is known again by its name. event: what
    it is a newer version of, where an editor says so.
    """
    digest = Source.digest(content)
    waiting = Incoming.objects.filter(sha256=digest).first()
    if waiting is None:
        own_name = name[-NAME_LENGTH:] or pasted_name(digest)
        waiting = Incoming(
            content=content, sha256=digest, size=len(content), name=own_name, url=url, event=event, by=by
        )
        note_found(waiting, examine(waiting))
        waiting.save()
        return waiting, True
    if event and waiting.event != event:
        waiting.event = event
        save_decided(waiting)
    return waiting, False


def pasted_name(digest: str) -> str:
    """Make the name of a pasted text from its digest."""
    return f"paste-{digest[:12].translate(LETTERS)}.txt"


def save_decided(waiting: Incoming, names: frozenset[str] | None = None) -> Preflight:
    """Keep what an editor decided of a waiting text, and give what would become of it now.

    names: as `examine` has them. Raises Incoming.DoesNotExist where it waits no more, Changed where somebody else has
    decided something meanwhile, TranscriptError where it is no text; then nothing is kept.
    """
    found = examine(waiting, names)
    note_found(waiting, found)
    with transaction.atomic():
        stored = Incoming.objects.select_for_update().only("version").get(pk=waiting.pk)
        if stored.version != waiting.version:
            raise Changed
        waiting.version += 1
        waiting.save(force_update=True)
    return found


def named_apart(waiting: Incoming) -> str:
    """Give a name for a waiting text that leads to no event, made from its own."""
    stem, dot, ending = waiting.name.rpartition(".")
    apart = waiting.sha256[:8].translate(LETTERS)
    return f"{stem}-{apart}.{ending}" if dot else f"{waiting.name}-{apart}"


def note_found(waiting: Incoming, found: Preflight) -> None:
    """Note for the list of waiting texts what the text was found to be, unsaved."""
    waiting.found = found.told()
