"""The history of an event: all that was done to it, its turns and what stands with it, moment by moment."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import AttachedFile, Event, Photograph, Recording, Source, Utterance, needs_review
from ..desk import link_to
from .going_back import MomentForm, back_url

SHOWN = 50

ATTACHED = {
    (Photograph, "+"): gettext_lazy("Photograph added: %(name)s"),
    (Photograph, "~"): gettext_lazy("Photograph changed: %(name)s"),
    (Photograph, "-"): gettext_lazy("Photograph removed: %(name)s"),
    (AttachedFile, "+"): gettext_lazy("File added: %(name)s"),
    (AttachedFile, "~"): gettext_lazy("File changed: %(name)s"),
    (AttachedFile, "-"): gettext_lazy("File removed: %(name)s"),
    (Recording, "+"): gettext_lazy("Recording added: %(name)s"),
    (Recording, "~"): gettext_lazy("Recording changed: %(name)s"),
    (Recording, "-"): gettext_lazy("Recording removed: %(name)s"),
}


@dataclass(slots=True)
class Moment:
    """One revision, or a run of the importer. deeds: what was done, in words; turns: how many were changed.

    undo_url: of the page that undoes what was done to turns, back_url: of the one that takes the event back to the end
    of the moment; "" for none.
    """

    at: datetime.datetime
    who: str = "–"
    why: str = "–"
    turns: int = 0
    deeds: list[str] = field(default_factory=list)
    undo_url: str = ""
    back_url: str = ""


class EventHistory:
    """What lets an `EventAdmin` show everything that happened to an event."""

    object_history_template = "admin/speeches/event/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {}
        if event := self.get_object(request, unquote(object_id)):
            may_undo = request.user.has_perm("speeches.change_utterance") and not needs_review(request.user, event)
            may_go_back = self.may_edit_text(request, event)
            context = {"moments": moments_of(event), "may_undo": may_undo, "may_go_back": may_go_back}
            context["moment_form"] = MomentForm(event=event)
        return super().history_view(request, object_id, {**(extra_context or {}), **context})


def moments_of(event: Event) -> list[Moment]:
    """Give the latest moments, the latest first, in a fixed number of queries."""
    found: dict[datetime.datetime, Moment] = {}
    _tell_of_event(found, event)
    _tell_of_turns(found, event)
    _tell_of_attachments(found, event)
    is_made_here = event.history.filter(history_type="+").exclude(history_date=event.added_at).exists()
    if not is_made_here:
        found[event.added_at] = Moment(event.added_at, back_url=back_url(event, event.added_at))
    _tell_of_imports(found, event)
    if not (is_made_here or found[event.added_at].deeds):
        found[event.added_at].deeds.append(_("Added"))
    moments = sorted(found.values(), key=lambda moment: moment.at, reverse=True)[:SHOWN]
    if latest := next((moment for moment in moments if moment.back_url), None):
        latest.back_url = ""  # It stands like that.
    return moments


def _at(found: dict[datetime.datetime, Moment], record: dict[str, Any]) -> Moment:
    moment = found.setdefault(record["history_date"], Moment(record["history_date"]))
    moment.who = record["history_user__username"] or moment.who
    moment.why = record["history_change_reason"] or moment.why
    return moment


SAID = ("history_date", "history_user__username", "history_change_reason")


def _tell_of_event(found: dict[datetime.datetime, Moment], event: Event) -> None:
    records = event.history.exclude(history_date=event.added_at).order_by("-history_date", "-history_id")
    for record in records.values(*SAID, "history_type")[:SHOWN]:
        moment = _at(found, record)
        deed = _("The event added") if record["history_type"] == "+" else _("The event itself")
        if deed not in moment.deeds:
            moment.deeds.append(deed)
        moment.back_url = back_url(event, moment.at)


def _tell_of_turns(found: dict[datetime.datetime, Moment], event: Event) -> None:
    records = Utterance.history.filter(event_id=event.pk).exclude(history_date=event.added_at).order_by()
    counted = records.values(*SAID).annotate(turns=models.Count("id", distinct=True), version=models.Max("history_id"))
    for record in counted.order_by("-history_date")[:SHOWN]:
        moment = _at(found, record)
        moment.turns = record["turns"]
        moment.undo_url = reverse("admin:speeches_utterance_undo", args=[record["version"]])
        moment.back_url = back_url(event, moment.at)


def _tell_of_attachments(found: dict[datetime.datetime, Moment], event: Event) -> None:
    for model in (Photograph, AttachedFile, Recording):
        records = model.history.filter(event_id=event.pk).exclude(history_date=event.added_at)
        for record in records.select_related("history_user").order_by("-history_date", "-history_id")[:SHOWN]:
            user = record.history_user
            said = (record.history_date, user and user.get_username(), record.history_change_reason)
            moment = _at(found, dict(zip(SAID, said, strict=True)))
            name = getattr(record.instance, "heading", "") or str(record.instance)
            moment.deeds.append(ATTACHED[model, record.history_type] % {"name": name})


def _tell_of_imports(found: dict[datetime.datetime, Moment], event: Event) -> None:
    """Say what came by the importer, and who ran it. The first source is the one that the event came from."""
    sources = event.sources.select_related("imported_by__user").only("name", "event", "imported_by")
    for place, source in enumerate(sources.order_by("pk")):
        if run := source.imported_by:
            moment = found.get(event.added_at) if place == 0 else _brought_in(found, source)
            moment = moment or found.setdefault(run.started_at, Moment(run.started_at))
            moment.who = run.user.get_username() if run.user else moment.who
            deed = _("Brought in from {source}, by the import of {run}")
            if place:
                deed = _("A newer version of the source, {source}, by the import of {run}")
            moment.deeds.append(format_html(deed, source=link_to(source), run=link_to(run)))


def _brought_in(found: dict[datetime.datetime, Moment], source: Source) -> Moment | None:
    """Find the revision that a newer version of a source made."""
    run = source.imported_by
    for moment in sorted(found.values(), key=lambda moment: moment.at):
        is_of_run = moment.at >= run.started_at and (run.finished_at is None or moment.at <= run.finished_at)
        # The reason that the importer gives, cut off where it is long.
        if is_of_run and source.name[:60] in moment.why:
            return moment
    return None
