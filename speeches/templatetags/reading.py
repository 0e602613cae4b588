"""How dates, numbers, names and texts are written in the reader's language."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from ..models import Event, Office, Utterance
from ..search.quotation import Segment
from ..site import counts, moments
from ..site import language as languages
from ..site.addresses import address_under
from ..site.lists.entry_writer import TurnEntryWriter
from ..site.outward.sharing import locale_of, shared_site
from ..site.pager import pager_html
from ..site.reading import turns
from ..site.reading.differences import changes_html, differences_html
from ..site.reading.floor import floor_html
from ..site.reading.offices import office_html, period_of
from ..site.reading.turn_tags import Tagged
from ..site.searching.hit_writer import HitWriter
from ..site.searching.hits import Hit
from ..site.serving.frame import framed
from ..site.typography import excerpt, glued
from ..words.diff import Segment as Change

register = template.Library()


# Dates


@register.filter
def day(date: datetime.date | None) -> str:
    """«4 февраля 2026», "4 February 2026"."""
    return moments.day(date) if date else ""


@register.filter
def full_day(date: datetime.date | None) -> str:
    """The same in a line of prose: «4 февраля 2026 года»."""
    return format_date(date, pgettext("date format", "j E Y")) if date else ""


@register.filter
def full_year(date: datetime.date) -> str:
    """«2026 год»."""
    return format_date(date, pgettext("date format", "Y"))


@register.filter
def month(date: datetime.date) -> str:
    """«Февраль 2026»."""
    return format_date(date, "F Y")


for told in (moments.machine_date, moments.clock, moments.weekday, moments.moment):
    register.filter(told)


# Numbers


for spelled in (
    counts.number,
    counts.events,
    counts.events_in,
    counts.turns,
    counts.turns_in,
    counts.words,
    counts.times,
    counts.marks,
    counts.people,
    counts.duration,
):
    register.filter(spelled)


@register.filter
def counted(item: Any, attribute: str) -> str:
    """Give one of an item's counts, by the name of its attribute."""
    return counts.number(getattr(item, attribute))


# Languages and names


@register.simple_tag
def lang(language: str, around: str | None = None) -> SafeString:
    """Give the lang attribute of a text in another language than the interface's, or than what stands around it."""
    return languages.lang_attribute(language, around or get_language() or "")


@register.simple_tag
def name_lang(named: Any, what: str = "name") -> SafeString:
    """Give the lang attribute of the name (or description) of a speaker, tag or place."""
    return languages.lang_attribute(languages.name_language(named, what), get_language() or "")


@register.filter
def language_name(code: str) -> str:
    return languages.language_name(code)


@register.simple_tag
def in_own_language(event: Event) -> str:
    """Give the address of an event in the interface of its text's language."""
    return languages.text_path(event.get_absolute_url(), event.language)


@register.filter
def locale(language: str) -> str:
    return locale_of(language)


@register.simple_tag
def share_site() -> dict[str, Any]:
    """Give what a page shows, to those who pass on its address, that has nothing of its own."""
    return shared_site()


@register.simple_tag
def under(event: Event, name: str, **arguments: Any) -> str:
    """Give the address of a page that stands under an event's own."""
    return address_under(event, name, **arguments)


@register.simple_tag
def office(held: Office) -> SafeString:
    return office_html(held)


@register.filter
def period(held: Office) -> str:
    """«7 мая 2018 – 15 января 2020», «с 7 мая 2018»."""
    return period_of(held)


# Texts


register.filter(glued)
register.filter(excerpt)


@register.filter
def on_the_web(address: str) -> str:
    """Give an address that a page may link to, "" for any other scheme."""
    return address if address.startswith(("http://", "https://")) else ""


# Turns


@register.simple_tag
def transcript(
    utterances: list[Utterance],
    language: str,
    sought: turns.Sought = turns.NOTHING_SOUGHT,
    is_draft: bool = False,
    offices: dict[int, Office] | None = None,
    turn_tags: dict[int, Tagged] | None = None,
    followed: dict[int, str] | None = None,
    notes: dict[str, SafeString] | None = None,
) -> SafeString:
    """Write the turns of an event. sought: what is to be marked in them; notes: what stands at the end of turns."""
    marks = sought or turns.NOTHING_SOUGHT
    about = {"offices": offices or {}, "tags": turn_tags or {}, "followed": followed or {}, "notes": notes or {}}
    writer = turns.TurnWriter(language, sought=marks, is_draft=bool(is_draft), **about)
    return writer.write(utterances)


@register.simple_tag
def floor(utterances: list[Utterance], language: str, is_draft: bool = False) -> SafeString:
    """Write who spoke how long and in what order."""
    return floor_html(utterances, language, is_draft=bool(is_draft))


@register.simple_tag
def single_turn(utterance: Utterance) -> SafeString:
    """Write one turn on its own page, which is headed by the speaker's name."""
    return turns.TurnWriter(utterance.language, with_header=False).write([utterance])


@register.simple_tag
def printed(utterance: Utterance, name: str) -> SafeString:
    """Write the printed label where it says more than the name and the delivery."""
    label = turns.printed_label(utterance, name)
    return turns.printed_html(label, utterance.language) if label else SafeString("")


@register.simple_tag
def hit_list(hits: list[Hit]) -> SafeString:
    """Write the turns that a search finds."""
    return HitWriter().write(hits)


@register.simple_tag
def turn_list(utterances: list[Utterance]) -> SafeString:
    """Write turns of several events, as a speaker's page and a tag's have them."""
    return TurnEntryWriter().write(utterances)


@register.simple_tag
def differences(segments: tuple[Segment, ...]) -> SafeString:
    """Write a quotation beside the record."""
    return differences_html(segments)


@register.simple_tag
def changes(segments: tuple[Change, ...]) -> SafeString:
    """Write what became of an earlier text."""
    return changes_html(segments)


# Paging


@register.simple_tag(takes_context=True)
def pager(context: template.RequestContext, page: Page, parameter: str) -> SafeString:
    """Write links to the pages of a list. parameter: the page's name in the address."""
    return pager_html(page, parameter, context.request)


# The frame of all pages


@register.simple_tag(takes_context=True)
def frame(context: template.RequestContext, name: str) -> SafeString:
    """Write a part of the frame that all pages share, by its template."""
    return framed(name, context["request"], context.get("section", ""))
