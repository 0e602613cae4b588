"""How to work at the desk, on one page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def help_page(request: HttpRequest) -> HttpResponse:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    context = {
        **admin.site.each_context(request),
        "title": _("How to work here"),
        "text": f"admin/help/{language}.html",
    }
    return TemplateResponse(request, "admin/help.html", context)
