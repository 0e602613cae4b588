"""What answers while the archive cannot be reached or written: its database is gone, its disk is full or read-only,
its tables are being changed.

What was being written is taken back as a whole, so that whoever sent it may send it again.
"""

from __future__ import annotations

import errno

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SECONDS = 30
"""When to ask again: a server that restarts, or a lock that somebody holds, is soon over."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO}

MISSING = {"42P01", "42703", "42883"}
"""PostgreSQL's states for a table, a column and a function that is not there: an upgrade is changing them. SQLite's own
error for it is one of operation already."""


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error is that of the machine, and no mistake of the site."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    is_read_only = isinstance(error, InternalError) and "read-only" in str(error)
    is_changing = isinstance(error, ProgrammingError) and getattr(error.__cause__, "sqlstate", "") in MISSING
    return is_read_only or is_changing or isinstance(error, OperationalError | InterfaceError)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503, with words for those who read and for those who have sent something."""
    is_sent = request.method not in ("GET", "HEAD")
    page = render_to_string("503.html", {"site_name": settings.SITE_NAME, "is_sent": is_sent})
    return not_now(HttpResponse(page, status=503))


def not_now(response: HttpResponse) -> HttpResponse:
    """Say when to ask again, and let nobody keep the answer."""
    response.headers["Retry-After"] = str(SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
