"""What every page needs to know: the site's name, its sections, the same page in the other languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .language import path_in

SECTIONS = (
    ("events", _("Events")),
    ("speakers", _("Speakers")),
    ("tags", _("Tags")),
    ("places", _("Places")),
    ("about", _("About")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the templates what does not depend on the view; a view may override `canonical` and `alternates`."""
    return {
        "site_name": settings.SITE_NAME,
        "site_license": settings.SITE_LICENSE,
        "site_url": settings.SITE_URL,
        "interface": get_language(),
        "sections": [{"name": name, "label": label, "url": reverse(f"speeches:{name}")} for name, label in SECTIONS],
        "languages": [
            {"code": code, "label": label, "url": path_in(code, request.get_full_path())}
            for code, label in settings.LANGUAGES
        ],
        # An address with a query is one of many views of a list, and no page of its own.
        "canonical": "" if request.GET else request.path,
        "alternates": [] if request.GET else alternates(request.path),
    }


def alternates(path: str) -> list[dict[str, str]]:
    """Give the addresses of a page in every interface language."""
    return [{"language": code, "url": path_in(code, path)} for code, _label in settings.LANGUAGES]
