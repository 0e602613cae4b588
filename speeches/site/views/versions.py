"""How an event's text stood: a list of its versions, and each of them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Change, Event, Shown, times_shown
from ..addresses import address_under
from ..reading.versions import version_of
from .paging import page_of
from .under_event import UnderEventView

A_PAGE = 50

PAST = {"section": "events", "canonical": "", "alternates": []}
"""What a page that no search engine is to list says of itself."""


def versions_of(event: Event) -> list[Shown]:
    return times_shown(event, list(event.changes.order_by("id").defer("refs")))


class VersionView(UnderEventView):
    """The text as it stood. `?changes` shows what has changed since."""

    name = "version"

    def answer(self, request: HttpRequest, event: Event, number: int) -> HttpResponse:  # type: ignore[override]
        shown = versions_of(event)
        place = next((index for index, each in enumerate(shown) if each.version == number), None)
        if place is None:
            raise Http404
        version = version_of(event, shown[place])
        with_changes = "changes" in request.GET and not version.is_as_now
        context = {
            **PAST,
            "event": version.event,
            "now": event,
            "version": version,
            "shown": shown[place],
            "previous": shown[place - 1] if place else None,
            "following": shown[place + 1] if place + 1 < len(shown) else None,
            "with_changes": with_changes,
            "text": version.html(with_changes=with_changes),
        }
        return render(request, "speeches/version.html", context)


class DateForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("How it stood on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class VersionListView(UnderEventView):
    """All versions that readers have had, the newest first; a date leads to the one of its evening."""

    name = "versions"

    def answer(self, request: HttpRequest, event: Event, **own: Any) -> HttpResponse:
        shown, form = versions_of(event), DateForm(request.GET, label_suffix="")
        day = form.cleaned_data["on"] if form.is_valid() else None
        if day and (found := on_day(shown, day, event)):
            return HttpResponseRedirect(address_under(event, "version", number=found.version))
        if day:
            form.add_error("on", _("On that day the text was not here yet."))
        page = page_of(shown[::-1], request.GET.get("page"), A_PAGE)
        context = {**PAST, "event": event, "form": form, "page_obj": page, "versions": described(page)}
        return render(request, "speeches/versions.html", context)


def on_day(shown: list[Shown], day: datetime.date, event: Event) -> Shown | None:
    """Give the version that readers had at the end of a day where the event took place."""
    until_then = [each for each in shown if each.since.astimezone(event.zone).date() <= day]
    return until_then[-1] if until_then else None


def described(page: Any) -> list[dict[str, Any]]:
    """Say of versions what brought them; only what is told to readers has a reason."""
    changes = [each.change.pk for each in page if each.change]
    refs = dict(Change.objects.filter(pk__in=changes).values_list("pk", "refs"))
    return [{"shown": each, **_described(each.change, refs)} for each in page]


def _described(change: Change | None, refs: dict[int, list[str]]) -> dict[str, Any]:
    if change is None:
        return {}
    return {
        "kind": change.get_nature_display() if change.nature else change.get_kind_display(),
        "reason": change.reason if change.is_explained else "",
        "turns": len(refs[change.pk]),
    }
