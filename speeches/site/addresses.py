"""Addresses that a page names many times, since reversing one takes longer than reading a row; and those of events."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from ..models import Event


def address_of(name: str) -> str:
    """Give the address of a page without arguments, in the interface's language."""
    return _address(name, get_language())


@lru_cache(maxsize=256)
def _address(name: str, language: str | None) -> str:
    return reverse(f"speeches:{name}")


def address_under(event: Event, name: str, **arguments: Any) -> str:
    """Give the address of a page that stands under an event's own. name: without “undated”."""
    day = event.start_date
    date = {"year": day.year, "month": day.month, "day": day.day} if day else {}
    return reverse(f"speeches:{'' if day else 'undated-'}{name}", kwargs={**date, "slug": event.slug, **arguments})
