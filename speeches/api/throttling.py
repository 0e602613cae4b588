"""A limit that only the impolite meet."""

from __future__ import annotations

import math
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle


class Throttle(BaseThrottle):
    """So many requests a second from one address in the long run, and so many more at once (the GCRA of ATM).

    Kept is the one moment at which all requests so far would be due at that pace. Two that come at the same moment may
    count as one: who is to be kept out comes more often than that. What is answered from memory, or by 304, never gets
    here.
    """

    seconds_left = 0.0

    def allow_request(self, request: HttpRequest, view: Any = None) -> bool:
        pace, ahead = 1 / settings.API_RATE, settings.API_BURST / settings.API_RATE
        now, key = time.time(), f"api-{request.META.get('REMOTE_ADDR', '')}"
        due = max(now, cache.get(key, 0.0)) + pace
        # A rounding error is no request.
        self.seconds_left = due - now - ahead if due - now > ahead + pace / 1000 else 0.0
        if self.seconds_left:
            return False
        cache.set(key, due, timeout=math.ceil(ahead) + 1)
        return True

    def wait(self) -> float:
        """Give how many seconds are to be waited."""
        return self.seconds_left
