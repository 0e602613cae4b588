"""The public log and the old addresses at the desk."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..models import Change, Redirect, Utterance
from .desk import Desk, DeskForm, ReadOnlyDesk, link_to, page_of

SHOWN = 200
"""So many turns of an entry are linked."""


@admin.register(Change)
class ChangeAdmin(ReadOnlyDesk):
    fields = ["kind", "event_link", "version", "at", "nature_told", "reason_told", "turn_links"]
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

    @admin.display(description=_("nature"))
    def nature_told(self, change: Change) -> str:
        return change.get_nature_display() or "–"

    @admin.display(description=_("reason"))
    def reason_told(self, change: Change) -> str:
        if change.nature == Change.Nature.SLIP:
            return gettext("Readers are told no reason for a slip.")
        return change.reason or "–"

    @admin.display(description=_("turns"))
    def turn_links(self, change: Change) -> SafeString | str:
        """Link to the first of the turns; what is joined or divided by now leads to where its words stand."""
        if not change.refs:
            return gettext("the whole event")
        shown = change.refs[:SHOWN]
        led = dict(Redirect.objects.filter(kind="utterance", old__in=shown).values_list("old", "target"))
        turns = {turn.ref: turn for turn in Utterance.objects.filter(ref__in=[*shown, *led.values()])}
        lines = [(_told_of(ref, turns.get(ref), turns.get(led.get(ref, ""))),) for ref in shown]
        if more := len(change.refs) - len(shown):
            lines.append((ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more},))
        return format_html('<ul class="moment-deeds">{}</ul>', format_html_join("", "<li>{}</li>", lines))

    @admin.display(description=_("turns"))
    def turns(self, change: Change) -> int:
        return len(change.refs)


def _told_of(ref: str, turn: Utterance | None, target: Utterance | None) -> SafeString:
    if turn:
        return _line_of(turn)
    if target:
        return format_html("{} → {}", ref, _line_of(target))
    return format_html(gettext("{} is gone."), ref)


def _line_of(turn: Utterance) -> SafeString:
    link = format_html('<a href="{}" lang="{}">{}</a>', page_of(turn), turn.language, Truncator(str(turn)).chars(100))
    return format_html("{}. {}", turn.position, link)


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
