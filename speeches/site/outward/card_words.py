"""What the cards of pages say, in the interface's language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.conf import settings
from django.utils.translation import get_language, gettext

from ...cards import Card
from ...models import Event, Office, Speaker, Utterance
from ...models.topic import Topic
from ...transcripts import spoken
from .. import counts
from ..moments import day
from ..reading.turns import TurnWriter
from ..typography import glued

MOST_SPEAKERS = 4
ENOUGH = 1_500
"""Characters of a turn that are looked at: more than any card or description shows."""


def site_card() -> Card:
    language = get_language() or ""
    return Card(glued(gettext("Who said what — word for word"), language), settings.SITE_NAME, language)


def turn_card(turn: Utterance, office: Office | None) -> Card:
    """Make the card of a turn. turn: with its event and its speaker; office: the speaker's on that day."""
    names, event = TurnWriter(turn.language), turn.event
    name = names.name_of(turn).text
    delivery = str(names.deliveries.get(turn.delivery, "")) if name else ""
    return Card(
        words=said(turn) or glued(event.title, event.language),
        site=settings.SITE_NAME,
        language=turn.language,
        is_quoted=turn.is_speech and bool(said(turn)),
        name=", ".join(filter(None, (name, delivery))),
        below=tuple(filter(None, (turn.role or str(office or ""), event.title))),
        day=_day(event),
    )


def event_card(event: Event, people: Iterable[Speaker]) -> Card:
    """Make the card of an event. event: with its place; people: those who speak in it, in their order."""
    names = [speaker.name for speaker in islice(people, MOST_SPEAKERS + 1)]
    more = "…" if len(names) > MOST_SPEAKERS else ""
    return Card(
        words=glued(event.title, event.language),
        site=settings.SITE_NAME,
        language=event.language,
        below=(event.place.name if event.place else "", ", ".join(names[:MOST_SPEAKERS]) + more),
        day=_day(event),
    )


def speaker_card(speaker: Speaker, offices: Iterable[Office]) -> Card:
    """Make the card of a person. offices: the newest first."""
    told = [str(office) for office in islice(offices, 1)]
    told += [counts.turns(speaker.utterance_count)] if speaker.utterance_count else []
    return Card(speaker.name, settings.SITE_NAME, below=tuple(told))


def topic_card(topic: Topic) -> Card:
    """Make the card of a tag or a place."""
    below = (topic.description, counts.events(topic.event_count) if topic.event_count else "")
    return Card(glued(topic.name, get_language() or ""), settings.SITE_NAME, below=below)


def said(turn: Utterance, enough: int = ENOUGH) -> str:
    """Give the beginning of a turn on one line, without what editors put in, as far as it needs to be looked at."""
    return " ".join(filter(None, map(spoken, turn.text[:enough].split("\n"))))


def in_words(card: Card) -> str:
    """Say what a card shows to those who do not see it."""
    opening, closing = card.marks[:1], card.marks[1:]
    parts: Iterable[str] = (f"{opening}{card.words}{closing}", card.name, *card.below, card.day)
    return " · ".join(filter(None, parts))


def _day(event: Event) -> str:
    return day(event.start_date) if event.start_date else ""
