"""The site's own words at the desk. Its name and licence are settings of the server, and its logo is a static file."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import SiteText
from .desk import Desk, LinesField
from .history import HistoryPages


@admin.register(SiteText)
class SiteTextAdmin(Desk, HistoryPages):
    fieldsets = [
        (
            None,
            {
                "fields": ["page", "text_ru", "text_en"],
                "description": _(
                    "Plain text: a blank line parts paragraphs, addresses become links. A page whose text is empty in "
                    "both languages is not shown; “About the site” then says how to read and to cite. The site’s name "
                    "and licence are set where it is installed."
                ),
            },
        ),
    ]
    formfield_overrides = {
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget(attrs={"rows": 16})}
    }
    not_reverted = ("page",)
    list_display = ["page", "in_russian", "in_english"]
    ordering = ["page"]

    @admin.display(description=_("in Russian"), boolean=True)
    def in_russian(self, text: SiteText) -> bool:
        return bool(text.text_ru)

    @admin.display(description=_("in English"), boolean=True)
    def in_english(self, text: SiteText) -> bool:
        return bool(text.text_en)

    def is_public(self, obj: SiteText) -> bool:
        return obj.is_written

    def get_readonly_fields(self, request: HttpRequest, obj: SiteText | None = None) -> Any:
        return ["page"] if obj else []

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the pages that have no row yet."""
        taken = set(SiteText.objects.values_list("page", flat=True))
        kwargs["choices"] = [choice for choice in db_field.get_choices() if choice[0] not in taken]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
