"""Pages as form letters: a template is rendered once for all, with gaps, and each request fills them in.

What a template says around a page's own words is the same for every reader, and takes longer to render than to search.
The gaps are found in the template's result alone, never in what is put into them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..language import path_in

OPEN, CLOSE = "\uf8f0", "\uf8f1"
"""Private characters around the name of a gap; what a template says has none."""

GAP = re.compile(f"((?:{OPEN}|{quote(OPEN)})[a-z_]+(?:{CLOSE}|{quote(CLOSE)}))")


def gap(name: str) -> str:
    """Give what stands in a template's context for something that each request has otherwise."""
    return f"{OPEN}{name}{CLOSE}"


class Letter:
    """A page with gaps. A gap within an address is of its own: `in_address` gives its name."""

    def __init__(self, template: str, context: dict[str, Any]):
        pieces = GAP.split(render_to_string(template, context | _surroundings()))
        self.pieces = pieces
        self.gaps = [_name(piece) for piece in pieces[1::2]]

    def filled(self, values: Mapping[str, str], request: HttpRequest) -> SafeString:
        """Fill the gaps with HTML. KeyError for one that has no value."""
        page = path_in(settings.LANGUAGE_CODE, request.get_full_path()).removeprefix("/")
        known = {**values, "page": escape(page)}
        pieces = [*self.pieces]
        pieces[1::2] = [known[name] for name in self.gaps]
        return SafeString("".join(pieces))


def in_address(name: str) -> str:
    """Give the name of a gap where it stands in an address, percent-encoded."""
    return f"{name} in an address"


def _name(piece: str) -> str:
    return piece[1:-1] if piece.startswith(OPEN) else in_address(piece[len(quote(OPEN)) : -len(quote(CLOSE))])


def _surroundings() -> dict[str, Any]:
    """Give what every page knows, as `context.site` does, of a page whose address is a gap."""
    path = f"/{gap('page')}"
    return {
        "site_name": settings.SITE_NAME,
        "site_license": settings.SITE_LICENSE,
        "site_url": settings.SITE_URL,
        "interface": get_language(),
        "request": SimpleNamespace(path=path, get_full_path=lambda: path),
    }
