"""An event taken back to a moment through one revision."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django.utils.formats import date_format
from django.utils.timezone import localtime

from ...models import Act, Event, Redirect, Revision, revise
from .plan import Reversion, plan_reversion

TITLE_LENGTH = 900


def take_back(
    event: Event,
    moment: datetime.datetime,
    *,
    with_links: bool = False,
    by: Any = None,
    reason: str = "",
    nature: str = "",
    expect: int | None = None,
) -> Act | None:
    """Take an event back to how it stood at the end of a moment, in one revision; None where nothing is different.

    with_links: as `plan_reversion` has it; expect, nature: as `revise` has them. Raises Conflict.
    """
    with revise(event, by=by, reason=reason, nature=nature, expect=expect) as revision:
        plans = plan_reversion(cast(Event, revision.event), moment, with_links=with_links)
        if plans.changes_nothing:
            return None
        led = _led_elsewhere(plans)
        write(revision, plans)
        return Act.objects.create(
            kind=Act.Kind.REVERTED,
            title=f"{plans.event.title[:TITLE_LENGTH]} → {date_format(localtime(moment), 'd.m.Y H:i')}",
            done={"events": [{"event": event.pk, "at": revision.at.isoformat(), "back": led}]},
            turn_count=plans.turn_count,
            event_count=1,
            by=by,
        )


def write(revision: Revision, plans: Reversion) -> None:
    """Do what was planned; closing the revision is the caller's."""
    changed = {row.pk: row for row in (*(after for _row, after in plans.changed), *plans.back, *plans.moved)}
    if _write_fields(revision, plans):
        # The door gave the turns their new language in the database only.
        changed = {row.pk: row for row in plans.rows}
    coming = {row.pk for row in plans.back}
    Redirect.objects.filter(kind="utterance", old__in=[row.ref for row in plans.back]).delete()
    for gone in plans.gone:
        if gone.into is None:
            revision.delete(gone.row)
        else:
            revision.join(gone.row, gone.into, with_tags=gone.is_joined and gone.into.pk not in coming)
    revision.arrange(plans.rows, [row for row in plans.rows if row.pk in changed])
    for row in plans.rows:
        if row.pk in plans.tags:
            revision.set_tags(row, plans.tags[row.pk])


def _write_fields(revision: Revision, plans: Reversion) -> bool:
    """Give the event its fields and tags of then; tell whether its language is among them."""
    for name, value in plans.fields.items():
        setattr(plans.event, name, value)
    if plans.fields:
        revision.save(plans.event)
    if plans.event_tags is not None:
        revision.set_tags(plans.event, plans.event_tags)
    return "language" in plans.fields


def _led_elsewhere(plans: Reversion) -> dict[str, str]:
    """Tell of each turn that comes back where its address has led, "" for nowhere."""
    led = Redirect.objects.filter(kind="utterance", old__in=[row.ref for row in plans.back])
    return dict.fromkeys((row.ref for row in plans.back), "") | dict(led.values_list("old", "target"))
