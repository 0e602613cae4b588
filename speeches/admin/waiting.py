"""What waits for whoever enters the desk: counts with links, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Decision, Event, Incoming, Proposal, Report, Utterance
from ..models.note import drafts_returned_to
from .filters import LackFilter

MOST = 1_000
"""What there is more of is not counted to the end."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line. count: as it is shown, "1000+" for more."""

    count: str
    label: str
    url: str


def waiting_for(user: Any) -> list[Waiting]:
    """List what waits for a user, the most urgent first; nothing of what they may not see."""
    return [line for permission, lines in SOURCES if user.has_perm(f"speeches.{permission}") for line in lines(user)]


def _of_returned(user: Any) -> Iterator[Waiting]:
    yield from _line(drafts_returned_to(user).count(), _("Drafts sent back to you"), _list("event", returned="me"))


def _of_proposals(user: Any) -> Iterator[Waiting]:
    yield from _line(Proposal.objects.open().count(), _("Proposed changes of public texts"), _list("proposal"))


def _of_events(user: Any) -> Iterator[Waiting]:
    """Count events by where they stand and what they lack, in one pass."""
    filters = {name: Count("pk", filter=condition) for name, (condition, _label, _query) in EVENTS.items()}
    counts = Event.objects.order_by().aggregate(**filters)
    for name, (_condition, label, query) in EVENTS.items():
        yield from _line(counts[name], label, _list("event", **query))


def _of_reports(user: Any) -> Iterator[Waiting]:
    waiting = Report.objects.filter(state=Report.State.OPEN)
    yield from _line(waiting.count(), _("Errors that readers report"), _list("report"))


def _of_incoming(user: Any) -> Iterator[Waiting]:
    yield from _line(Incoming.objects.count(), _("Texts brought in, not yet kept"), _list("incoming"))


def _of_decisions(user: Any) -> Iterator[Waiting]:
    waiting = Decision.objects.filter(state=Decision.State.OPEN)
    yield from _line(waiting.count(), _("Passages that a source and an editor changed"), _list("decision"))


def _of_labels(user: Any) -> Iterator[Waiting]:
    unresolved = Utterance.objects.unresolved().order_by()
    yield from _line(unresolved[: MOST + 1].count(), _("Turns whose label leads to no speaker"), _labels_page())


def _labels_page() -> str:
    """Give the address of the page of labels, or of the list of turns without a speaker where there is none."""
    try:
        return reverse("admin:speeches_utterance_labels")
    except NoReverseMatch:
        return _list("utterance", speaker__isempty="1")


def _line(number: int, label: str | Promise, url: str) -> Iterator[Waiting]:
    if number:
        yield Waiting(f"{MOST}+" if number > MOST else str(number), str(label), url)


def _list(model: str, **query: str) -> str:
    return reverse(f"admin:speeches_{model}_changelist", query=query)


EVENTS: dict[str, tuple[Q, Promise, dict[str, str]]] = {
    "in_review": (Q(status=Event.Status.REVIEW), _("Events in review"), {"status__exact": "review"}),
    "scheduled": (Q(status=Event.Status.SCHEDULED), _("Scheduled events"), {"status__exact": "scheduled"}),
    "drafts": (Q(status=Event.Status.DRAFT), _("Drafts"), {"status__exact": "draft"}),
    "lacking": (LackFilter.LACKS["any"], _("Events without place or date"), {"lacks": "any"}),
}

SOURCES: tuple[tuple[str, Callable[[Any], Iterator[Waiting]]], ...] = (
    ("view_event", _of_returned),
    ("view_proposal", _of_proposals),
    ("view_event", _of_events),
    ("view_report", _of_reports),
    ("view_incoming", _of_incoming),
    ("view_decision", _of_decisions),
    ("view_utterance", _of_labels),
)
