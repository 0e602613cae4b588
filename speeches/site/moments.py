"""Days as each language writes them; a page has many, and of the same few."""

from __future__ import annotations

import datetime
import zoneinfo
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..models import Event

# Written with a capital in Django's own catalogue, which is right for a heading and wrong within a line.
LOWER_WEEKDAYS = {"ru"}


def day(date: datetime.date) -> str:
    """«4 февраля 2026», "4 February 2026"."""
    return _day(date, get_language())


@lru_cache(maxsize=4_096)
def _day(date: datetime.date, language: str | None) -> str:
    """Write it in a language, which must be the one that is active."""
    return str(format_date(date, "j E Y"))


def machine_date(event: Event) -> str:
    """Give the moment an event began as precisely as it is known."""
    return _machine_date(event.start_date, event.start_time, event.zone)


@lru_cache(maxsize=4_096)
def _machine_date(date: datetime.date, time: datetime.time | None, zone: datetime.tzinfo) -> str:
    return datetime.datetime.combine(date, time, zone).isoformat(timespec="minutes") if time else date.isoformat()


@lru_cache(maxsize=1_440)
def clock(time: datetime.time | None) -> str:
    return time.strftime("%H:%M") if time else ""


def weekday(date: datetime.date) -> str:
    name = format_date(date, "l")
    return name.lower() if (get_language() or "") in LOWER_WEEKDAYS else name


def moment(instant: datetime.datetime | None, zone: str = "") -> SafeString:
    """Give an instant as a time element. zone: the site's own where it is empty or unknown."""
    if not instant:
        return SafeString("")
    local = timezone.localtime(instant, _zone(zone))
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), format_date(local, "j E Y, H:i")
    )


def _zone(name: str) -> datetime.tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
