"""Where a quotation may have come from: the index is asked for some of its words, and each turn that has them votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from django.db.models import QuerySet

from ..door import turns_with_phrase, turns_with_words
from .probes import Probe

MOST_TURNS = 30
"""How many turns a probe may find: what stands in more of them tells little."""

MOST_PLACES = 10
"""How many places are looked into."""

MOST_VOTERS = 150
"""Of how many turns, those with the heaviest votes, the event is looked up."""

_LEAST_MARGIN, _MOST_MARGIN, _WORDS_A_TURN = 2, 32, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A run of turns of an event. first, last: positions."""

    event: int
    first: int
    last: int
    weight: float = 0.0


@dataclass(slots=True)
class Ballot:
    """The votes cast so far.

    margin: how many turns are read before and after those that vote; two that are further apart than two margins speak
    for two places. weights: by turn and probe, the more the fewer turns have the words.
    """

    turns: QuerySet
    margin: int
    has_gaps: bool
    weights: dict[int, dict[Probe, float]] = field(default_factory=lambda: defaultdict(dict))
    positions: dict[int, tuple[int, int]] = field(default_factory=dict)

    def cast(self, probes: Iterable[Probe]) -> None:
        """Let the turns that have the words of these probes vote."""
        for probe in probes:
            found = find_turns(probe)
            for turn in found:
                self.weights[turn][probe] = len(probe.words) / len(found)
        voters = nlargest(MOST_VOTERS, self.weights, key=lambda turn: (sum(self.weights[turn].values()), turn))
        new = set(voters) - self.positions.keys()
        rows = self.turns.filter(pk__in=new).order_by().values_list("pk", "event_id", "position")
        self.positions |= {turn: (event, position) for turn, event, position in rows}

    def places(self, most: int = MOST_PLACES) -> list[Place]:
        """Return the places with most votes, the best first."""
        events: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for turn, (event, position) in self.positions.items():
            events[event].append((position, turn))
        places = [place for event, turns in events.items() for place in self._places_in(event, sorted(turns))]
        # The pieces of a quotation with gaps may stand far apart: the event that has most of them comes first.
        together = {event: self._weight(turns) if self.has_gaps else 0 for event, turns in events.items()}
        best = sorted(places, key=lambda place: (-together[place.event], -place.weight, -place.event, place.first))
        return best[:most]

    def _places_in(self, event: int, turns: Sequence[tuple[int, int]]) -> Iterator[Place]:
        """Divide the turns of an event, in order, into places that are far apart."""
        run = [turns[0]]
        for turn in turns[1:]:
            if turn[0] - run[-1][0] > 2 * self.margin:
                yield self._place(event, run)
                run = []
            run.append(turn)
        yield self._place(event, run)

    def _place(self, event: int, run: Sequence[tuple[int, int]]) -> Place:
        return Place(event, run[0][0] - self.margin, run[-1][0] + self.margin, self._weight(run))

    def _weight(self, turns: Iterable[tuple[int, int]]) -> float:
        """Add up votes; a phrase that every other turn has, such as thanks, votes once for all of them."""
        weights: dict[Probe, float] = {}
        for _, turn in turns:
            weights |= self.weights[turn]
        return sum(weights.values())


def margin_of(words: int) -> int:
    """Return how many turns a quotation of so many words may go beyond those that vote."""
    return min(_MOST_MARGIN, _LEAST_MARGIN + words // _WORDS_A_TURN)


def find_turns(probe: Probe) -> list[int]:
    """Return primary keys of published turns that have the words of a probe in any inflected form, newest first."""
    return (turns_with_phrase if probe.is_phrase else turns_with_words)(probe.words, limit=MOST_TURNS, as_printed=True)
