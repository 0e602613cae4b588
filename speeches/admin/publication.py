"""Publishing and withdrawing at the desk: actions on the list, buttons on an event's own page."""

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

from ..models import Event, publish, withdraw

READERS_SEE_OR_WILL = (Event.Status.PUBLISHED, Event.Status.SCHEDULED)


class WithdrawalForm(forms.Form):
    withdrawal_reason = forms.CharField(
        label=gettext_lazy("Reason for withdrawal"),
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=gettext_lazy("Readers will see it in place of the text. For example “The recording was incomplete.”"),
    )


BUTTONS = frozenset({"_publish", "_schedule"})
"""What is pressed to let readers see an event."""


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

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish selected events"))
    def publish_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Publish what is not public yet; where the time of publication lies in the future, schedule it."""
        now = timezone.now()
        done: Counter[str] = Counter()
        for event in queryset.exclude(status=Event.Status.PUBLISHED):
            to_come = event.published_at if event.published_at and event.published_at > now else None
            done[publish(event, by=request.user, at=to_come).status] += 1
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
        events = list(queryset.filter(status__in=READERS_SEE_OR_WILL))
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
        if event.status not in READERS_SEE_OR_WILL:
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
        """Publish or schedule what was just saved, if that was asked for; refusing undoes the saving too."""
        if BUTTONS.isdisjoint(request.POST):
            return super().response_change(request, obj)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        stored = publish(obj, by=request.user, at=obj.published_at if "_schedule" in request.POST else None)
        self.tell_published(request, Counter([stored.status]))
        return HttpResponseRedirect(self.url("change", obj))

    def publication_of(self, request: HttpRequest, event: Event) -> dict[str, Any]:
        """Give what the event's page offers this editor."""
        if not self.has_publish_permission(request):
            return {}
        return {
            "may_publish": not event.is_published,
            "withdraw_url": self.url("withdraw", event) if event.status in READERS_SEE_OR_WILL else "",
        }
