"""An event that was taken back to an earlier moment, put forward again."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from ...models import Act, Event, Redirect, Revision, Tag, revise
from ..turns.undoing import NotUndone, plan_undoing, tags_of_versions, undo_turns
from .plan import COLUMNS, FIELDS


class NotTakenBack(ValueError):
    """The event is no more, or turns were changed since; the message says which."""


def undo_reversion(act: Act, by: Any, reason: str) -> int:
    """Give the event and its turns what they had before the act; 0, since it is done wholly or not at all.

    Raises NotTakenBack. Fields and tags of the event that were changed since stay.
    """
    deed = act.done["events"][0]
    event = Event.objects.filter(pk=deed["event"]).first()
    if event is None:
        raise NotTakenBack(_("The event is no more."))
    moment = datetime.datetime.fromisoformat(deed["at"])
    with revise(event, by=by, reason=reason) as revision:
        stored = cast(Event, revision.event)
        undoing = plan_undoing(stored, moment)
        if undoing.since or undoing.is_possible:
            try:
                undo_turns(revision, moment)
            except NotUndone as error:
                raise NotTakenBack(str(error)) from error
        _give_back_fields(revision, stored, moment)
        if stored.changes.exists():
            _lead_again(deed["back"])
    return 0


def _give_back_fields(revision: Revision, event: Event, moment: datetime.datetime) -> None:
    versions = event.history.order_by("-history_date", "-history_id")
    after = versions.filter(history_date=moment).first()
    before = versions.filter(history_date__lt=moment).first()
    if not (before and after):
        return
    changed = False
    for name in FIELDS:
        column = COLUMNS.get(name, name)
        was, became = getattr(before, column), getattr(after, column)
        if was != became and getattr(event, column) == became:
            setattr(event, column, was)
            changed = True
    if changed:
        revision.save(event)
    tags = tags_of_versions(Event, [before.history_id, after.history_id])
    was, became = tags.get(before.history_id, set()), tags.get(after.history_id, set())
    if was != became and set(event.tags.values_list("pk", flat=True)) == became:
        revision.set_tags(event, Tag.objects.filter(pk__in=was))


def _lead_again(led: dict[str, str]) -> None:
    """Let the addresses of turns that are gone again lead where they had led."""
    for ref, target in led.items():
        if target:
            Redirect.objects.filter(kind="utterance", old=ref).update(target=target)
