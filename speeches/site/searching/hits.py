"""What a page of search results shows of each turn that was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from ...models import Event, Utterance
from ...search import Found
from ...search.door import loaded
from ...search.marking import Marker, Place, excerpt
from ..language import name_language
from ..marks import excerpt_html, marked, paragraph_of
from ..typography import NO_BREAK_SPACE

LINE_CHARACTERS = 70
"""How much of a line stands before the word of a concordance, and how much after it."""
MOST_LINES = 8
"""How many lines of a concordance one turn gives; the rest stands in the text."""


@dataclass(frozen=True)
class Hit:
    """A turn that was found, with the places of what was asked for."""

    turn: Utterance
    places: Sequence[Place]
    marker: Marker
    parameters: str
    """Of the link into the event: the query, so that it is marked there."""

    @property
    def event(self) -> Event:
        return self.turn.event

    @cached_property
    def name(self) -> str:
        """Who speaks; for a turn without a speaker the label, or the word for its kind."""
        speaker = self.turn.speaker
        return speaker.name if speaker else self.turn.printed_name or capfirst(self.turn.get_classification_display())

    @property
    def name_language(self) -> str:
        speaker = self.turn.speaker
        if speaker:
            return name_language(speaker)
        return self.turn.language if self.turn.printed_name else get_language() or ""

    @property
    def excerpt(self) -> SafeString:
        return excerpt_html(self.turn.text, excerpt(self.turn.text, self.places))

    @cached_property
    def heading(self) -> SafeString:
        """The heading above the turn, when it has words that were asked for."""
        heading = self.turn.heading
        places = self.marker.places(heading) if heading else []
        return SafeString(marked(heading, places).replace("\n", " · ")) if places else SafeString("")

    @property
    def address(self) -> str:
        """The paragraph in its event that the excerpt is of; there, everything that was asked for is marked."""
        return f"{self.event_address}?{self.parameters}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The paragraph with the first match, or the turn where only what surrounds its words matches."""
        number = f"-{paragraph_of(self.turn.text, self.places)}" if self.places else ""
        return f"{self.turn.anchor}{number}"

    @cached_property
    def event_address(self) -> str:
        return self.event.get_absolute_url()

    @property
    def lines(self) -> list[Line]:
        return [Line(self, place) for place in self.places[:MOST_LINES]]

    @property
    def more_lines(self) -> int:
        return max(0, len(self.places) - MOST_LINES)


@dataclass(frozen=True)
class Line:
    """One line of a concordance: a word that was asked for with what stands around it."""

    hit: Hit
    place: Place

    @property
    def before(self) -> str:
        """What stands before it, cut at the left; its last space does not break.

        The cell runs from right to left, so that its beginning is cut, and there a plain space at the end of the text
        would be moved to the other side (Unicode Standard Annex 9, rule L1).
        """
        text = self.hit.turn.text[max(0, self.place.start - LINE_CHARACTERS) : self.place.start].rpartition("\n")[2]
        return f"{text[:-1]}{NO_BREAK_SPACE}" if text.endswith(" ") else text

    @property
    def word(self) -> str:
        return self.hit.turn.text[self.place.start : self.place.end]

    @property
    def after(self) -> str:
        return self.hit.turn.text[self.place.end : self.place.end + LINE_CHARACTERS].partition("\n")[0]

    @property
    def address(self) -> str:
        number = paragraph_of(self.hit.turn.text, [self.place])
        return f"{self.hit.address.partition('#')[0]}#{self.hit.turn.anchor}-{number}"


@dataclass(frozen=True)
class Group:
    """What was found in one event.

    count: of the hits that are counted, how many are there; is_capped: whether there may be more than are counted.
    """

    event: Event
    hits: Sequence[Hit]
    count: int
    is_capped: bool

    @property
    def more(self) -> int:
        return self.count - len(self.hits)

    @property
    def address(self) -> str:
        return self.hits[0].address.partition("#")[0]


def hits_of(found: Found, turns: Iterable[Utterance], text: str, *, every: bool = False) -> list[Hit]:
    """Make hits of turns that were found. text: the query as it was typed; every: not those of an excerpt alone."""
    marker = Marker(found.query, brackets=found.plan.brackets)
    parameters = urlencode({"q": text, "brackets": "on"} if found.plan.brackets else {"q": text})
    places_of = marker.places_in_turn if every else marker.places_together
    return [Hit(turn, places_of(turn), marker, parameters) for turn in turns]


def groups_of(found: Found, page: Sequence[tuple[int, Sequence[int]]], text: str, shown: int) -> Iterator[Group]:
    """Make groups of events. page: the primary key of each event with those of its turns, all in order."""
    turns = {turn.pk: turn for turn in loaded([key for _event, keys in page for key in keys[:shown]])}
    for _event, keys in page:
        found_here = [turns[key] for key in keys[:shown] if key in turns]
        if found_here:
            yield Group(found_here[0].event, hits_of(found, found_here, text), len(keys), found.is_capped)
