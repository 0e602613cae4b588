"""An event written once more as a draft, from its page at the desk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from ...ingest.duplicating import duplicate

NEEDED = ("speeches.add_event", "speeches.add_utterance")


class Duplicating:
    """What lets an `EventAdmin` duplicate an event."""

    duplicate_template = "admin/speeches/event/duplicate.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.duplicate_view)
        return [path("<path:object_id>/duplicate/", view, name="speeches_event_duplicate"), *super().get_urls()]

    def may_duplicate(self, request: HttpRequest) -> bool:
        return request.user.has_perms(NEEDED)

    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what a duplicate has of the event, then make it."""
        event = self.object_or_404(request, object_id)
        if not self.may_duplicate(request) or not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": _("Duplicate"),
                "opts": self.opts,
                "original": event,
                "media": self.media,
            }
            return TemplateResponse(request, self.duplicate_template, context)
        twin = duplicate(event)
        self.log_addition(request, twin, _("Duplicate of %(event)s") % {"event": event})
        self.message_user(
            request, _("This is the duplicate, a draft of its own. Give it its title and date."), "success"
        )
        return HttpResponseRedirect(self.url("change", twin))
