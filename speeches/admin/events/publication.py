"""Proposing, publishing and withdrawing at the desk: actions on the list, buttons on an event's own page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...models import Event, OutOfTurn, propose, publish, readiness_of, send_back, withdraw
from ...models.proposal import RELEASED
from ..desk import SHOWN_REFUSALS
from .standing import Standing, standing_of

BUTTONS = ("_publish", "_schedule", "_propose", "_return")
"""What is pressed to bring an event nearer to readers, or back."""


class WithdrawalForm(forms.Form):
    withdrawal_reason = forms.CharField(
        label=gettext_lazy("Reason for withdrawal"),
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=gettext_lazy("Readers will see it in place of the text. For example “The recording was incomplete.”"),
    )


class Publication:
    """What an `EventAdmin` can do about the status, which is not edited by hand."""

    withdrawal_template = "admin/speeches/event/withdraw.html"

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("speeches.publish_event")

    def get_urls(self) -> list[Any]:
        withdrawal = path(
            "<path:object_id>/withdraw/",
            self.admin_site.admin_view(self.withdraw_view),
            name="speeches_event_withdraw",
        )
        return [withdrawal, *super().get_urls()]

    # On the list

    @admin.action(permissions=["change"], description=gettext_lazy("Propose selected events for publication"))
    def propose_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        drafts = list(queryset.filter(status=Event.Status.DRAFT))
        for event in drafts:
            propose(event, by=request.user)
        if not drafts:
            self.message_user(request, _("None of them is a draft."), messages.INFO)
            return
        told = ngettext("%(count)d event is proposed.", "%(count)d events are proposed.", len(drafts))
        self.message_user(request, told % {"count": len(drafts)}, messages.SUCCESS)

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish selected events"))
    def publish_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Publish what is not public yet; where the time of publication lies in the future, schedule it."""
        events = list(queryset.exclude(status=Event.Status.PUBLISHED))
        refused = [event for event in events if not readiness_of(event).allows(event.completeness)]
        for event in refused[:SHOWN_REFUSALS]:
            self.message_user(request, f"{event}: {textless(event.completeness)}", messages.ERROR)
        now = timezone.now()
        done: Counter[str] = Counter()
        for event in events:
            if event not in refused:
                to_come = event.published_at if event.published_at and event.published_at > now else None
                done[publish(event, by=request.user, at=to_come).status] += 1
        if not refused or done:
            self.tell_published(request, done)

    def tell_published(self, request: HttpRequest, done: Counter[str]) -> None:
        if number := done[Event.Status.PUBLISHED]:
            told = ngettext("%(count)d event is published.", "%(count)d events are published.", number)
            self.message_user(request, told % {"count": number}, messages.SUCCESS)
        if number := done[Event.Status.SCHEDULED]:
            told = ngettext("%(count)d event is scheduled.", "%(count)d events are scheduled.", number)
            self.message_user(request, told % {"count": number}, messages.SUCCESS)
        if not done:
            self.message_user(request, _("All of them are published already."), messages.INFO)

    @admin.action(permissions=["publish"], description=gettext_lazy("Withdraw selected events"))
    def withdraw_selected(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        events = list(queryset.filter(status__in=RELEASED))
        if not events:
            self.message_user(request, _("None of them is public or scheduled."), messages.INFO)
            return None
        form = WithdrawalForm(request.POST if "withdrawal_reason" in request.POST else None)
        if not form.is_valid():
            return self.withdrawal_page(request, form, events)
        self.withdraw_events(request, events, form.cleaned_data["withdrawal_reason"])
        return None

    # On the event's own page

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not self.has_publish_permission(request):
            raise PermissionDenied
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if event.status not in RELEASED:
            self.message_user(request, _("This event is neither public nor scheduled."), messages.INFO)
            return HttpResponseRedirect(self.url("change", event))
        form = WithdrawalForm(request.POST or None)
        if not form.is_valid():
            return self.withdrawal_page(request, form, [event], original=event)
        self.withdraw_events(request, [event], form.cleaned_data["withdrawal_reason"])
        return HttpResponseRedirect(self.url("change", event))

    def withdraw_events(self, request: HttpRequest, events: list[Event], reason: str) -> None:
        for event in events:
            withdraw(event, by=request.user, reason=reason)
        told = ngettext("%(count)d event is withdrawn.", "%(count)d events are withdrawn.", len(events))
        self.message_user(request, told % {"count": len(events)}, messages.SUCCESS)

    def withdrawal_page(
        self, request: HttpRequest, form: WithdrawalForm, events: list[Event], original: Event | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw from readers"),
            "opts": self.opts,
            "original": original,
            "events": events,
            "form": form,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, self.withdrawal_template, context)

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        """Take the step that was asked for with what was just saved; refusing undoes the saving too."""
        pressed = [button for button in BUTTONS if button in request.POST]
        if not pressed:
            return super().response_change(request, obj)
        if pressed[0] not in self.steps_of(request, standing_of(obj)):
            raise PermissionDenied
        self.take_step(request, obj, pressed[0])
        return HttpResponseRedirect(self.url("change", obj))

    def take_step(self, request: HttpRequest, event: Event, button: str) -> None:
        remark = request.POST.get("remark", "").replace("\r\n", "\n")
        try:
            if button == "_propose":
                propose(event, by=request.user, note=remark)
                self.message_user(request, _("Proposed: it waits for a publisher now."), messages.SUCCESS)
            elif button == "_return":
                send_back(event, by=request.user, remark=remark)
                self.message_user(request, _("It is a draft again."), messages.SUCCESS)
            else:
                at = event.published_at if button == "_schedule" else None
                self.tell_published(request, Counter([publish(event, by=request.user, at=at).status]))
        except OutOfTurn as error:
            self.message_user(request, _("It is elsewhere by now: %(status)s.") % {"status": error}, messages.ERROR)

    def steps_of(self, request: HttpRequest, standing: Standing) -> set[str]:
        """Name the buttons that this editor has."""
        event = standing.event
        if not self.has_change_permission(request, event):
            return set()
        is_publisher = self.has_publish_permission(request)
        steps = {"_publish", "_schedule"} if is_publisher and not event.is_published else set()
        if event.status == Event.Status.DRAFT:
            steps.add("_propose")
        elif event.status == Event.Status.REVIEW and (is_publisher or standing.was_proposed_by(request.user)):
            steps.add("_return")
        return steps

    def publication_of(self, request: HttpRequest, event: Event) -> dict[str, Any]:
        """Give what the event's page shows this editor of its way to readers, and offers."""
        standing = standing_of(event)
        steps = self.steps_of(request, standing)
        may_withdraw = self.has_publish_permission(request) and event.status in RELEASED
        return {
            "standing": standing,
            "may_publish": "_publish" in steps,
            "may_propose": "_propose" in steps,
            "may_return": "_return" in steps,
            "is_own": standing.was_proposed_by(request.user) and not self.has_publish_permission(request),
            "withdraw_url": self.url("withdraw", event) if may_withdraw else "",
        }


def textless(completeness: str) -> str:
    """Say why an event without a turn cannot be published as it is."""
    label = Event.Completeness(completeness).label
    return _("There is no turn in it, so that it cannot be published as “%(completeness)s”.") % {"completeness": label}
