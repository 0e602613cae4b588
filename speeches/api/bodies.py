"""How much a request may bring: known before any file in it would be written to the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from .language import known_language
from .problems import ROOT, problem

MEGABYTE = 1024 * 1024
READERS_MOST = MEGABYTE
"""A report has 2,000 characters, and a quotation to be looked for fewer still."""
DESK_MOST = 1024 * MEGABYTE
"""Thirty photographs at once, as large as they may be. Each file has limits of its own besides."""
DROPPED_MOST = 32 * MEGABYTE
"""What is refused is received and forgotten up to here: a connection that is closed before its end takes the answer
along, and a proxy tells its reader of a broken server instead."""
PIECE = 64 * 1024


class BodyMiddleware:
    """Refuse what is too large. Stands where it is known who asks, and before anything reads what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = length_of(request)
        # Whose session it is costs a query, so that it is asked for where it matters.
        if length <= READERS_MOST or (length <= DESK_MOST and request.user.is_authenticated):
            return self.get_response(request)
        if length <= DROPPED_MOST:
            drop(request)
        most = DESK_MOST if length > DESK_MOST else READERS_MOST
        if request.path_info.startswith(ROOT):
            with override(known_language(request.GET.get("lang", ""))):
                return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told(length, most))
        return HttpResponse(
            told(length, most), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain; charset=utf-8"
        )


def drop(request: HttpRequest) -> None:
    with suppress(OSError):
        while request.read(PIECE):
            pass


def told(length: int, most: int) -> str:
    """Say in the language that is active how large a request is, and how large it may be. In bytes."""
    sizes = {"size": filesizeformat(length), "most": filesizeformat(most)}
    return _("This is %(size)s; at most %(most)s are taken.") % sizes


def length_of(request: HttpRequest) -> int:
    """Give how many bytes the request says that it brings. Django reads no more than that, and nothing without it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
