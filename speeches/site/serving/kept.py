"""Whole pages, kept by the process that made them.

A page is known by its address and its tag (`conditional.page_etag`), in which the site's version stands: whatever is
published, corrected or withdrawn gives every page another one, so that nothing has to be thrown away in time.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from threading import Lock

from django.http import HttpRequest, HttpResponse

MOST_BYTES = 22 * 1024 * 1024
"""How much a process keeps: some hundred pages of lists, some dozen long transcripts."""
LARGEST_SHARE = 8
"""No page may take more than this part of it."""

PARAMETERS = frozenset(
    "q view order brackets facets page turns letter text quote speaker tag place classification language from to "
    "sort on changes after lang cursor page_size count fields once translation_of event since".split()
)
"""What the addresses of public pages know. Whoever adds another gets an answer, which is not kept."""

QUICK, THOROUGH = 5, 6
"""Levels of compression: for a page that may never be asked for again, and for one that was."""
SMALLEST_PACKED = 512
PACKED_TYPES = ("text/", "application/json", "application/xml", "application/problem+json")
PACKED_ENDINGS = ("+xml", "+json")


class Page:
    """What is kept of a response. packed: its body compressed, once a reader who takes that has asked again."""

    __slots__ = ("body", "headers", "packed")

    def __init__(self, response: HttpResponse):
        self.body: bytes = response.content
        self.headers = dict(response.headers)
        self.packed: bytes | None = None

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Make a response of it, compressed for whoever takes that."""
        response = HttpResponse(self.body, headers=self.headers)
        if gains(request, response):
            if self.packed is None:
                self.packed = gzip.compress(self.body, THOROUGH, mtime=0)
            encode(response, self.packed)
        return response


class Pages:
    """Pages by their keys; those that nobody has asked for the longest give way."""

    def __init__(self, most: int = MOST_BYTES):
        self.most, self.size = most, 0
        self._pages: OrderedDict[str, tuple[Page, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Page | None:
        with self._lock:
            if kept := self._pages.get(key):
                self._pages.move_to_end(key)
                return kept[0]
        return None

    def put(self, key: str, page: Page) -> None:
        """Keep a page, unless it is too large. A fifth more is counted for the compressed copy it may get."""
        size = len(page.body) * 6 // 5
        if size > self.most // LARGEST_SHARE:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page, size
            self.size += size
            while self.size > self.most:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: str) -> None:
        if kept := self._pages.pop(key, None):
            self.size -= kept[1]


pages = Pages()


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer is whole, and the same for every reader of the address."""
    return (
        request.method == "GET"
        and not response.streaming
        and not response.cookies
        and "cookie" not in response.headers.get("Vary", "").lower()
        and PARAMETERS.issuperset(request.GET)
    )


def pack(request: HttpRequest, response: HttpResponse) -> None:
    """Compress an answer that was just made, quickly: on its way a long transcript takes longer than that."""
    if gains(request, response):
        encode(response, gzip.compress(response.content, QUICK, mtime=0))


def is_packable(response: HttpResponse) -> bool:
    """Tell whether an answer has other bytes for readers whose programs unpack gzip."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    is_text = kind.startswith(PACKED_TYPES) or kind.endswith(PACKED_ENDINGS)
    return is_text and not response.streaming and len(response.content) >= SMALLEST_PACKED


def gains(request: HttpRequest, response: HttpResponse) -> bool:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "") and is_packable(response)


def encode(response: HttpResponse, body: bytes) -> None:
    response.content = body
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
