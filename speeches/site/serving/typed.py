"""Drafts that a browser keeps of what somebody types."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpResponse

from .cookies import KEPT_DRAFT

DRAFT = re.compile(r"[a-z0-9-]{1,40}")


def let_go(response: HttpResponse, draft: str) -> None:
    """Tell the browser which draft it need not keep any more; its script reads that."""
    if DRAFT.fullmatch(draft):
        flags = {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
        response.set_cookie(KEPT_DRAFT, draft, max_age=86_400, **flags)
