"""The one seam for pages that readers or this process have already: 304, or the page as it was made before."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from ...citing import FILES
from ...models import current_version
from ..language import path_in
from . import shared_pages
from .kept import Page, may_be_kept, pack, pages

APART = ("admin", "draft", "media", "static")
"""Where addresses begin that say themselves who may keep them: the desk, drafts behind a link, files."""
UNCACHED = ("/healthz", "/readyz", "/metrics")
"""What they tell is true for the moment, and they have to answer without a database."""
DATED = ("/cite/", *(f".{ending}" for ending in FILES))
"""How addresses end whose answers say which day it is: citations have the day on which somebody saw the text."""
OF_TODAY = ("/",)
"""Paths, as the site's own language has them, of pages that change with the day though nobody changes anything."""
VARIES = "Accept-Encoding"
"""By what answers of one address differ: some are compressed. All say so, for a 304 says what its page says."""
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
        if not is_public(request) or not is_served(request):
            return nobody_elses(self.get_response(request))
        try:
            etag = page_etag(request)
        except Error:
            # Whoever needs the database finds that out too, where an answer gets all that belongs to it.
            return nobody_elses(self.get_response(request))
        # An asterisk asks whether there is anything here at all, which only the view knows.
        asks = not settings.DEBUG and request.META.get("HTTP_IF_NONE_MATCH", "*").strip() != "*"
        if asks and (known := get_conditional_response(request, etag=etag)):
            if known.status_code != HTTPStatus.NOT_MODIFIED:
                # A precondition that failed is no state of the page.
                return nobody_elses(known)
            known.headers["ETag"] = etag
            known.headers["Vary"] = VARIES
            request.page_outcome = "unchanged"
            # What a page may do was said with the page. Said once more, it would hold for it: a frame's is another one.
            return fresh(known)
        # The tag has a digest of the address, which is short enough to be met on purpose by another one.
        key = f"{etag} {request.get_full_path()}"
        if settings.KEEPS_PAGES and (page := pages.get(key) or shared_pages.get(key)):
            request.page_outcome = "kept"
            return page.answer(request)
        return self._made(request, etag, key)

    def _made(self, request: HttpRequest, etag: str, key: str) -> HttpResponse:
        """Have the page made, and keep it where it is the same for every reader."""
        request.page_outcome = "made"
        response = self.get_response(request)
        if response.cookies or "no-store" in response.headers.get("Cache-Control", ""):
            return response
        fresh(response)
        if response.status_code == 200:
            response.headers.setdefault("ETag", etag)
            patch_vary_headers(response, [VARIES])
            if settings.KEEPS_PAGES and response.headers["ETag"] == etag and may_be_kept(request, response):
                page = Page(response)
                pages.put(key, page)
                shared_pages.put(key, page)
            pack(request, response)
        return response


def fresh(response: HttpResponse) -> HttpResponse:
    """Let caches keep an answer and ask each time; a redirect too, since an editor may put a date back."""
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def nobody_elses(response: HttpResponse) -> HttpResponse:
    """Keep an answer to somebody with a session out of caches that many share, where the view has not said more."""
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def is_public(request: HttpRequest) -> bool:
    """Tell whether a request is a reader's: what it gets depends on nothing but the address."""
    first, _, rest = request.path_info.lstrip("/").partition("/")
    section = rest.partition("/")[0] if first in dict(settings.LANGUAGES) else first
    is_page = section not in APART and request.path_info not in UNCACHED and not request.path_info.endswith(EDITED)
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES and is_page


def is_served(request: HttpRequest) -> bool:
    """Tell whether a request is for this site, and by https where the site is; others are refused or redirected."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return request.is_secure() or not settings.SECURE_SSL_REDIRECT


def page_etag(request: HttpRequest) -> str:
    """Make the tag of a page as it is now; weak, since a server before the site may compress it.

    The address is part of it, so that nobody holds a tag for a page that was never answered; so is the day, where the
    page tells of it.
    """
    address = hashlib.sha256(request.get_full_path().encode()).hexdigest()[:12]
    day = f"-{day_of(request):%Y%m%d}" if tells_the_day(request) else ""
    return f'W/"{version_of(request)}-{release()}-{address}{day}"'


def tells_the_day(request: HttpRequest) -> bool:
    return request.path_info.endswith(DATED) or path_in(settings.LANGUAGE_CODE, request.path_info) in OF_TODAY


def day_of(request: HttpRequest) -> datetime.date:
    """Give the day in the site's time zone, read once a request: past midnight, page and tag mean the same."""
    if not hasattr(request, "site_day"):
        request.site_day = timezone.localdate()
    return request.site_day


def version_of(request: HttpRequest) -> int:
    """Give the site's version, read once a request: what a page is made with is what its tag says."""
    if not hasattr(request, "site_version"):
        request.site_version = current_version()
    return request.site_version


@cache
def release() -> str:
    """Make a short name for the code, templates and names that pages are made with; it is the same on every machine."""
    digest = hashlib.sha256(
        f"{settings.SITE_NAME}|{settings.SITE_LICENSE}|{settings.SITE_URL}|{settings.TIME_ZONE}".encode()
    )
    for folder in ("speeches", "templates", "static", "config"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                content = path.read_bytes()
                digest.update(f"|{path.relative_to(settings.BASE_DIR)}|{len(content)}|".encode() + content)
    return digest.hexdigest()[:8]
