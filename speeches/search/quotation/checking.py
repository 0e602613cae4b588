"""The quote check: from what somebody pasted to what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from ...models import Event, Speaker
from .answer import Answer, CoveredTurn, Note, Passage
from .candidates import Ballot, Place, margin_of
from .comparing import MOST_MATCHES, Match, Verdict, compare
from .coverage import coverage
from .nearest import likeness
from .probes import rounds
from .quoted import Quotation, quotation
from .record import Record
from .rows import TurnRow, by_event, joined, read_rows, record_of, within
from .versions import Shown, earlier_passages

PLACES = (5, 10, 10)
"""How many places are read in each round; the words of the first are hardly shared by so many."""

MOST_COMPARED = 4
"""How many events are compared word by word in a round, those that look most like the quotation."""

LONG = 60
"""Words: when so many are found, nobody else has said nearly the same."""

MOST_TURNS = 2_000
"""How many turns of the likeliest event are read for a quotation with gaps."""

ENOUGH = 0.85
"""Where so much of a quotation is found, no further word is sought."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage before its event and speakers are read. rows: the turns that it was found in."""

    event: int
    rows: Sequence[TurnRow]
    match: Match
    shown: Shown | None = None


def check(pasted: str, turns: QuerySet) -> Answer:
    """Compare a quotation with what the reader may see of the record, and with what readers could see before.

    pasted: any text; beyond `MAX_QUOTATION` characters it is cut, and the answer says so. turns: published ones.
    """
    quoted = quotation(pasted)
    notes = (Note.CUT,) if quoted.is_cut else ()
    if quoted.is_too_short:
        return Answer(None, (), coverage(), (*notes, Note.TOO_SHORT))
    found = _Search(quoted, turns).found()
    passages = _passages(found)
    return Answer(passages[0].verdict if passages else Verdict.NOT_FOUND, passages, coverage(), notes)


@dataclass(slots=True)
class _Search:
    """The search for one quotation. read: by event, the places that have been compared, and what was found there."""

    quoted: Quotation
    turns: QuerySet
    read: dict[int, tuple[tuple[Place, ...], list[Found]]] = field(default_factory=dict)

    def found(self) -> list[Found]:
        """Return the passages that are like the quotation, in any order."""
        has_gaps = len(self.quoted.pieces) > 1
        ballot = Ballot(self.turns, margin_of(len(self.quoted.wording.keys)), has_gaps)
        for most, probes in zip(PLACES, rounds(self.quoted), strict=True):
            ballot.cast(probes)
            self._compare(ballot.places(most))
            # Of a quotation with gaps, a piece that is only like it here may stand elsewhere word for word.
            if self._has_same_words() or (not has_gaps and self._has_enough()):
                break
        if has_gaps and not self._has_same_words():
            # A piece that everybody says may stand anywhere in the event that has the others.
            self._compare([Place(place.event, 1, MOST_TURNS) for place in ballot.places(1)])
        earlier = [] if self._has_same_words() else self._earlier(ballot.places())
        return [*self._present(), *earlier]

    def _present(self) -> list[Found]:
        return [each for _, found in self.read.values() for each in found]

    def _has_same_words(self) -> bool:
        return any(each.match.verdict.has_same_words for each in self._present())

    def _has_enough(self) -> bool:
        """Tell whether nothing nearer is to be expected. Where all words are found and some left out, it is."""
        return any(ENOUGH <= each.match.similarity < 1 for each in self._present())

    def _compare(self, places: list[Place]) -> None:
        """Compare the turns at the places that have not been compared yet."""
        known = {event: spots for event, (spots, _) in self.read.items()}
        new = {event: spots for event, spots in _by_event(places).items() if known.get(event) != spots}
        rows = by_event(read_rows(self.turns.filter(within(spot for spots in new.values() for spot in spots))))
        records = {event: record_of(turns, new[event]) for event, turns in rows.items()}
        for event, record in records.items():
            matches = compare(self.quoted, record, exact=True)
            self.read[event] = (new[event], [Found(event, rows[event], match) for match in matches])
        if self._has_same_words() and len(self.quoted.wording.keys) > LONG:
            return
        for event in self._likeliest(records):
            matches = compare(self.quoted, records[event])
            self.read[event] = (new[event], [Found(event, rows[event], match) for match in matches])

    def _likeliest(self, records: dict[int, Record]) -> list[int]:
        if len(records) <= MOST_COMPARED:
            return list(records)
        quoted = self.quoted
        rough = {event: likeness(quoted.wording, quoted.pieces, each) for event, each in records.items()}
        return sorted(records, key=lambda event: -rough[event])[:MOST_COMPARED]

    def _earlier(self, places: list[Place]) -> list[Found]:
        passages = earlier_passages(self.quoted, places, self.turns)
        return [Found(each.rows[0].event_id, each.rows, each.match, each.shown) for each in passages]


def _by_event(places: Iterable[Place]) -> dict[int, tuple[Place, ...]]:
    events: dict[int, tuple[Place, ...]] = {}
    for place in joined(places):
        events[place.event] = (*events.get(place.event, ()), replace(place, weight=0))
    return events


def _passages(found: Sequence[Found]) -> tuple[Passage, ...]:
    """Read the events and speakers of the best; of equals, what stands now comes first, and what was said last."""
    events = Event.objects.in_bulk({each.event for each in found})
    newest_first = sorted(found, key=lambda each: (events[each.event].sort_key, each.event), reverse=True)
    best = sorted(newest_first, key=lambda each: (each.match.rank, each.shown is not None))[:MOST_MATCHES]
    rows = [each.rows[covered.turn] for each in best for covered in each.match.covered]
    speakers = Speaker.objects.in_bulk({row.speaker_id for row in rows if row.speaker_id})
    return tuple(_passage(each, events[each.event], speakers) for each in best)


def _passage(found: Found, event: Event, speakers: dict[int, Speaker]) -> Passage:
    match, shown = found.match, found.shown
    turns = tuple(
        _covered(found.rows[covered.turn], covered.first, covered.last, speakers) for covered in match.covered
    )
    return Passage(
        verdict=match.verdict,
        similarity=match.similarity,
        event=event,
        turns=turns,
        segments=match.segments,
        brackets=match.brackets,
        since=shown and shown.since,
        until=shown and shown.until,
        version=shown and shown.version,
    )


def _covered(row: TurnRow, first: int, last: int, speakers: dict[int, Speaker]) -> CoveredTurn:
    return CoveredTurn(
        ref=row.ref,
        speaker=speakers.get(row.speaker_id) if row.speaker_id else None,
        attribution_text=row.attribution_text,
        classification=row.classification,
        delivery=row.delivery,
        language=row.language,
        first=first,
        last=last,
    )
