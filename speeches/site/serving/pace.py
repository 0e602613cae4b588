"""Limits that only the impolite meet."""

from __future__ import annotations

import math
import mmap
import struct
import time
from dataclasses import dataclass
from functools import cache as kept
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

SLOTS = 1 << 16
"""Moments that a table has room for; keys that fall into one slot share it, one in so many pairs."""

MOMENT = struct.Struct("d")


@dataclass(frozen=True, slots=True)
class Pace:
    """So many acts a second in the long run, and so many more at once (the GCRA of ATM), counted for each key.

    Kept is the one moment at which all acts so far would be due at that pace: in a Redis for all machines, else in a
    file for all processes of this one. Two that come at the same moment may count as one: who is to be kept out comes
    more often than that.
    """

    name: str
    rate: float
    burst: int

    def seconds_to_wait(self, key: str) -> float:
        """Count one act more and give 0; if it comes too soon, count nothing and give the seconds to wait."""
        pace, ahead = 1 / self.rate, self.burst / self.rate
        now = time.time()
        due = max(now, self._moment(key, now + ahead + pace)) + pace
        # A rounding error is no act.
        if due - now > ahead + pace / 1000:
            return due - now - ahead
        self._keep(key, due, timeout=math.ceil(ahead) + 1)
        return 0.0

    def _moment(self, key: str, latest: float) -> float:
        """Give the moment that is kept, 0 for none; one after the latest possible is of another clock, or rubbish."""
        table = _table(self.name)
        if table is None:
            return float(cache.get(f"{self.name}-{key}", 0.0))
        (moment,) = MOMENT.unpack_from(table, _place(key))
        return moment if 0 <= moment <= latest else 0.0

    def _keep(self, key: str, moment: float, timeout: int) -> None:
        table = _table(self.name)
        if table is None:
            cache.set(f"{self.name}-{key}", moment, timeout=timeout)
        else:
            MOMENT.pack_into(table, _place(key), moment)


def _table(name: str) -> mmap.mmap | None:
    """Give the moments of one pace; None where the cache has them, for a Redis counts for all machines."""
    is_shared = settings.CACHES["default"]["BACKEND"].endswith("SharedCache")
    return None if is_shared else _opened(Path(settings.DATA_DIR) / f"pace-{name}")


@kept
def _opened(path: Path) -> mmap.mmap | None:
    """Open a table, empty where there is none; None where nothing can be written, and each process counts alone."""
    size = SLOTS * MOMENT.size
    try:
        with path.open("a+b") as file:
            file.truncate(size)
            return mmap.mmap(file.fileno(), size)
    except OSError:
        return None


def _place(key: str) -> int:
    """Give where a key's moment stands; nobody outside can choose a key that falls on somebody else's."""
    digest = blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=8).digest()
    return int.from_bytes(digest, "big") % SLOTS * MOMENT.size
