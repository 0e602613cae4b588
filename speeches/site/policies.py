"""What browsers may do with an answer, beside the content security policy."""

from __future__ import annotations

from collections.abc import Callable

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
SHOWN_HERE = {"Cross-Origin-Resource-Policy": "same-origin"}


class PoliciesMiddleware:
    """Say so on every answer. An answer that pages of other sites show as well is marked by `shown_elsewhere`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policies = POLICIES if getattr(response, "is_shown_elsewhere", False) else POLICIES | SHOWN_HERE
        for name, value in policies.items():
            response.headers.setdefault(name, value)
        return response


def shown_elsewhere(response: HttpResponse) -> HttpResponse:
    """Mark an answer as one that pages of other sites show: a picture or a frame."""
    response.is_shown_elsewhere = True
    return response
