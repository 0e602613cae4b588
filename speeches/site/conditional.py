"""The one seam for conditional requests: who has the page already gets 304 before anything is rendered."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from ..models import current_version
from .language import path_in

APART = ("admin", "draft", "media")
"""Where addresses begin that say themselves who may keep them: the desk, drafts behind a link, uploaded files."""
UNCACHED = ("/healthz", "/readyz")
"""What they tell is true for the moment, and they have to answer without a database."""
OF_TODAY = ("/",)
"""Paths, as the site's own language has them, of pages that change with the day though nobody changes anything."""
EDITED = "/edit/"
"""Ends the address of a form for editors, which nobody may keep."""


class ConditionalMiddleware:
    """Give public pages a tag of the site's version, the release and the address, and compare it before the view runs.

    Left alone are the desk and its forms, shared drafts and uploaded files, requests other than GET and HEAD, and
    whoever has a session: an editor's page is nobody's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request):
            return self.get_response(request)
        etag = page_etag(request)
        # An asterisk asks whether there is anything here at all, which only the view knows.
        asks = not settings.DEBUG and request.headers.get("If-None-Match", "*").strip() != "*"
        if asks and (known := get_conditional_response(request, etag=etag)):
            known.headers["ETag"] = etag
            return fresh(known)
        response = self.get_response(request)
        if response.status_code == 200 and not response.cookies:
            response.headers.setdefault("ETag", etag)
        return response if response.cookies else fresh(response)


def fresh(response: HttpResponse) -> HttpResponse:
    """Let caches keep an answer and ask each time; a redirect too, since an editor may put a date back."""
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def is_public(request: HttpRequest) -> bool:
    """Tell whether a request is a reader's: what it gets depends on nothing but the address."""
    first, _, rest = request.path_info.lstrip("/").partition("/")
    section = rest.partition("/")[0] if first in dict(settings.LANGUAGES) else first
    is_page = section not in APART and request.path_info not in UNCACHED and not request.path_info.endswith(EDITED)
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES and is_page


def page_etag(request: HttpRequest) -> str:
    """Make the tag of a page as it is now; weak, since a server before the site may compress it.

    The address is part of it, so that nobody holds a tag for a page that was never answered; so is the day, where the
    page tells of it.
    """
    address = hashlib.sha256(request.get_full_path().encode()).hexdigest()[:12]
    is_of_today = path_in(settings.LANGUAGE_CODE, request.path_info) in OF_TODAY
    day = f"-{today_of(request):%Y%m%d}" if is_of_today else ""
    return f'W/"{version_of(request)}-{release()}-{address}{day}"'


def today_of(request: HttpRequest) -> datetime.date:
    """Give the day in the site's time zone, read once a request: past midnight, page and tag mean the same."""
    if not hasattr(request, "site_today"):
        request.site_today = timezone.localdate()
    return request.site_today


def version_of(request: HttpRequest) -> int:
    """Give the site's version, read once a request: what a page is made with is what its tag says."""
    if not hasattr(request, "site_version"):
        request.site_version = current_version()
    return request.site_version


@cache
def release() -> str:
    """Make a short name for the code, templates and names that pages are made with."""
    digest = hashlib.sha256(
        f"{settings.SITE_NAME}|{settings.SITE_LICENSE}|{settings.SITE_URL}|{settings.TIME_ZONE}".encode()
    )
    for folder in ("speeches", "templates", "static", "config"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.name}|{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:8]
