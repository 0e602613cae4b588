"""The door for Prometheus."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def expose(request: HttpRequest) -> HttpResponse:
    """Give the site's figures to whoever brings the token; for everybody else there is nothing here.

    A password on a path that exists anyway is less than a second port: one address serves a proxy, a container and a
    probe alike, whichever worker answers, and a proxy that nobody told of it gives nothing away.
    """
    given = request.headers.get("Authorization", "")
    if not settings.METRICS or not constant_time_compare(given, f"Bearer {settings.METRICS}"):
        raise Http404
    from . import metrics  # The library is loaded where it is used alone.

    return HttpResponse(metrics.exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
