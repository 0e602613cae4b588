"""What every page needs to know: the site's name, its sections, the same page in the other languages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .addresses import address_of
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
        "languages": languages(request.get_full_path()),
        # An address with a query is one of many views of a list, and no page of its own.
        "canonical": "" if request.GET else request.path,
        "alternates": [] if request.GET else alternates(request.path),
    }


@lru_cache(maxsize=8)
def sections(language: str | None) -> list[dict[str, Any]]:
    """Give what the header leads to. language: the interface's."""
    return [{"name": name, "label": label, "url": address_of(name)} for name, label in SECTIONS]


def languages(path: str) -> list[dict[str, str]]:
    """Give the interface's languages, each with the address of a page in it. path: the page's in any of them."""
    return [{"code": code, "label": label, "url": path_in(code, path)} for code, label in settings.LANGUAGES]


def alternates(path: str) -> list[dict[str, str]]:
    """Give the addresses of a page in every interface language."""
    return [{"language": code, "url": path_in(code, path)} for code, _label in settings.LANGUAGES]
