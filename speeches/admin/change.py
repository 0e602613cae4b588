"""The public log and the old addresses at the desk."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Change, Redirect
from .desk import Desk, DeskForm, ReadOnlyDesk, link_to


@admin.register(Change)
class ChangeAdmin(ReadOnlyDesk):
    fields = ["kind", "event_link", "version", "at", "reason", "refs"]
    list_display = ["at", "kind", "event_link", "turns", "version", "reason"]
    list_filter = ["kind"]
    date_hierarchy = "at"
    search_fields = ("event__title_key", "event__ref")
    search_help_text = _("A part of the event’s title.")
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event")

    @admin.display(description=_("event"), ordering="event__title_key")
    def event_link(self, change: Change) -> SafeString | str:
        return link_to(change.event)

    @admin.display(description=_("turns"))
    def turns(self, change: Change) -> int:
        return len(change.refs)


class RedirectForm(DeskForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, target = data.get("kind"), data.get("target")
        if kind and target and not apps.get_model("speeches", kind).objects.filter(ref=target).exists():
            self.add_error("target", _("Nothing of this kind has this reference."))
        return data


@admin.register(Redirect)
class RedirectAdmin(Desk):
    form = RedirectForm
    fieldsets = [(None, {"fields": ["kind", "old", "target"]})]
    list_display = ["old", "kind", "target", "created_at"]
    list_filter = ["kind"]
    search_fields = ("old",)
    ordering = ["kind", "old"]
