"""Readers' reports at the desk: what was pointed out, the turn beside it, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Report
from .desk import link_to
from .filters import OpenFilter
from .search import FoldedSearch


class ReportForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") != Report.State.OPEN and not data.get("answer"):
            self.add_error("answer", ValidationError(_("Say why: the reader reads it.")))
        return data


@admin.register(Report)
class ReportAdmin(FoldedSearch, admin.ModelAdmin):
    form = ReportForm
    fieldsets = [
        (None, {"fields": ["message", "at", "event_link", "turn_link", "words"]}),
        (gettext_lazy("What becomes of it"), {"fields": ["state", "answer", "answered", "answer_page"]}),
    ]
    readonly_fields = ["message", "at", "event_link", "turn_link", "words", "answered", "answer_page"]
    list_display = ["beginning", "event_link", "at", "state"]
    list_filter = [OpenFilter]
    list_select_related = ["event"]
    list_per_page = 50
    search_fields = ("event__title_key", "ref")
    search_help_text = gettext_lazy("A part of the event’s title; the reference of a turn.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event", "utterance__event", "answered_by")

    def save_model(self, request: HttpRequest, obj: Report, form: ReportForm, change: bool) -> None:
        obj.answered_by, obj.answered_at = (None, None) if obj.is_open else (request.user, timezone.now())
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("what the reader says"))
    def beginning(self, report: Report) -> str:
        return Truncator(report.message).chars(100)

    @admin.display(description=gettext_lazy("event"))
    def event_link(self, report: Report) -> SafeString | str:
        return link_to(report.event)

    @admin.display(description=gettext_lazy("turn"))
    def turn_link(self, report: Report) -> SafeString | str:
        return link_to(report.utterance) if report.utterance else _("The turn is gone.")

    @admin.display(description=gettext_lazy("its words now"))
    def words(self, report: Report) -> SafeString | str:
        turn = report.utterance
        if turn is None:
            return "–"
        changed = _("The event has been changed since.") if report.event.version != report.version else ""
        return format_html('<div class="readonly-text" lang="{}">{}</div>{}', turn.language, turn.text, changed)

    @admin.display(description=gettext_lazy("answered"))
    def answered(self, report: Report) -> str:
        if report.is_open or not report.answered_at:
            return "–"
        return f"{timezone.localtime(report.answered_at):%d.%m.%Y %H:%M}, {report.answered_by or '–'}"

    @admin.display(description=gettext_lazy("the reader’s page"))
    def answer_page(self, report: Report) -> SafeString:
        return format_html('<a href="{0}">{0}</a>', report.get_absolute_url())
