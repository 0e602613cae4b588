"""Ticked turns of an event given another kind or delivery at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.turns import set_kinds
from ...models import Conflict, Event, Utterance, needs_review, revise
from ..lines import number_or_none
from .acts import done_at, refuse
from .forms import ChangeForm

UNCHANGED = [("", gettext_lazy("as it is"))]


class KindsForm(ChangeForm):
    classification = forms.ChoiceField(
        label=gettext_lazy("kind"), choices=[*UNCHANGED, *Utterance.Classification.choices], required=False
    )
    delivery = forms.ChoiceField(
        label=gettext_lazy("delivery"), choices=[*UNCHANGED, *Utterance.Delivery.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("classification") or data.get("delivery")):
            self.add_error(None, _("Choose another kind or another delivery."))
        return data


class Kinds:
    """What lets an `EventAdmin` change kind and delivery of several turns."""

    kinds_template = "admin/speeches/event/kinds.html"

    def get_urls(self) -> list[Any]:
        page = path("<path:object_id>/kinds/", self.admin_site.admin_view(self.kinds_view), name="speeches_event_kinds")
        return [page, *super().get_urls()]

    def may_set_kinds(self, request: HttpRequest, event: Event) -> bool:
        may_change = request.user.has_perm("speeches.change_utterance") and self.has_view_permission(request, event)
        return may_change and not needs_review(request.user, event)

    def kinds_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List the ticked turns and ask what they are; then change them."""
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if not self.may_set_kinds(request, event):
            raise PermissionDenied
        keys = [number for value in request.POST.getlist("turn") if (number := number_or_none(value))]
        turns = list(event.utterances.filter(pk__in=keys).select_related("event", "speaker").order_by("position"))
        if not turns:
            self.message_user(request, _("Tick the turns first."), messages.WARNING)
            return HttpResponseRedirect(f"{self.url('change', event)}#turns-heading")
        form = KindsForm(request.POST if "_kinds" in request.POST else None, event=event)
        if form.is_valid() and self.kinds_set(request, form, turns):
            return HttpResponseRedirect(f"{self.url('change', event)}#{turns[0].anchor}")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Kind and delivery of several turns"),
            "subtitle": str(event),
            "opts": self.opts,
            "original": event,
            "form": form,
            "turns": turns,
            "media": self.media,
        }
        return TemplateResponse(request, self.kinds_template, context)

    def kinds_set(self, request: HttpRequest, form: KindsForm, turns: list[Utterance]) -> bool:
        kinds = {name: form.cleaned_data[name] for name in ("classification", "delivery")}
        try:
            with revise(form.event, by=request.user, **form.done_by) as revision:
                set_kinds(revision, turns, **kinds)
        except Conflict:
            refuse(form)
            return False
        self.message_user(request, done_at(form.event, revision.at), messages.SUCCESS)
        return True
