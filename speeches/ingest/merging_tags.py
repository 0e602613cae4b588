"""Two tags made one: what had the one has the other, and the old address leads there; and that undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.core.serializers import deserialize, serialize
from django.db import models, transaction

from ..models import Act, Event, Redirect, Revision, Tag, TagRejection, Utterance, revise
from ..models.version import hold_version


@dataclass(frozen=True, slots=True)
class Bearers:
    """How many events and turns have a tag."""

    events: int
    turns: int


def bearers_of(tag: Tag) -> Bearers:
    return Bearers(tag.events.count(), tag.utterances.count())


def merge_tags(tag: Tag, into: Tag, *, by: Any = None, reason: str = "") -> Act:
    """Give all that has a tag another one in its place, and delete it; ValueError for a tag and itself.

    Names, description and address of the other stay; the phrases of both are kept.
    """
    if tag.pk == into.pk:
        raise ValueError("A tag cannot be merged with itself.")
    about = {"by": by, "reason": reason}
    with transaction.atomic():
        hold_version()
        tag, kept = Tag.objects.get(pk=tag.pk), Tag.objects.get(pk=into.pk)
        done = {
            "tag": serialize("json", [tag]),
            "into": kept.pk,
            "redirects": list(Redirect.objects.filter(kind="tag", target=tag.ref).values_list("old", flat=True)),
            "rejections": list(tag.rejections.values_list("utterance", flat=True)),
            "events": [_replaced(event, tag, kept, about) for event in _bearing(tag)],
        }
        with revise(**about) as revision:
            done["phrases"] = _join_phrases(revision, tag, kept)
            # First what leads to the old one, since deleting it would let all that be gone.
            Redirect.objects.filter(kind="tag", target=tag.ref).update(target=kept.ref)
            old, name = (tag.slug, tag.ref), str(tag)
            revision.delete(tag)
            for each in old:
                Redirect.objects.remember("tag", each, kept.ref)
        act = Act(kind=Act.Kind.TAG_MERGED, title=f"{name} → {kept}", by=by, done=done)
        act.turn_count, act.event_count = sum(len(each["turns"]) for each in done["events"]), len(done["events"])
        act.save()
    return act


def _bearing(tag: Tag) -> Iterator[Event]:
    bearing = models.Q(tags=tag) | models.Q(pk__in=Utterance.objects.filter(tags=tag).values("event"))
    return Event.objects.filter(bearing).distinct().order_by("pk").iterator()


def _replaced(event: Event, tag: Tag, into: Tag, about: dict[str, Any]) -> dict[str, Any]:
    """Put one tag in the other's place in an event; give what had which: turns, each with whether it had both."""
    done: dict[str, Any] = {"event": event.pk, "itself": None, "turns": []}
    with revise(event, **about) as revision:
        for row in [*Event.objects.filter(pk=event.pk, tags=tag), *event.utterances.filter(tags=tag)]:
            before = set(row.tags.all())
            revision.set_tags(row, {*before, into} - {tag})
            if isinstance(row, Event):
                done["itself"] = into in before
            else:
                done["turns"].append([row.pk, into in before])
    return done


def _join_phrases(revision: Revision, tag: Tag, into: Tag) -> list[str]:
    """Give a tag the other's phrases too; returns its own as they were and as they are."""
    before = into.phrases
    into.phrases = "\n".join(dict.fromkeys([*before.splitlines(), *tag.phrases.splitlines()]))
    if into.phrases != before:
        revision.save(into)
    return [before, into.phrases]


# Undoing


def part_tags(act: Act, by: Any = None, reason: str = "") -> int:
    """Bring a merged tag back, on all that still has the other; tell how many events and turns have not."""
    about = {"by": by, "reason": reason}
    done = act.done
    into = Tag.objects.get(pk=done["into"])
    tag = _bring_back(done, about)
    left = sum(_given_back(deed, tag, into, about) for deed in done["events"])
    turns = Utterance.objects.filter(pk__in=done["rejections"]).values_list("pk", flat=True)
    TagRejection.objects.remember([(tag.pk, turn) for turn in turns])
    before, after = done["phrases"]
    if before != after == into.phrases:
        with revise(**about) as revision:
            into.phrases = before
            revision.save(into)
    return left


def _bring_back(done: dict[str, Any], about: dict[str, Any]) -> Tag:
    """Write the tag again as it was, under its old address and reference."""
    tag = cast(Tag, next(deserialize("json", done["tag"], ignorenonexistent=True)).object)
    Redirect.objects.filter(kind="tag", old__in=(tag.slug, tag.ref)).delete()
    Redirect.objects.filter(kind="tag", old__in=done["redirects"]).update(target=tag.ref)
    with revise(**about) as revision:
        revision.save(tag)
    return tag


def _given_back(deed: dict[str, Any], tag: Tag, into: Tag, about: dict[str, Any]) -> int:
    """Give an event's rows the tag again; tell how many have not the one that stayed any more."""
    had = dict(deed["turns"])
    count = len(had) + (deed["itself"] is not None)
    event = Event.objects.filter(pk=deed["event"]).first()
    if event is None:
        return count
    with revise(event, **about) as revision:
        rows: list[tuple[Event | Utterance, bool]] = [
            (turn, had[turn.pk]) for turn in event.utterances.filter(pk__in=had, tags=into)
        ]
        if deed["itself"] is not None:
            rows += [(row, deed["itself"]) for row in Event.objects.filter(pk=event.pk, tags=into)]
        for row, had_both in rows:
            revision.set_tags(row, {*row.tags.all(), tag} - (set() if had_both else {into}))
    return count - len(rows)
