"""Days as each language writes them; a page has many, and of the same few."""

from __future__ import annotations

import datetime
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from ..models import Event


def day(date: datetime.date) -> str:
    """«4 февраля 2026», "4 February 2026"."""
    return _day(date, get_language())


@lru_cache(maxsize=4_096)
def _day(date: datetime.date, language: str | None) -> str:
    """Write it in a language, which must be the one that is active."""
    return str(format_date(date, "j E Y"))


def machine_date(event: Event) -> str:
    """Give the moment an event began as precisely as it is known."""
    starts_at = event.starts_at
    return starts_at.isoformat(timespec="minutes") if starts_at else event.start_date.isoformat()
