"""Pages for readers are made from the replica. Without one, this stands in nobody's way (see settings)."""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse

from ...nodes import replica
from .conditional import is_public, version_of

OWN = "/report/"
"""In addresses where readers see what they have just written themselves; it raises no version."""


class ReplicaMiddleware:
    """Choose what a reader's request reads, and make its page from the primary if the replica fails meanwhile.

    Editors, and whoever else has a session, read their own writes: all of theirs goes to the primary.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request) or OWN in request.path_info:
            return self.get_response(request)
        with replica.read_from_replica(version_of(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not (isinstance(exception, Error) and replica.is_read()):
            return None
        replica.give_up(exception)
        asked = request.resolver_match
        response = asked.func(request, *asked.args, **asked.kwargs)
        return response.render() if hasattr(response, "render") else response
