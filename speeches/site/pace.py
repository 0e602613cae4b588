"""Limits that only the impolite meet."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Pace:
    """So many acts a second in the long run, and so many more at once (the GCRA of ATM), counted for each key.

    Kept is the one moment at which all acts so far would be due at that pace. Two that come at the same moment may
    count as one: who is to be kept out comes more often than that. In memory each process counts for itself.
    """

    name: str
    rate: float
    burst: int

    def seconds_to_wait(self, key: str) -> float:
        """Count one act more and give 0; if it comes too soon, count nothing and give the seconds to wait."""
        pace, ahead = 1 / self.rate, self.burst / self.rate
        now, kept_at = time.time(), f"{self.name}-{key}"
        due = max(now, cache.get(kept_at, 0.0)) + pace
        # A rounding error is no act.
        if due - now > ahead + pace / 1000:
            return due - now - ahead
        cache.set(kept_at, due, timeout=math.ceil(ahead) + 1)
        return 0.0
