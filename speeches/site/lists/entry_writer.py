"""Events and turns in a list as HTML.

Written in Python like the turns of a transcript: a row through templates takes longer than reading it. What comes from
a row passes through `escape` here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from ...models import Event, Speaker, Utterance
from ..counts import duration, words
from ..language import lang_attribute, name_language
from ..moments import clock, day, machine_date, moment, weekday
from ..typography import excerpt, glued

QUOTED_CHARACTERS = 280


class EntryWriter:
    """Write events as items of a list.

    heading: "h2" or "h3"; is_home: whether they say when they were published.
    """

    def __init__(self, heading: str, *, is_home: bool = False):
        self.heading, self.is_home = heading, is_home
        self.interface = get_language() or ""

    def write(self, event: Event, *, is_newest: bool = False, quoted: Utterance | None = None) -> SafeString:
        """Write one. event: with `listed_speakers` and `listed_languages`; quoted: a turn whose beginning is shown."""
        heading, lang = self.heading, self._lang(event.language)
        newest = " newest" if is_newest else ""
        lead = f'<p class="lead"{lang}>{escape(glued(event.summary, event.language))}</p>' if event.summary else ""
        return SafeString(
            f'<li><article class="entry{newest}"><{heading}{lang}><a href="{escape(event.get_absolute_url())}">'
            f"{escape(glued(event.title, event.language))}</a></{heading}>\n{when_html(event)}{lead}"
            f"{self._quoted(quoted) if quoted else ''}{self._who(event)}{self._meta(event)}</article></li>"
        )

    def _quoted(self, turn: Utterance) -> str:
        return (
            f'<figure class="quoted"><blockquote{self._lang(turn.language)}>'
            f"<p>{escape(excerpt(turn.text, QUOTED_CHARACTERS))}</p></blockquote>"
            f'<figcaption><a href="{turn.get_absolute_url()}"{self._name_lang(turn.speaker)}>'
            f"{escape(turn.speaker.name)}</a></figcaption></figure>"
        )

    def _who(self, event: Event) -> str:
        if not event.listed_speakers:
            return ""
        items = "".join(
            f'<li{self._name_lang(each)}><a href="{escape(each.get_absolute_url())}">{escape(each.name)}</a></li>\n'
            for each in event.listed_speakers
        )
        if more := event.more_speakers:
            others = ngettext("and %(counter)s more", "and %(counter)s more", more)
            items += f"<li>{escape(others) % {'counter': more}}</li>"
        return f'\n<ul class="who">{items}</ul>'

    def _meta(self, event: Event) -> str:
        items = []
        if event.place:
            items.append(f"<li{self._name_lang(event.place)}>{escape(event.place.name)}</li>")
        if event.word_count:
            items.append(f"<li>{escape(duration(event.reading_minutes))}</li>")
        languages = " · ".join(language.upper() for language in (event.language, *event.listed_languages))
        items.append(f"<li>{escape(languages)}</li>")
        if self.is_home:
            published = escape(gettext("published %(moment)s")) % {"moment": moment(event.published_at)}
            items.append(f"<li>{published}</li>")
        if event.is_updated:
            updated = escape(gettext("updated %(moment)s")) % {"moment": moment(event.updated_at)}
            items.append(f'<li class="state">{updated}</li>')
        if not event.is_complete:
            told = escape(gettext("text: %(completeness)s") % {"completeness": event.get_completeness_display()})
            items.append(f'<li class="state">{told}</li>')
        return '\n<ul class="meta">' + "\n".join(items) + "</ul>"

    def _lang(self, language: str) -> str:
        return lang_attribute(language, self.interface)

    def _name_lang(self, named: Speaker) -> str:
        return lang_attribute(name_language(named), self.interface)


class TurnEntryWriter:
    """Write turns as items of a list, each under the event it belongs to."""

    def __init__(self) -> None:
        self.interface = get_language() or ""
        self._to_turn = escape(gettext("link to this turn"))

    def write(self, turns: Iterable[Utterance]) -> SafeString:
        """Write them. turns: with their event and tags."""
        return SafeString("\n".join(map(self._turn, turns)))

    def _turn(self, turn: Utterance) -> str:
        event = turn.event
        address = escape(f"{event.get_absolute_url()}#{turn.anchor}")
        return (
            f'<li><article class="entry"><h3{self._lang(event.language)}><a href="{address}">'
            f"{escape(glued(event.title, event.language))}</a></h3>\n{when_html(event)}"
            f"<blockquote{self._lang(turn.language)}><p>{escape(excerpt(turn.text))}</p></blockquote>"
            f'<ul class="meta">{"".join(self._meta(turn))}'
            f'<li><a href="{turn.get_absolute_url()}">{self._to_turn}</a></li></ul></article></li>'
        )

    def _meta(self, turn: Utterance) -> Iterator[str]:
        if turn.is_interpreted:
            yield f'<li><span class="delivery">{escape(turn.get_delivery_display())}</span></li>\n'
        if turn.word_count:
            yield f"<li>{escape(words(turn.word_count))}</li>\n"
        for tag in turn.tags.all():
            lang = self._lang(name_language(tag))
            yield f'<li{lang}><a href="{escape(tag.get_absolute_url())}">{escape(tag.name)}</a></li>\n'

    def _lang(self, language: str) -> str:
        return lang_attribute(language, self.interface)


def when_html(event: Event) -> str:
    """Write when an event began, as a list has it."""
    if not event.start_date:
        undated = escape(gettext("undated"))
        return f'<p class="when"><span>{undated}</span></p>'
    time = f", {clock(event.start_time)}" if event.start_time else ""
    return (
        f'<p class="when"><time datetime="{machine_date(event)}">{escape(day(event.start_date))}</time>\n'
        f"<span>{escape(weekday(event.start_date))}{time}</span></p>"
    )
