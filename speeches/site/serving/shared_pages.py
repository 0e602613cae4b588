"""The second shelf for whole pages: what one node made, the others need not make again.

Keys are those of `kept`, so that nothing has to be taken out: pages of earlier versions are asked for by nobody, and
leave by themselves.
"""

from __future__ import annotations

import gzip
import hashlib
import json

from django.conf import settings
from django.core.cache import cache

from .kept import QUICK, Page, pages

MOST_BYTES = 1024 * 1024
"""Of a page, compressed; a transcript of two thousand turns has half of it."""
SECONDS = 600
"""How long a page stays. What many ask for is in the processes themselves by then."""


def get(key: str) -> Page | None:
    """Find a page that another process has made, and keep it in this one too."""
    if not settings.SHARES_PAGES:
        return None
    stored = cache.by_redis("get", _short(key))
    if not isinstance(stored, bytes):
        return None
    page = unpacked(stored)
    pages.put(key, page)
    return page


def put(key: str, page: Page) -> None:
    """Give a page to the other processes, unless it is too large."""
    if not settings.SHARES_PAGES:
        return
    page.packed = gzip.compress(page.body, QUICK, mtime=0)
    if len(page.packed) <= MOST_BYTES:
        cache.by_redis("set", _short(key), packed(page), timeout=SECONDS)


def packed(page: Page) -> bytes:
    """Write a page as bytes: a line of JSON, and the body compressed."""
    return json.dumps(page.headers).encode() + b"\n" + page.packed


def unpacked(stored: bytes) -> Page:
    head, _, body = stored.partition(b"\n")
    page = Page.__new__(Page)
    page.headers, page.body, page.packed = json.loads(head), gzip.decompress(body), body
    return page


def _short(key: str) -> str:
    # Addresses may be as long as they like, keys may not.
    return f"page-{hashlib.sha256(key.encode()).hexdigest()}"
