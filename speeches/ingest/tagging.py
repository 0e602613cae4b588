"""Tags given to many turns and events at once, or taken from them, as one act; and that undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, cast

from django.db import models, transaction

from ..models import Act, Event, Revision, Tag, Utterance, revise
from ..models.revision import recount

MOST_TAGGED = 10_000
"""So many turns are tagged at once: more would take longer than a browser waits."""
UNREAD = ("lemmas", "terms")


def retag(
    turns: Iterable[tuple[int, int]],
    events: Collection[int],
    tags: Collection[Tag],
    *,
    is_added: bool,
    by: Any = None,
    reason: str = "",
    about: str = "",
) -> Act:
    """Add tags to turns and events or remove them, with one revision an event; the act counts what is changed.

    turns: primary keys of event and turn; events: of those that are tagged as a whole; about: how the turns were found.
    An act that has changed nothing is not kept.
    """
    by_event: dict[int, list[int]] = {event: [] for event in events}
    for event, turn in turns:
        by_event.setdefault(event, []).append(turn)
    topics: set[models.Model] = set()
    done = []
    with transaction.atomic():
        # In one order, so that two who tag at once do not wait for one another for ever.
        for each in Event.objects.filter(pk__in=by_event).order_by("pk"):
            with revise(each, by=by, reason=reason, topics=topics) as revision:
                pairs = {(turn, tag.pk) for turn in by_event[each.pk] for tag in tags}
                deed = _changed(revision, pairs, tags if each.pk in events else (), is_added)
            if deed["itself"] or deed["turns"]:
                done.append(deed)
        recount(topics)
        act = Act(kind=Act.Kind.TAGGED, title=title_of(tags, is_added, about), by=by)
        act.done = {"is_added": is_added, "events": done}
        act.turn_count = sum(len({turn for turn, _ in deed["turns"]}) for deed in done)
        act.event_count = len(done)
        if done:
            act.save()
    return act


def title_of(tags: Collection[Tag], is_added: bool, about: str) -> str:
    names = ", ".join(sorted(map(str, tags)))
    return f"{'+' if is_added else '−'} {names}{f': {about}' if about else ''}"[:1000]


def _changed(
    revision: Revision, pairs: set[tuple[int, int]], of_event: Collection[Tag], is_added: bool
) -> dict[str, Any]:
    """Tag in the revision's event, and tell what is otherwise now. of_event: tags that the event itself is about."""
    event = cast(Event, revision.event)
    turns = Utterance.objects.filter(event=event, pk__in={turn for turn, _ in pairs})
    rows = list(turns.select_related("event", "speaker").defer(*UNREAD)) if pairs else []
    here = {row.pk for row in rows}
    changed = revision.tag_many(rows, {pair for pair in pairs if pair[0] in here}, is_added=is_added) if rows else set()
    itself: set[Tag] = set()
    if of_event:
        before = set(event.tags.all())
        itself = set(of_event) - before if is_added else set(of_event) & before
    if itself:
        revision.set_tags(event, before | itself if is_added else before - itself)
    return {"event": event.pk, "itself": sorted(tag.pk for tag in itself), "turns": sorted(map(list, changed))}


# Undoing


def take_back(act: Act, by: Any = None, reason: str = "") -> int:
    """Take tags back that the act gave, or give those back that it took; tell how many turns and events stay.

    Those stay that are tagged otherwise since, or are no more.
    """
    was_added = act.done["is_added"]
    topics: set[models.Model] = set()
    left = 0
    for deed in act.done["events"]:
        pairs = {(turn, tag) for turn, tag in deed["turns"]}
        rows = {turn for turn, _ in pairs} | ({0} if deed["itself"] else set())
        event = Event.objects.filter(pk=deed["event"]).first()
        tags = {tag.pk: tag for tag in Tag.objects.filter(pk__in={*deed["itself"], *(tag for _, tag in pairs)})}
        if event:
            known = {pair for pair in pairs if pair[1] in tags}
            of_event = [tags[tag] for tag in deed["itself"] if tag in tags]
            with revise(event, by=by, reason=reason, topics=topics) as revision:
                now = _changed(revision, known, of_event, not was_added)
            rows -= {turn for turn, _ in now["turns"]} | ({0} if now["itself"] else set())
        left += len(rows)
    recount(topics)
    return left
