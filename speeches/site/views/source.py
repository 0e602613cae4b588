"""The file that a text came in, byte for byte."""

from __future__ import annotations

import re
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ...models import Event
from .under_event import UnderEventView

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")

INERT = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/json"})
"""Media types, besides text, of which a browser runs nothing; all others are sent as bytes of no kind."""


class SourceView(UnderEventView):
    """A source of a public event as a download; there is none where words were expunged from it."""

    name = "source"

    def answer(self, request: HttpRequest, event: Event, number: int) -> HttpResponse:  # type: ignore[override]
        source = event.sources.with_wholeness().defer("transcript", "refs", "before").filter(pk=number).first()
        if source is None or not source.is_whole:
            raise Http404
        response = HttpResponse(bytes(source.content), content_type=media_type(source.media_type, source.encoding))
        response.headers["Content-Disposition"] = content_disposition_header(True, file_name(source.name))
        # The site serves words of others here: they are to be kept, not opened in its name.
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def media_type(stored: str, encoding: str) -> str:
    """Give a media type that no browser runs, markup being text.

    >>> media_type("text/html", "utf-8")
    'text/plain; charset=utf-8'
    """
    if stored.startswith("text/") or stored.endswith("xml"):
        return f"text/plain; charset={encoding or 'utf-8'}"
    return stored if stored in INERT else "application/octet-stream"


def file_name(name: str) -> str:
    """Give the last part of a path, without signs that no header may have."""
    return UNPRINTABLE.sub("", PurePath(name.replace("\\", "/")).name) or "source.txt"
