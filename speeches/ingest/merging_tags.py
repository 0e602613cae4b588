"""Two tags made one: what had the one has the other, and the old address leads there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from ..models import Event, Redirect, Tag, Utterance, revise
from ..models.version import hold_version


@dataclass(frozen=True, slots=True)
class Bearers:
    """How many events and turns have a tag."""

    events: int
    turns: int


def bearers_of(tag: Tag) -> Bearers:
    return Bearers(tag.events.count(), tag.utterances.count())


def merge_tags(tag: Tag, into: Tag, *, by: Any = None, reason: str = "") -> None:
    """Give all that has a tag another one in its place, and delete it; ValueError for a tag and itself.

    Names, description and address of the other stay; the phrases of both are kept.
    """
    if tag.pk == into.pk:
        raise ValueError("A tag cannot be merged with itself.")
    about = {"by": by, "reason": reason}
    with transaction.atomic():
        hold_version()
        bearing = models.Q(tags=tag) | models.Q(pk__in=Utterance.objects.filter(tags=tag).values("event"))
        for event in Event.objects.filter(bearing).distinct():
            with revise(event, **about) as revision:
                for row in [*Event.objects.filter(pk=event.pk, tags=tag), *event.utterances.filter(tags=tag)]:
                    revision.set_tags(row, {*row.tags.all(), into} - {tag})
        with revise(**about) as revision:
            kept = Tag.objects.get(pk=into.pk)
            kept.phrases = "\n".join(dict.fromkeys([*kept.phrases.splitlines(), *tag.phrases.splitlines()]))
            if kept.phrases != into.phrases:
                revision.save(kept)
            # First what leads to the old one, since deleting it would let all that be gone.
            Redirect.objects.filter(kind="tag", target=tag.ref).update(target=into.ref)
            slug = tag.slug
            revision.delete(Tag.objects.get(pk=tag.pk))
            Redirect.objects.remember("tag", slug, into.ref)
