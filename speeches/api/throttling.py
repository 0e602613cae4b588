"""A limit that only the impolite meet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

from ..site.serving.clients import caller
from ..site.serving.pace import Pace


class Throttle(BaseThrottle):
    """So many requests of one address. What is answered from memory, or by 304, never gets here."""

    seconds_left = 0.0

    def allow_request(self, request: HttpRequest, view: Any = None) -> bool:
        pace = Pace("api", settings.API_RATE, settings.API_BURST)
        self.seconds_left = pace.seconds_to_wait(caller(request))
        return not self.seconds_left

    def wait(self) -> float:
        """Give how many seconds are to be waited."""
        return self.seconds_left
