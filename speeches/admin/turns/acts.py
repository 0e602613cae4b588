"""Acts on one turn at the desk: each a small page that says what it will do; one revision each, which can be undone."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.rows import NotStored
from ...ingest.turns import NotJoined, NotUndone, Undoing, plan_undoing, undo_turns
from ...models import Conflict, Event, Utterance, needs_review, revise
from ...words import word_diff
from ...words.diff import shortened
from ..conflict import told
from ..history import FieldChange, number, related
from ..lines import line_of
from .forms import FORMS, ChangeForm, TurnForm

LINKS = {
    "split": gettext_lazy("Divide"),
    "join": gettext_lazy("Join with the next"),
    "move": gettext_lazy("Move"),
    "insert": gettext_lazy("Add a turn here"),
    "speaker": gettext_lazy("Who speaks"),
}
"""The acts as the turn's pages link to them, in order."""

SHOWN = 100
"""So many turns are shown word by word."""


class TurnActs:
    """What lets a `UtteranceAdmin` act on a turn and undo it."""

    act_template = "admin/speeches/utterance/act.html"
    undo_template = "admin/speeches/utterance/undo.html"

    def get_urls(self) -> list[Any]:
        acts = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(partial(self.act_view, form_class=form)),
                name=f"speeches_utterance_{name}",
            )
            for name, form in FORMS.items()
        ]
        undoing = path(
            "undo/<path:version_id>/", self.admin_site.admin_view(self.undo_view), name="speeches_utterance_undo"
        )
        return [undoing, *acts, *super().get_urls()]

    def may_act(self, request: HttpRequest, form_class: type[TurnForm], turn: Utterance | None = None) -> bool:
        is_permitted = not form_class.permission or request.user.has_perm(form_class.permission)
        return is_permitted and self.has_change_permission(request, turn)

    def acts_of(self, request: HttpRequest, turn: Utterance) -> list[tuple[str, Any]]:
        """Give address and name of each act that this editor may do."""
        return [
            (reverse(f"admin:speeches_utterance_{name}", args=[turn.pk]), label)
            for name, label in LINKS.items()
            if self.may_act(request, FORMS.get(name, TurnForm), turn)
        ]

    def act_view(self, request: HttpRequest, object_id: str, form_class: type[TurnForm]) -> HttpResponse:
        """Say what the act will do; a POST does it."""
        turn = self.get_object(request, unquote(object_id))
        if turn is None:
            raise Http404
        if not self.may_act(request, form_class, turn):
            raise PermissionDenied
        form = form_class(request.POST or None, turn=turn)
        if form.is_valid() and (there := self.done(request, form)):
            return HttpResponseRedirect(line_of(there))
        return TemplateResponse(request, self.act_template, self.act_context(request, form))

    def act_context(self, request: HttpRequest, form: TurnForm) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": form.title,
            "subtitle": str(form.event),
            "opts": self.opts,
            "original": form.turn,
            "event_url": line_of(form.turn),
            "form": form,
            "shown": form.shown(),
            "media": self.media + form.media,
        }

    def done(self, request: HttpRequest, form: TurnForm) -> Utterance | None:
        """Do the act and tell how it is undone; None where it could not be done, which the form then says."""
        try:
            with revise(form.event, by=request.user, **form.done_by) as revision:
                turn = form.act(revision)
        except Conflict:
            refuse(form)
            return None
        except (NotJoined, NotStored) as error:
            form.add_error(None, str(error))
            return None
        self.message_user(request, done_at(form.event, revision.at), messages.SUCCESS)
        return turn

    # Undoing

    def undo_view(self, request: HttpRequest, version_id: str) -> HttpResponse:
        """Show what undoing the revision of one version would do; a POST does it."""
        record = get_object_or_404(Utterance.history, history_id=number(version_id))
        event = get_object_or_404(Event, pk=record.event_id)
        if not self.has_change_permission(request) or needs_review(request.user, event):
            raise PermissionDenied
        form = ChangeForm(request.POST or None, event=event)
        if form.is_valid() and self.undone(request, form, record):
            return HttpResponseRedirect(reverse("admin:speeches_event_change", args=[event.pk]))
        undoing = plan_undoing(event, record.history_date)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo this change"),
            "subtitle": str(event),
            "opts": self.opts,
            "event": event,
            "event_url": reverse("admin:speeches_event_change", args=[event.pk]),
            "form": form,
            "record": record,
            "undoing": undoing,
            "with_event": event.history.filter(history_date=record.history_date).exists(),
            "differences": differences(undoing),
            "more": max(0, len(undoing.changed) - SHOWN),
            "media": self.media,
        }
        return TemplateResponse(request, self.undo_template, context)

    def undone(self, request: HttpRequest, form: ChangeForm, record: Any) -> bool:
        try:
            with revise(form.event, by=request.user, **form.done_by) as revision:
                if not self.may_undo(request, plan_undoing(form.event, record.history_date)):
                    raise PermissionDenied
                undo_turns(revision, record.history_date)
        except Conflict:
            refuse(form)
            return False
        except NotUndone as error:
            form.add_error(None, str(error))
            return False
        self.message_user(request, done_at(form.event, revision.at), messages.SUCCESS)
        return True

    def may_undo(self, request: HttpRequest, undoing: Undoing) -> bool:
        """Let nobody delete what readers have had, or add turns, by undoing who may not do so otherwise."""
        deletes = any(parent is None for _row, parent in undoing.gone)
        return (not undoing.back or request.user.has_perm("speeches.add_utterance")) and (
            not deletes or request.user.has_perm("speeches.delete_utterance") or not _was_seen(undoing)
        )

    def set_history_delta_changes(self, request: HttpRequest, historical_records: Any, *args: Any, **kw: Any) -> None:
        """Link each version, the one as it came apart, to the page that undoes its change."""
        records = list(historical_records)
        super().set_history_delta_changes(request, records, *args, **kw)
        added = Event.objects.in_bulk({record.event_id for record in records})
        for record in records:
            event = added.get(record.event_id)
            is_undoable = event and record.history_date != event.added_at and not needs_review(request.user, event)
            if is_undoable and self.has_change_permission(request):
                record.undo_url = reverse("admin:speeches_utterance_undo", args=[record.history_id])


class Reverting:
    """What lets a `UtteranceAdmin` ask about going back to a version as about any other change of a turn."""

    def revert_form(self, request: HttpRequest, obj: Utterance) -> ChangeForm:
        return ChangeForm(request.POST if request.method == "POST" else None, event=obj.event)

    def revert(self, request: HttpRequest, obj: Utterance, record: Any, form: ChangeForm) -> HttpResponse:
        try:
            return super().revert(request, obj, record, form)
        except Conflict:
            refuse(form)
            return self.version_page(request, obj, record, form)


def _was_seen(undoing: Undoing) -> bool:
    row, _parent = undoing.gone[0]
    return row.event.changes.exists()


def refuse(form: ChangeForm) -> None:
    """Say who was faster; sent again, the form goes on from what is there by now."""
    form.event.refresh_from_db()
    form.see(form.event)
    form.add_error(None, told(form.event))
    form.add_error(None, _("What you typed is still here. Look at the turns as they are now, then send it again."))


def done_at(event: Event, moment: datetime.datetime) -> SafeString:
    """Say that something is done, and link to the page that undoes it."""
    record = Utterance.history.filter(event_id=event.pk, history_date=moment).order_by("history_id").first()
    if record is None:
        return SafeString(_("Nothing was changed."))
    return format_html("{} {}", _("Done."), _undoing_of(record))


def undoing_since(event: Event, moment: datetime.datetime) -> SafeString:
    """Link to the page that undoes the latest change of turns since a moment; "" where there is none."""
    record = Utterance.history.filter(event_id=event.pk, history_date__gte=moment).order_by("-history_id").first()
    return SafeString("") if record is None else _undoing_of(record)


def _undoing_of(record: Any) -> SafeString:
    undo = reverse("admin:speeches_utterance_undo", args=[record.history_id])
    return format_html('<a href="{}">{}</a>', undo, _("Undo…"))


def differences(undoing: Undoing) -> list[FieldChange]:
    """Show word by word what would become of turns that stay."""
    shown = []
    for row, record in undoing.changed[:SHOWN]:
        segments = tuple(shortened(word_diff(_whole(row), _whole(record))))
        shown.append(FieldChange(_("Turn %(number)d") % {"number": row.position}, segments))
    return shown


def _whole(version: Any) -> str:
    """Give label, speaker, kind and words of a turn, or of a version of it, to be compared."""
    kinds = f"{version.get_classification_display()}, {version.get_delivery_display()}"
    speaker = f" [{related(version, 'speaker')}]" if version.speaker_id else ""
    return f"{version.attribution_text}{speaker} ({kinds})\n{version.text}"
