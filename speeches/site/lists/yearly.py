"""Events by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def events_by_year(sort_keys: Iterable[str]) -> dict[int, int]:
    """Count events by year; those without a date are left out."""
    return dict(Counter(int(key[:4]) for key in sort_keys if key))
