"""The access log at the desk: for superusers to read, and for nobody to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import AccessEntry
from ..desk import ReadOnlyDesk


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnlyDesk):
    fields = ["at", "kind", "name", "by", "address", "changes"]
    list_display = ["at", "kind", "name", "by", "address", "changes"]
    list_filter = ["kind", "at", ("user", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["by"]
    ordering = ["-at", "-id"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    @admin.display(description=gettext_lazy("changes"))
    def changes(self, entry: AccessEntry) -> SafeString | str:
        """Show each column that changed, with what it was and what it is."""
        lines = ((label_of(name), shown(was), shown(now)) for name, (was, now) in entry.details.items())
        return format_html_join(SafeString("<br>"), "{}: {} → {}", lines) or "–"


def label_of(name: str) -> str:
    """Give what the desk calls a column of an account or a group."""
    for model in (get_user_model(), Group):
        try:
            return str(model._meta.get_field(name).verbose_name)
        except FieldDoesNotExist:
            continue
    return name


def shown(value: Any) -> str:
    """Say what a column holds."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(value) or "–" if isinstance(value, list) else str(value or "–")
