"""Where a turn stands on its event's page, and numbers out of addresses."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ..models import Utterance


def line_of(turn: Utterance) -> str:
    """Give the address of a turn's line on its event's page."""
    return reverse("admin:speeches_event_change", args=[turn.event_id], fragment=turn.anchor)


def number_or_none(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
