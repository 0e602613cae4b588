"""Where a turn stands on its event's page, and numbers out of addresses."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.urls import reverse

from ..models import Utterance


class SpeakerSelect(AutocompleteSelect):
    """The autocompletion of speakers, which offers the voices of one event besides people."""

    event_id: int | None = None

    def get_url(self) -> str:
        return f"{super().get_url()}?event={self.event_id}" if self.event_id else super().get_url()


def line_of(turn: Utterance) -> str:
    """Give the address of a turn's line on its event's page."""
    return reverse("admin:speeches_event_change", args=[turn.event_id], fragment=turn.anchor)


def number_or_none(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
