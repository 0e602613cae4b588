"""What readers see is changed by publishers alone, where the site says so; others propose."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import needs_review


class Reviewed:
    """A ModelAdmin of events or of what belongs to one: `event_of` tells which."""

    def may_write(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether somebody may change the object at all, be it by a proposal."""
        return super().has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request, obj) and not self.waits_for_review(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not self.waits_for_review(request, obj)

    def waits_for_review(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and needs_review(request.user, self.event_of(obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # A new turn comes by a form that knew of no event.
        if self.waits_for_review(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None and self.may_write(request, obj) and self.waits_for_review(request, obj):
            context["propose_url"] = reverse("admin:speeches_event_text", args=[self.event_of(obj).pk])
        return super().render_change_form(request, context, **kwargs)
