"""Sources and imports at the desk: what came in, to look at and to download."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.undoing import NotUndone, undo
from ...models import Import, Source
from ..desk import SHOWN_REFUSALS, ReadOnlyDesk, link_to
from .imported import deeds_of

SHOWN_SOURCES = 50


@admin.register(Source)
class SourceAdmin(ReadOnlyDesk):
    fieldsets = [
        (None, {"fields": ["name", "event_link", "download", "headline", "stamp"]}),
        (gettext_lazy("Where it came from"), {"fields": ["url", "retrieved_at", "import_link"]}),
        (gettext_lazy("The file"), {"fields": ["file_size", "sha256", "media_type", "encoding"]}),
        (gettext_lazy("As it was read"), {"fields": ["reader_version", "doubts"]}),
    ]
    list_display = ["name", "headline", "stamp", "event_link", "file_size", "retrieved_at"]
    list_filter = ["media_type", "encoding"]
    list_select_related = ["event"]
    date_hierarchy = "retrieved_at"
    search_fields = ("name", "event__title_key")
    search_help_text = gettext_lazy("A part of the file’s name as it is spelled, or of the event’s title.")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event", "imported_by").defer("content", "transcript")

    def get_urls(self) -> list[Any]:
        content = path(
            "<int:pk>/content/", self.admin_site.admin_view(self.content_view), name="speeches_source_content"
        )
        return [content, *super().get_urls()]

    def content_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the bytes as they came, never to be shown by the browser."""
        source = Source.objects.defer("transcript").filter(pk=pk).first()
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        if source is None:
            raise Http404
        name = PurePosixPath(source.name).name or source.sha256
        return HttpResponse(
            bytes(source.content),
            content_type="application/octet-stream",
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )

    @admin.display(description=gettext_lazy("event"), ordering="event__title_key")
    def event_link(self, source: Source) -> SafeString | str:
        return link_to(source.event)

    @admin.display(description=gettext_lazy("import"))
    def import_link(self, source: Source) -> SafeString | str:
        return link_to(source.imported_by)

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def file_size(self, source: Source) -> str:
        return filesizeformat(source.size)

    @admin.display(description=gettext_lazy("original"))
    def download(self, source: Source) -> SafeString:
        url = reverse("admin:speeches_source_content", args=[source.pk])
        return format_html('<a href="{}">{}</a>', url, _("Download the file as it came"))

    @admin.display(description=gettext_lazy("doubts"))
    def doubts(self, source: Source) -> SafeString | str:
        return as_text(source.transcript.get("doubts"))


@admin.register(Import)
class ImportAdmin(ReadOnlyDesk):
    COUNTS = ["created", "changed", "unchanged", "waiting", "failed"]

    fieldsets = [
        (None, {"fields": ["started_at", "finished_at", "user", *COUNTS, "undone"]}),
        (gettext_lazy("Report"), {"fields": ["full_report"], "classes": ["collapse"]}),
    ]
    list_display = ["started_at", "user", *COUNTS]
    list_filter = ["started_at"]
    list_select_related = ["user"]
    date_hierarchy = "started_at"

    def get_urls(self) -> list[Any]:
        undo_path = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="speeches_import_undo")
        return [undo_path, *super().get_urls()]

    def may_undo(self, request: HttpRequest, run: Import | None) -> bool:
        return bool(run and not run.undone_at) and request.user.has_perm("speeches.undo_import")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        run = kwargs.get("obj")
        context["may_undo"] = self.may_undo(request, run) and run.sources.exists()
        context["deeds"] = deeds_of(run) if run else []
        return super().render_change_form(request, context, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once, then undo everything the run did."""
        run = Import.objects.filter(pk=pk).first()
        if run is None:
            raise Http404
        if not self.may_undo(request, run):
            raise PermissionDenied
        if request.method != "POST":
            return TemplateResponse(request, "admin/speeches/import/undo.html", self.undo_page(request, run))
        try:
            undo(run, by=request.user)
        except NotUndone as error:
            for reason in error.reasons[:SHOWN_REFUSALS]:
                self.message_user(request, reason, messages.ERROR)
        else:
            self.message_user(request, _("The import is undone."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:speeches_import_change", args=[pk]))

    def undo_page(self, request: HttpRequest, run: Import) -> dict[str, Any]:
        sources = run.sources.select_related("event").defer("content", "transcript").order_by("name")
        return {
            **self.admin_site.each_context(request),
            "title": _("Undo the import"),
            "opts": self.opts,
            "original": run,
            "sources": sources[:SHOWN_SOURCES],
            "more": max(0, sources.count() - SHOWN_SOURCES),
        }

    @admin.display(description=gettext_lazy("undone"))
    def undone(self, run: Import) -> str:
        if not run.undone_at:
            return "–"
        return f"{localtime(run.undone_at):%d.%m.%Y %H:%M}, {run.undone_by or '–'}"

    @admin.display(description=gettext_lazy("file by file"))
    def full_report(self, run: Import) -> SafeString | str:
        return as_text(run.report)


def as_text(value: Any) -> SafeString | str:
    """Show JSON as an indented text; "–" when it is empty."""
    if not value:
        return "–"
    return format_html('<pre class="report">{}</pre>', json.dumps(value, ensure_ascii=False, indent=1))
