"""The frame that all pages share, kept once it is rendered.

Header, footer and the list of style sheets differ by little more than the address that the page has in the other
language, and rendering them anew takes as long as everything else on a short page.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from types import SimpleNamespace

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .conditional import version_of
from .context import languages, sections
from .language import path_in
from .texts import links_to, written_pages

HERE = "/-where-the-page-is-"
"""Stands for the page's address in what is kept."""


def framed(template: str, request: HttpRequest, section: str) -> SafeString:
    """Render a part of the frame. section: the one that the page belongs to."""
    path = request.path if any(entry["url"] == request.path for entry in sections(get_language())) else ""
    site = (settings.SITE_NAME, settings.SITE_LICENSE, settings.SITE_URL)
    pages = written_pages(version_of(request))
    html = _rendered(template, get_language(), section, path, site, pages)
    here = path_in(settings.LANGUAGE_CODE, request.get_full_path())
    return SafeString(html.replace(HERE, escape(here)))


@lru_cache(maxsize=1_024)
def _rendered(
    template: str, language: str | None, section: str, path: str, site: tuple[str, ...], pages: tuple[str, ...]
) -> str:
    """Render it in the active language.

    path: of a page that the header itself leads to, "" for any other; pages: those of the site's own texts.
    """
    return render_to_string(
        template,
        {
            "site_name": settings.SITE_NAME,
            "site_license": settings.SITE_LICENSE,
            "interface": language,
            "languages": languages(HERE),
            "sections": sections(language),
            "section": section,
            "pages": links_to(pages),
            "request": SimpleNamespace(path=path),
        },
    )
