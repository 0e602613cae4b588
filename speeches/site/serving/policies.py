"""What browsers may do with an answer."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

UNUSED = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment "
    "publickey-credentials-get screen-wake-lock usb xr-spatial-tracking"
).split()
"""What a browser could let a page have, and no page of the site asks for."""

POLICIES = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    # Pages load what is the site's own and nothing else, which the content security policy says too.
    "Cross-Origin-Embedder-Policy": "require-corp",
}
OF_PAGES = POLICIES | {"Cross-Origin-Resource-Policy": "same-origin"}


OF_ITS_OWN = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")
"""What decorators of the library leave on an answer whose policy is another one."""


class ContentPolicyMiddleware(CSPMiddleware):
    """The library's, with the usual policy written once for all answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        has_its_own = any(hasattr(response, name) for name in OF_ITS_OWN) or hasattr(request, "_csp_nonce")
        if settings.DEBUG or has_its_own:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


class PoliciesMiddleware:
    """Say so on every answer. An answer that pages of other sites show as well is marked by `shown_elsewhere`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policies = POLICIES if getattr(response, "is_shown_elsewhere", False) else OF_PAGES
        for name, value in policies.items():
            response.headers.setdefault(name, value)
        return response


def shown_elsewhere(response: HttpResponse) -> HttpResponse:
    """Mark an answer as one that pages of other sites show: a picture or a frame."""
    response.is_shown_elsewhere = True
    return response
