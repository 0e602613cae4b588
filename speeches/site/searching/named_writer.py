"""Whom and what a query names, as HTML above what it finds.

Written in Python like the results: it stands on nearly every page of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from ...models import Event
from ..addresses import address_of
from ..counts import number
from ..language import lang_attribute, name_language
from ..moments import day, machine_date
from ..typography import glued

GROUPS = {
    "speakers": (gettext_noop("Speakers"), "utterance_count"),
    "tags": (gettext_noop("Tags"), "event_count"),
    "places": (gettext_noop("Places"), "event_count"),
}
"""What is shown of each kind: its title, to be translated, and the attribute that counts its texts."""


def named_html(named: Mapping[str, Sequence[Any]], *, count: int, of_events: str) -> SafeString:
    """Write the names. count: of the turns that were found; of_events: parameters of the list of events."""
    found = [_names(kind, named[kind]) for kind in GROUPS if named.get(kind)]
    if events := named.get("events"):
        found.append(_events(events, of_events))
    if not found:
        return SafeString("")
    label, nobody = escape(gettext("By this name")), escape(gettext("Nobody said it here, but these bear the name:"))
    remark = "" if count else f'<p class="state">{nobody}</p>'
    return SafeString(f'{remark}<section class="named" aria-label="{label}">{"".join(found)}</section>')


def _names(kind: str, items: Iterable[Any]) -> str:
    title, count = GROUPS[kind]
    entries = "".join(
        f'<li{_lang(name_language(item))}><a href="{escape(item.get_absolute_url())}">{escape(item.name)}</a>'
        f'<span class="count">{number(getattr(item, count))}</span></li>'
        for item in items
    )
    label = escape(gettext(title))
    return f'<div><p class="label">{label}</p><ul class="tags">{entries}</ul></div>'


def _events(events: Iterable[Event], of_events: str) -> str:
    entries = "".join(
        f'<li><a href="{escape(event.get_absolute_url())}"{_lang(event.language)}>'
        f"{escape(glued(event.title, event.language))}</a>{_when(event)}</li>"
        for event in events
    )
    title, every = escape(gettext("Events")), escape(gettext("all events with these words"))
    more = f'<a href="{address_of("events")}?{escape(of_events)}">{every}</a>'
    return f'<div><p class="label">{title}</p><ul class="named-events">{entries}<li>{more}</li></ul></div>'


def _when(event: Event) -> str:
    if not event.start_date:
        return ""
    return f' <time datetime="{machine_date(event)}">{day(event.start_date)}</time>'


def _lang(language: str) -> str:
    return lang_attribute(language, get_language() or "")
