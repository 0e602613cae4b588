"""The frame that all pages share, kept once it is rendered.

Header, footer and the list of style sheets differ by little more than the address that the page has in the other
language, and rendering them anew takes as long as everything else on a short page.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..context import languages, sections
from ..language import path_in
from ..sheets import sheets
from ..texts import links_to, written_pages
from .conditional import version_of

HERE = "/-where-the-page-is-"
"""Stands for the page's address in what is kept."""


def framed(template: str, request: HttpRequest, section: str) -> SafeString:
    """Render a part of the frame. section: the one that the page belongs to."""
    path = request.path if any(entry["url"] == request.path for entry in sections(get_language())) else ""
    html = _rendered(template, section, path, depends_on(request))
    here = path_in(settings.LANGUAGE_CODE, request.get_full_path())
    return SafeString(html.replace(HERE, escape(here)))


class Surroundings(NamedTuple):
    """What the frame differs by besides the page in it. pages: those of the site's own texts that are written."""

    language: str | None
    name: str
    license: str
    url: str
    pages: tuple[str, ...]


def depends_on(request: HttpRequest) -> Surroundings:
    """Tell by what to keep anything that the frame is part of."""
    site = (settings.SITE_NAME, settings.SITE_LICENSE, settings.SITE_URL)
    return Surroundings(get_language(), *site, written_pages(version_of(request)))


@lru_cache(maxsize=1_024)
def _rendered(template: str, section: str, path: str, around: Surroundings) -> str:
    """Render it in the active language. path: of a page that the header itself leads to, "" for any other."""
    return render_to_string(
        template,
        {
            "site_name": around.name,
            "site_license": around.license,
            "interface": around.language,
            "languages": languages(HERE),
            "sections": sections(around.language),
            "section": section,
            "pages": links_to(around.pages),
            "sheets": sheets(),
            "request": SimpleNamespace(path=path),
        },
    )
