"""The outermost middleware: names a request, tells the log how it was answered, and counts it where that is asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .request_id import HEADER, current, identify, shown_path

logger = logging.getLogger("rostrum.requests")

SLOW_SECONDS = 1.0
"""A request that takes so long is warned of."""
WATCHERS = ("/healthz", "/readyz", "/metrics")
"""Asked every few seconds by programs; with the static files they are in the log only when something is wrong."""


class WatchMiddleware:
    """Stands before all others, so that redirects, refusals and errors of theirs are seen too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        # The library is loaded where it is used alone.
        self.metrics = import_module("speeches.operating.metrics") if settings.METRICS else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = identify(request)
        named = current.set(request.id)
        start = perf_counter()
        try:
            with self.metrics.Queries() if self.metrics else nullcontext() as queries:
                response = self.get_response(request)
            seconds = perf_counter() - start
            if self.metrics:
                self.metrics.count(request, response, seconds, queries)
            tell(request, response, seconds)
        finally:
            current.reset(named)
        response.headers[HEADER] = request.id
        return response


def tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Write the one line of a request: nothing of who asked, and nothing of what they asked for but the path."""
    level = level_of(response.status_code, seconds)
    if level == logging.INFO and (request.path_info in WATCHERS or request.path_info.startswith(settings.STATIC_URL)):
        return
    fields = {
        "method": request.method,
        "path": shown_path(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    message = "%s %s %s %s ms"
    if seconds >= SLOW_SECONDS:
        message += " slow"
        fields["slow"] = True
    logger.log(level, message, *list(fields.values())[:4], extra={"fields": fields})


def level_of(status: int, seconds: float) -> int:
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if seconds >= SLOW_SECONDS else logging.INFO
