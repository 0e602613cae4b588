"""Tags of single turns, as they stand beside a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import get_language, gettext

from ...models import Event, Tag, Utterance
from ..language import lang_attribute, name_language

BEFORE_BESIDE = 4_000
"""After so many characters a transcript has passed the facts that stand in the outer margin above."""
OF_HEADER = 130
"""A turn's header and the space above it take as much room as so many characters."""


@dataclass(slots=True)
class Tagged:
    """What one turn is about. is_beside: whether the outer margin is free there."""

    tags: list[Tag] = field(default_factory=list)
    is_beside: bool = True


def tags_of_turns(event: Event, utterances: Iterable[Utterance]) -> dict[int, Tagged]:
    """Give the tags of those turns that have any, by the turn's primary key, with one query.

    utterances: all turns of the event, in order.
    """
    rows = Utterance.tags.through.objects.filter(utterance__event=event).order_by("tag__sort_ru", "tag_id")
    known: dict[int, Tag] = {}
    found: dict[int, Tagged] = {}
    for turn, key, *values in rows.values_list("utterance_id", "tag_id", "tag__slug", "tag__name_ru", "tag__name_en"):
        if key not in known:
            known[key] = Tag(pk=key, **dict(zip(("slug", "name_ru", "name_en"), values, strict=True)))
        found.setdefault(turn, Tagged()).tags.append(known[key])
    if found:
        for turn in _early(utterances):
            if turn.pk in found:
                found[turn.pk].is_beside = False
    return found


def _early(utterances: Iterable[Utterance]) -> Iterable[Utterance]:
    room = BEFORE_BESIDE
    for turn in utterances:
        if room <= 0:
            break
        yield turn
        room -= len(turn.text) + OF_HEADER


def tags_html(tags: Sequence[Tag], addresses: Mapping[int, str], around: str) -> str:
    """Write a turn's tags. addresses: of their pages, by primary key; around: the language of what they stand in."""
    interface = get_language() or ""
    items = []
    for tag in tags:
        lang, name = lang_attribute(name_language(tag), interface), escape(tag.name)
        address = addresses.get(tag.pk)
        items.append(f'<li{lang}><a href="{escape(address)}">{name}</a></li>' if address else f"<li{lang}>{name}</li>")
    label, lang = escape(gettext("Tags of this turn")), lang_attribute(interface, around)
    return f'<ul class="tags" aria-label="{label}"{lang}>{"".join(items)}</ul>'
