"""What answers where there is no door."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ..doors import Door


class UnknownDoor(Door):
    """Tells so; an address that lacks its last slash leads to the one that has it."""

    schema = None

    def get(self, request: Request, rest: str) -> HttpResponse:
        path = f"{request.path}/"
        if request.path.endswith("/") or resolve(path).url_name == "unknown":
            raise NotFound
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}{'?' if query else ''}{query}")
