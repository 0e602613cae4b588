"""An event taken back to how it stood at a moment: a page that says what would happen, and then does it."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.editing.proposing import propose_reversion
from ...ingest.editing.showing import shown as printed
from ...ingest.reverting import Reversion, plan_reversion, take_back
from ...ingest.rows import NotStored
from ...models import Act, Conflict, Event, Utterance, needs_review
from ...models.version import hold_version
from ...transcripts import TranscriptError
from ...words import word_diff
from ...words.diff import Segment, shortened
from ..history import FieldChange, shown
from ..turns.acts import refuse
from ..turns.forms import ChangeForm

SHOWN = 100
"""So many turns are shown, and so many said to go, come or move."""


class MomentForm(forms.Form):
    """The moment that an event is to go back to. Anything after it was added will do."""

    to = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "vTextField"}),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.event = event

    def clean_to(self) -> datetime.datetime:
        moment = self.cleaned_data["to"]
        if moment < self.event.added_at:
            added = date_format(localtime(self.event.added_at), "DATETIME_FORMAT")
            raise forms.ValidationError(_("The event is here only since %(when)s.") % {"when": added})
        return moment


class BackForm(ChangeForm):
    with_links = forms.BooleanField(
        required=False,
        label=gettext_lazy("Tags of these turns, and who speaks in them, go back too"),
        help_text=gettext_lazy("Left unticked, what was linked and tagged since then stays."),
    )


class GoingBack:
    """What lets an `EventAdmin` take an event back to a moment."""

    back_template = "admin/speeches/event/back.html"

    def get_urls(self) -> list[Any]:
        page = path("<path:object_id>/back/", self.admin_site.admin_view(self.back_view), name="speeches_event_back")
        return [page, *super().get_urls()]

    def back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what going back to the moment in the address would do; a POST does it, or proposes it."""
        event = self.object_or_404(request, object_id)
        if not self.may_edit_text(request, event):
            raise PermissionDenied
        asked = MomentForm(request.GET, event=event)
        if not asked.is_valid():
            self.message_user(request, " ".join(asked.errors["to"]), messages.ERROR)
            return HttpResponseRedirect(self.url("history", event))
        moment = asked.cleaned_data["to"]
        form = BackForm(request.POST or None, event=event)
        if form.is_valid() and self.went_back(request, form, moment):
            return HttpResponseRedirect(self.url("change", event))
        return TemplateResponse(request, self.back_template, self.back_context(request, form, moment))

    def went_back(self, request: HttpRequest, form: BackForm, moment: datetime.datetime) -> bool:
        about = {**form.done_by, "by": request.user}
        about["reason"] = about["reason"] or _("Back to the state of %(when)s") % {"when": told_of(moment)}
        try:
            with transaction.atomic():
                hold_version()
                # A publisher may have let it out since the form was made.
                if needs_review(request.user, Event.objects.get(pk=form.event.pk)):
                    done = propose_reversion(form.event, moment, **about)
                    said = done and _("Proposed: it waits for a publisher now.")
                elif self.may_not_lose(request, form, moment):
                    return False
                else:
                    done = take_back(form.event, moment, with_links=form.cleaned_data["with_links"], **about)
                    said = done and self.told_of_act(request, done, moment)
        except Conflict:
            refuse(form)
            return False
        except (TranscriptError, NotStored) as error:
            form.add_error(None, str(error))
            return False
        self.message_user(request, said or _("Nothing was changed."), messages.SUCCESS)
        return True

    def may_not_lose(self, request: HttpRequest, form: BackForm, moment: datetime.datetime) -> bool:
        """Refuse to take away what readers have had an address of, where the editor may not delete turns."""
        if request.user.has_perm("speeches.delete_utterance") or not form.event.changes.exists():
            return False
        if lost := plan_reversion(form.event, moment).deleted:
            message = _("Readers have had these turns; only a publisher may delete them: %(count)d.")
            form.add_error(None, message % {"count": len(lost)})
        return bool(lost)

    def told_of_act(self, request: HttpRequest, act: Act, moment: datetime.datetime) -> str:
        said = _("The event is again as it stood on %(when)s.") % {"when": told_of(moment)}
        if not self.admin_site.get_model_admin(Act).may_undo(request, act):
            return said
        undo = reverse("admin:speeches_act_undo", args=[act.pk])
        return format_html('{} <a href="{}">{}</a>', said, undo, _("Undo…"))

    def back_context(self, request: HttpRequest, form: BackForm, moment: datetime.datetime) -> dict[str, Any]:
        event = form.event
        plans, whole = plan_reversion(event, moment), plan_reversion(event, moment, with_links=True)
        is_proposal = needs_review(request.user, event)
        links = [] if is_proposal else list(_links(plans, whole))
        if not links:
            del form.fields["with_links"]
        changes, deeds = list(_changes(plans)), list(_deeds(plans))
        return {
            **self.admin_site.each_context(request),
            "title": _("Back to the state of %(when)s") % {"when": told_of(moment)},
            "subtitle": str(event),
            "opts": self.opts,
            "original": event,
            "form": form,
            "is_proposal": is_proposal,
            "is_same": plans.changes_nothing and not links,
            "deeds": deeds[:SHOWN],
            "more_deeds": max(0, len(deeds) - SHOWN),
            "fields": list(_fields(plans)),
            "changes": changes[:SHOWN],
            "more_changes": max(0, len(changes) - SHOWN),
            "links": links[:SHOWN],
            "more_links": max(0, len(links) - SHOWN),
            "history_url": self.url("history", event),
            "media": self.media,
        }


def back_url(event: Event, moment: datetime.datetime) -> str:
    """Give the address of the page that takes an event back to a moment."""
    return f"{reverse('admin:speeches_event_back', args=[event.pk])}?{urlencode({'to': moment.isoformat()})}"


def told_of(moment: datetime.datetime) -> str:
    return f"{localtime(moment):%d.%m.%Y %H:%M}"


def _fields(plans: Reversion) -> Iterator[FieldChange]:
    """Show the event's own fields, each by its name."""
    then = copy.copy(plans.event)
    for name, value in plans.fields.items():
        setattr(then, name, value)
    for name in plans.fields:
        field = Event._meta.get_field(name)
        yield _change(capfirst(field.verbose_name), shown(plans.event, field), shown(then, field))
    if plans.event_tags is not None:
        yield _change(_("Tags"), _named(plans.event.tags.all()), _named(plans.event_tags))


def _changes(plans: Reversion) -> Iterator[FieldChange]:
    """Show the words of turns: those that change, those that come back, and those that go."""
    for row, then in plans.changed:
        yield _change(_("Turn %(number)d") % {"number": row.position}, _whole(row), _whole(then))
    for row in plans.back:
        yield _change(_("Comes back"), "", _whole(row))
    for row in plans.deleted:
        yield _change(_("Goes"), _whole(row), "")


def _links(plans: Reversion, whole: Reversion) -> Iterator[FieldChange]:
    """Show what becomes of speakers and tags where these go back too."""
    now = {row.pk: row for row in plans.rows}
    back = {row.pk for row in plans.back}
    for row in whole.rows:
        here = now[row.pk]
        was = _named(here.tags.all()) if row.pk in whole.tags and row.pk not in back else ""
        tags = _named(whole.tags[row.pk]) if row.pk in whole.tags and row.pk not in back else ""
        before, after = f"{here.speaker or '–'}\n{was}", f"{row.speaker or '–'}\n{tags}"
        if before != after:
            yield _change(_("Turn %(number)d") % {"number": here.position}, before.strip(), after.strip())


def _deeds(plans: Reversion) -> Iterator[str]:
    """Say which turns come, go and change places, and where addresses lead."""
    number_of = {row.pk: number for number, row in enumerate(plans.rows, 1)}
    for row in plans.back:
        yield _("“%(turn)s” comes back as a turn of its own, under its old address.") % {"turn": _short(row)}
    for gone in plans.gone:
        words = {"turn": _short(gone.row), "number": number_of[gone.into.pk] if gone.into else 0}
        if gone.is_joined:
            yield _("“%(turn)s” is a part of turn %(number)d again; its address leads there.") % words
        elif gone.into:
            yield _("“%(turn)s” goes; its address leads to turn %(number)s.") % words
        else:
            yield _("“%(turn)s” goes; its address answers that it is gone.") % words
    for row in plans.moved:
        yield _("“%(turn)s” is turn %(number)d again.") % {"turn": _short(row), "number": number_of[row.pk]}


def _change(label: str, before: str, after: str) -> FieldChange:
    segments = shortened(word_diff(before, after)) if before and after else _one(before, after)
    return FieldChange(label, tuple(segments))


def _one(before: str, after: str) -> Iterable[Segment]:
    """Give what only goes, or only comes, shortened as everything else is."""
    for kind, text in (("removed", before), ("added", after)):
        if text:
            yield Segment(kind, Truncator(text).chars(400))


def _whole(row: Utterance) -> str:
    """Give a turn as it is typed, and below it who speaks, to be compared."""
    return f"{printed([row.as_turn()])}{f' [{row.speaker}]' if row.speaker else ''}"


def _named(tags: Iterable[Any]) -> str:
    return ", ".join(sorted(map(str, tags)))


def _short(row: Utterance) -> str:
    return Truncator(str(row)).chars(100)
