"""A change of words that a publisher has to let out: kept, shown as it would be by now, accepted or declined."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ...models import Conflict, Event, Proposal
from ...models.version import hold_version
from ..reverting import plan_reversion, take_back
from .edit import Edit, edit_text, plan_edit
from .reading import text_of
from .together import Together, put_together


class Collides(Exception):
    """Somebody changed the same words meanwhile: a publisher has to choose for each of these passages."""


class AlreadyDecided(Exception):
    """Somebody else decided the proposal before."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a proposal would do by now. edit: without the passages that collide, or with those that are taken."""

    together: Together
    edit: Edit


def propose_text(
    event: Event,
    text: str,
    *,
    since: str,
    by: Any = None,
    reason: str = "",
    nature: str = "",
    goes_back_to: datetime.datetime | None = None,
) -> Proposal | None:
    """Keep a text for a publisher to decide about; None where it would change nothing.

    since: the text that the editor started from; raises Conflict where the event has another by now. Raises
    TranscriptError for what is no text, NotStored for what the archive cannot hold.
    """
    with transaction.atomic():
        hold_version()
        stored = Event.objects.get(pk=event.pk)
        if text_of(stored) != since:
            raise Conflict(stored.version)
        if plan_edit(stored, text).changes_nothing:
            return None
        about = {"by": by, "reason": reason, "nature": nature, "goes_back_to": goes_back_to}
        return Proposal.objects.create(event=stored, since=since, text=text, **about)


def propose_reversion(
    event: Event, moment: datetime.datetime, *, expect: int, by: Any = None, reason: str = "", nature: str = ""
) -> Proposal | None:
    """Propose to take an event back to how it stood at the end of a moment; None where its text would be the same.

    expect: the version of the event that the editor saw; raises Conflict when it has another by now.
    """
    with transaction.atomic():
        hold_version()
        stored = Event.objects.get(pk=event.pk)
        if stored.version != expect:
            raise Conflict(stored.version)
        about = {"by": by, "reason": reason, "nature": nature, "goes_back_to": moment}
        return propose_text(stored, text_then(stored, moment), since=text_of(stored), **about)


def text_then(event: Event, moment: datetime.datetime) -> str:
    """Give the text in the notation that an event would have, taken back to a moment."""
    plans = plan_reversion(Event.objects.get(pk=event.pk), moment)
    for name, value in plans.fields.items():
        setattr(plans.event, name, value)
    return text_of(plans.event, plans.rows)


def review(proposal: Proposal, take: Collection[int] = ()) -> Review:
    """Put a proposal together with the event as it is by now, and write nothing. take: as `put_together` has it."""
    together = put_together(proposal.event, proposal.since, proposal.text, take)
    return Review(together, plan_edit(proposal.event, together.text))


def accept(
    proposal: Proposal, *, by: Any = None, remark: str = "", answers: dict[int, bool] | None = None, expect: int | None
) -> Edit:
    """Make a proposal's words the event's, as a change by whoever proposed it; give what was done.

    answers: whether what was proposed is taken, by the number of each collision; raises Collides where one is missing.
    expect: the version of the event that the publisher saw; raises Conflict when it has another by now.
    """
    answers = answers or {}
    with transaction.atomic():
        hold_version()
        event = Event.objects.get(pk=proposal.event_id)
        if expect is not None and event.version != expect:
            raise Conflict(event.version)
        proposal.event = event
        taken = [number for number, is_taken in answers.items() if is_taken]
        together = put_together(event, proposal.since, proposal.text, taken)
        if {each.number for each in together.collisions} - answers.keys():
            raise Collides
        edit = _do(proposal, event, together.text)
        _decide(proposal, Proposal.State.ACCEPTED, by=by, remark=remark)
    return edit


def _do(proposal: Proposal, event: Event, text: str) -> Edit:
    about: dict[str, Any] = {"by": proposal.by, "reason": proposal.reason, "nature": proposal.nature}
    if proposal.goes_back_to is None or text_of(event) != proposal.since:
        return edit_text(event, text, **about)
    # The turns themselves come back, with their addresses, and not only their words.
    edit = plan_edit(event, text)
    take_back(event, proposal.goes_back_to, **about)
    return edit


def decline(proposal: Proposal, *, by: Any = None, remark: str = "") -> None:
    """Leave the event as it is, and say why."""
    _decide(proposal, Proposal.State.DECLINED, by=by, remark=remark)


def _decide(proposal: Proposal, state: str, *, by: Any, remark: str) -> None:
    if not proposal.decide(state, by=by, remark=remark):
        proposal.refresh_from_db()
        raise AlreadyDecided(proposal.get_state_display())
