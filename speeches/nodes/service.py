"""What the site uses and can do without."""

from __future__ import annotations

import logging
import time

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds. Each failure doubles the time until the next trial, which one reader in a process has to wait for."""


class Service:
    """A server beside the site: left alone for a while after it failed. Threads that race try once more, no worse."""

    def __init__(self, name: str):
        self.name = name
        self._pause = 0.0
        self._until = float("-inf")

    @property
    def is_down(self) -> bool:
        """Tell whether it failed when it was asked last."""
        return self._pause > 0

    def may_be_asked(self) -> bool:
        return time.monotonic() >= self._until

    def failed(self, error: Exception) -> None:
        """Leave it alone for a while. The log is told once a pause, however many threads ran into it."""
        if not self.may_be_asked():
            return
        self._pause = min(self._pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self._until = time.monotonic() + self._pause
        why = f"{type(error).__name__}: {error}"
        logger.warning("%s failed; it is tried again in %d s. %s", self.name, self._pause, why)

    def answered(self) -> None:
        if self.is_down:
            self._pause, self._until = 0.0, float("-inf")
            logger.warning("%s answers again.", self.name)
