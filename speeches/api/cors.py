"""What lets programs in the pages of other sites read the answers, those from memory included."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .problems import ROOT

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Content-Language",
    "Access-Control-Max-Age": "86400",
}
"""Nothing here depends on who asks, so that there is nothing to protect from another site."""


class OpenDoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ROOT):
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response
