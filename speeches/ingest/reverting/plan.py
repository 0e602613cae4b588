"""What taking an event back to a moment would do. Writes nothing."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models import Event, Place, Speaker, Tag, Utterance
from ...words.diff import longest_rising
from ..merge.comparing import rows_of
from .state import State, standing, state_at

FIELDS = (
    "title",
    "summary",
    "classification",
    "place",
    "start_date",
    "start_time",
    "time_zone",
    "language",
    "completeness",
)
"""What of an event comes back. Its address and what makes it public stay."""
COLUMNS = {"place": "place_id"}
"""What a version calls a field, where that is not its name."""
WORDS = ("attribution_text", "classification", "delivery", "language", "heading", "continues", "text")
GIVEN = ("speaker", "found_by", "role")
"""Who speaks in a turn: an editor's work, which stays unless it is asked to go back too, or the label does."""
WHOLE = (Event.Completeness.FULL, Event.Completeness.CHECKED)

Pair = tuple[Utterance, Utterance]


@dataclass(frozen=True, slots=True)
class Gone:
    """A turn that was not there. into: the one that its address leads to, None for none.

    is_joined: whether its words stand there again.
    """

    row: Utterance
    into: Utterance | None
    is_joined: bool = False


@dataclass(slots=True)
class Reversion:
    """What would be done, and to what. Rows that would be are copies, none of them saved.

    rows: all turns in order; changed: as they are and as they would be; back: those that come back; moved: those that
    change places among the ones that stay; tags: of turns that get others, by primary key. fields: new values of the
    event by name; event_tags: None where they stay.
    """

    event: Event
    moment: datetime.datetime
    rows: list[Utterance] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    back: list[Utterance] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    moved: list[Utterance] = field(default_factory=list)
    tags: dict[int, set[Tag]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    event_tags: set[Tag] | None = None

    @property
    def changes_nothing(self) -> bool:
        of_turns = self.changed or self.back or self.gone or self.moved or self.tags
        return not (of_turns or self.fields or self.event_tags is not None)

    @property
    def turn_count(self) -> int:
        """How many turns it touches."""
        kept = {row.pk for row in (*(after for _before, after in self.changed), *self.moved)} | self.tags.keys()
        return len(kept | {row.pk for row in self.back}) + len(self.gone)

    @property
    def deleted(self) -> list[Utterance]:
        """The turns whose words would stand nowhere any more."""
        return [each.row for each in self.gone if not each.is_joined]


def plan_reversion(event: Event, moment: datetime.datetime, *, with_links: bool = False) -> Reversion:
    """Tell what taking an event back to the end of a moment would do.

    with_links: tags of turns, and who speaks under a label that is the same, go back as well; else they stay.
    """
    return _Planning(event, moment, with_links=with_links).plan()


class _Planning:
    def __init__(self, event: Event, moment: datetime.datetime, *, with_links: bool):
        self.event, self.with_links = event, with_links
        self.now = rows_of(event)
        self.by_key = {row.pk: row for row in self.now}
        self.state = state_at(event, moment, self.now)
        self.speakers = standing(Speaker, [turn.speaker_id for turn in self.state.turns])
        self.tags = standing(Tag, _all_of(self.state))
        self.plans = Reversion(event, moment)
        self._is_other_above = False

    def plan(self) -> Reversion:
        plans = self.plans
        plans.rows = [self._turn(then) for then in self.state.turns]
        before = {pk: place for place, pk in enumerate(self.by_key)}
        places = [(before[row.pk], place) for place, row in enumerate(plans.rows) if row.pk in before]
        still = {place for _before, place in longest_rising(places)}
        plans.moved = [plans.rows[place] for _before, place in places if place not in still]
        staying = {row.pk: row for row in plans.rows}
        plans.gone = [self._gone(row, staying) for row in self.now if row.pk not in staying]
        if self.state.event:
            self._plan_fields()
        return plans

    def _turn(self, then: Any) -> Utterance:
        """Give a turn as it would be, and note what becomes of it."""
        row = self.by_key.get(then.id)
        if row is None:
            back = Utterance(pk=then.id, ref=then.ref, event=self.event)
            self._set(back, then, (*WORDS, *GIVEN))
            self.plans.back.append(back)
            self.plans.tags[back.pk] = self._tags_then(then)
            return back
        after = copy.copy(row)
        is_other = self._is_other_label(row, then)
        if then is row:
            return after
        self._set(after, then, (*WORDS, *GIVEN) if is_other or self.with_links else WORDS)
        if any(getattr(row, name) != getattr(after, name) for name in (*WORDS, *GIVEN)):
            self.plans.changed.append((row, after))
        if self.with_links and (tags := self._tags_then(then)) != set(row.tags.all()):
            self.plans.tags[row.pk] = tags
        return after

    def _is_other_label(self, row: Utterance, then: Any) -> bool:
        """Tell whether a turn gets another label; one that goes on stands under the label above it."""
        if then.attribution_text or not then.continues:
            self._is_other_above = then.attribution_text != row.attribution_text
        return self._is_other_above

    def _set(self, row: Utterance, then: Any, names: Iterable[str]) -> None:
        for name in names:
            value = self.speakers.get(then.speaker_id) if name == "speaker" else getattr(then, name)
            setattr(row, name, value)
        if not row.speaker:
            row.found_by = ""

    def _tags_then(self, then: Any) -> set[Tag]:
        keys = self.state.turn_tags.get(then.id, ())
        return {self.tags[key] for key in keys if key in self.tags}

    def _gone(self, row: Utterance, staying: dict[int, Utterance]) -> Gone:
        """Find where the words of a turn that goes stand again, else the turn beside it."""
        place = self.now.index(row)
        beside = [_first(self.now[:place][::-1], staying), _first(self.now[place + 1 :], staying)]
        neighbours = [each for each in beside if each]
        words = _flat(row.text)
        for each in [*neighbours, *self.plans.back]:
            had = self.by_key.get(each.pk)
            if words and words in _flat(each.text) and not (had and words in _flat(had.text)):
                return Gone(row, each, is_joined=True)
        return Gone(row, next(iter([*neighbours, *self.plans.back]), None))

    def _plan_fields(self) -> None:
        then, plans = self.state.event, self.plans
        for name in FIELDS:
            value = getattr(then, COLUMNS.get(name, name))
            if name == "place" and value:
                # One that is deleted cannot come back with the event.
                value = standing(Place, [value]).get(value, self.event.place)
            is_untrue = name == "completeness" and value in WHOLE and not plans.rows
            if value != getattr(self.event, name) and not is_untrue:
                plans.fields[name] = value
        tags = {self.tags[key] for key in self.state.event_tags if key in self.tags}
        if tags != set(self.event.tags.all()):
            plans.event_tags = tags


def _all_of(state: State) -> set[int]:
    return state.event_tags.union(*state.turn_tags.values())


def _first(rows: Sequence[Utterance], staying: dict[int, Utterance]) -> Utterance | None:
    return next((staying[row.pk] for row in rows if row.pk in staying), None)


def _flat(text: str) -> str:
    return " ".join(text.split())
