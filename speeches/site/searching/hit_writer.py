"""Results of a search as HTML.

Written in Python like the turns of a transcript: through templates a page of results takes far longer than finding
them. What comes from a row passes through `escape` or `marked` here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ...models import Event, Utterance
from ..language import lang_attribute
from ..moments import clock, day, machine_date
from ..reading.turns import TurnWriter
from ..typography import glued
from .hits import Hit


class HitWriter:
    """Write hits, each as an item of a list."""

    def __init__(self) -> None:
        self.interface = get_language() or ""
        self._to_turn, self._undated = escape(gettext("link to this turn")), escape(gettext("undated"))
        self._turns = TurnWriter(self.interface)

    def write(self, hits: Iterable[Hit]) -> SafeString:
        return SafeString("\n".join(map(self._hit, hits)))

    def _hit(self, hit: Hit) -> str:
        turn, event = hit.turn, hit.event
        above = f'<p class="above">{hit.heading}</p>' if hit.heading else ""
        return (
            '<li><article class="entry hit">'
            f'<h2{self._lang(hit.name_language)}><a href="{escape(hit.address)}">{escape(hit.name)}</a></h2>'
            f'<p class="when">{self.when(event)}</p>'
            f"<blockquote{self._lang(turn.language)}>{above}<p>{hit.excerpt}</p></blockquote>"
            f'<ul class="meta">{self._delivery(turn)}<li{self._lang(event.language)}>'
            f'<a href="{escape(hit.event_address)}">{escape(glued(event.title, event.language))}</a></li>'
            f'<li><a href="{self._turns.address_of(turn)}#{hit.anchor}">{self._to_turn}</a></li></ul></article></li>'
        )

    def when(self, event: Event) -> str:
        """Give the day of an event and its time, as far as they are known."""
        if not event.start_date:
            return f"<span>{self._undated}</span>"
        date = f'<time datetime="{machine_date(event)}">{day(event.start_date)}</time>'
        return f"{date} <span>{clock(event.start_time)}</span>" if event.start_time else date

    def _delivery(self, turn: Utterance) -> str:
        name = self._turns.deliveries.get(turn.delivery)
        return f'<li><span class="delivery">{escape(name)}</span></li>' if name else ""

    def _lang(self, language: str) -> str:
        return lang_attribute(language, self.interface)
