"""Tags that suggest themselves: their phrases, found in turns that do not have them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..models import Event, Tag, TagRejection, Utterance
from ..words import tokens
from .door import loaded, turns_with_phrase
from .marking import Marker, Place
from .query import parse

AT_ONCE = 200
"""So many turns are looked up for each phrase; more where those are settled already."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A turn in which a phrase of a tag stands. places: where in its text, in order."""

    tag: Tag
    turn: Utterance
    places: tuple[Place, ...]


class PhraseMarker:
    """Find a tag's phrases in turns, in any of their forms."""

    def __init__(self, tag: Tag):
        self.tag = tag
        self.markers = [Marker(parse(f'"{" ".join(words)}"')) for words in phrases_of(tag)]

    def suggestion(self, turn: Utterance) -> Suggestion | None:
        """Give what is to be said of a turn; None where no phrase stands in its text."""
        found = sorted({place for marker in self.markers for place in marker.places_in_turn(turn)})
        return Suggestion(self.tag, turn, tuple(_apart(found))) if found else None


def phrases_of(tag: Tag) -> list[list[str]]:
    """Give the words of each phrase."""
    phrases = ([token.text for token in tokens(line)] for line in tag.phrases.splitlines())
    return [words for words in phrases if words]


def suggestions_for(tag: Tag, *, limit: int) -> list[Suggestion]:
    """Find published turns, the newest first, in which a tag suggests itself."""
    marker, words, most = PhraseMarker(tag), phrases_of(tag), AT_ONCE
    while True:
        found = [turns_with_phrase(each, limit=most) for each in words]
        keys = list(dict.fromkeys(key for each in found for key in each))
        settled = {turn for _tag, turn in settled_pairs(Utterance.objects.filter(pk__in=keys), [tag])}
        waiting = [key for key in keys if key not in settled]
        if len(waiting) >= limit or all(len(each) < most for each in found):
            break
        most *= 4
    seen = (marker.suggestion(turn) for turn in loaded(waiting[:limit]))
    return [suggestion for suggestion in seen if suggestion]


def suggestions_in(event: Event, *, limit: int) -> list[Suggestion]:
    """Find the turns of an event, published or not, in which tags suggest themselves; in the order of the text."""
    markers = [PhraseMarker(tag) for tag in Tag.objects.exclude(phrases="").order_by("sort_ru", "pk")]
    turns = event.utterances.order_by("position").defer("terms").select_related("speaker")
    settled = settled_pairs(event.utterances, [marker.tag for marker in markers])
    return list(islice(_of_turns(turns, markers, settled), limit))


def _of_turns(
    turns: Iterable[Utterance], markers: list[PhraseMarker], settled: Collection[tuple[int, int]]
) -> Iterator[Suggestion]:
    for turn in turns:
        for marker in markers:
            if (marker.tag.pk, turn.pk) not in settled and (found := marker.suggestion(turn)):
                yield found


def settled_pairs(turns: Iterable[Utterance], tags: Collection[Tag]) -> set[tuple[int, int]]:
    """Give the keys of tag and turn where the turn has the tag already, or an editor said that it does not fit."""
    tables = (Utterance.tags.through.objects, TagRejection.objects)
    chosen = {"utterance__in": turns.order_by().values("pk"), "tag__in": tags}
    return {pair for table in tables for pair in table.filter(**chosen).values_list("tag_id", "utterance_id")}


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """Leave out what overlaps with a place before it."""
    end = -1
    for place in places:
        if place.start >= end:
            yield place
            end = place.end
