"""What the head of a page says for those who pass on its address: a picture, words, and data for programs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from ...cards import HEIGHT, WIDTH, Card
from ...citing.record import one_line
from ...models import Event, Photograph, Place, Portrait, Speaker, Tag, Utterance
from ..addresses import address_of
from . import linked_data
from .card_words import event_card, in_words, said, site_card, speaker_card, topic_card, turn_card
from .embedding import oembed_address

LOCALES = {"ru": "ru_RU", "en": "en_GB", "uk": "uk_UA", "be": "be_BY", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}
OEMBED_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
TAGGED = re.compile(r"([a-z]{2,3})-([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands for a page. is_wide: whether it is shown over the whole width of a link."""

    url: str
    width: int
    height: int
    alt: str
    is_wide: bool = True


def shared_site() -> dict[str, Any]:
    """Give what pages show that have no picture of their own."""
    return {"image": _of_card(site_card(), address_of("home"))}


def shared_event(event: Event, context: dict[str, Any], people: list[Speaker]) -> dict[str, Any]:
    """Give what an event shows: its first photograph, else its card. context: of its page; people: who speak in it."""
    photographs = context["photographs"]
    return {
        "image": _of_photograph(event, photographs[0])
        if photographs
        else _of_card(event_card(event, people), event.get_absolute_url()),
        "language": event.language,
        "oembed": _oembed(event),
        "data": linked_data.block(linked_data.event_nodes(event, people, context["tags"], photographs)),
    }


def shared_turn(turn: Utterance, context: dict[str, Any]) -> dict[str, Any]:
    """Give what a turn shows: its words on a card. context: of its page."""
    heading, office, delivery = context["heading"].text, context["office"], context["delivery"]
    return {
        "image": _of_card(turn_card(turn, office), turn.get_absolute_url()),
        "title": f"{heading}: {turn.event.title}",
        "text": said(turn),
        "language": turn.language,
        "oembed": _oembed(turn),
        "data": linked_data.block(linked_data.turn_nodes(turn, heading, office, delivery)),
    }


def shared_speaker(speaker: Speaker, context: dict[str, Any]) -> dict[str, Any]:
    """Give what a person shows: the portrait, else a card. context: of the person's page."""
    offices, portrait = list(context["offices"]), getattr(speaker, "portrait", None)
    return {
        "image": _of_portrait(speaker, portrait)
        if portrait
        else _of_card(speaker_card(speaker, offices), speaker.get_absolute_url()),
        "data": linked_data.block(linked_data.speaker_nodes(speaker, offices, context["aliases"])),
    }


def shared_topic(topic: Tag | Place, section: str) -> dict[str, Any]:
    return {
        "image": _of_card(topic_card(topic), topic.get_absolute_url()),
        "data": linked_data.block(linked_data.topic_nodes(topic, section)),
    }


def locale_of(language: str) -> str:
    """Give a language as Open Graph names it, with a country; "" for one that it does not know.

    >>> locale_of("ru"), locale_of("en-US"), locale_of("tlh")
    ('ru_RU', 'en_US', '')
    """
    if tagged := TAGGED.fullmatch(language):
        return "_".join(tagged.groups())
    return LOCALES.get(language, "")


def _of_card(card: Card, path: str) -> Image:
    """Give the card of the page at a path."""
    return Image(f"{settings.SITE_URL}{path}card.png", WIDTH, HEIGHT, in_words(card))


def _of_photograph(event: Event, photograph: Photograph) -> Image:
    largest = photograph.renditions[-1]
    alt = one_line(photograph.in_words or event.title)
    return Image(f"{settings.SITE_URL}{largest.url}", largest.width, largest.height, alt)


def _of_portrait(speaker: Speaker, portrait: Portrait) -> Image:
    largest = portrait.renditions[-1]
    return Image(f"{settings.SITE_URL}{largest.url}", largest.width, largest.height, speaker.name, is_wide=False)


def _oembed(row: Event | Utterance) -> list[tuple[str, str]]:
    """Give the addresses of the door for programs that embed, each with its media type."""
    return [(media_type, oembed_address(row, form)) for form, media_type in OEMBED_TYPES.items()]
