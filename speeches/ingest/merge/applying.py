"""A new version of a source becomes rows: what the plan says is done, what it asks is kept for an editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from ...models import Decision, Event, Place, Revision, Source, Utterance
from ...transcripts import Doubt, Transcript, Turn, dump_turn
from ..answers import NO_ANSWERS, Answers
from ..rows import kept_turns, set_turn
from .casting import Cast
from .fields import FieldPassage, plan_fields, set_field
from .plan import ASK, FOLLOW, MOVED, SAME, Plan, Row, Slot, plan_merge
from .snapshot import snapshot

KNOWN = 0.2
"""This share of the shorter text's words must stand in turns that both versions have, half of it of the longer's."""


@dataclass(slots=True)
class Merge:
    """A new version beside the event: the texts, and what is to become of them.

    rows: the event's turns in order; base, theirs: the source as last read and as read now.
    """

    event: Event
    last: Source
    transcript: Transcript
    rows: list[Utterance]
    base: list[Turn]
    theirs: list[Turn]
    plan: Plan
    fields: list[FieldPassage]
    answers: Answers = NO_ANSWERS
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return self.plan.changes_nothing and not any(passage.fate == FOLLOW for passage in self.fields)

    @property
    def questions(self) -> int:
        return len(self.plan.questions) + sum(passage.fate == ASK for passage in self.fields)

    @property
    def is_another_text(self) -> bool:
        """Whether next to nothing of the last version is left: then another text has the file's name.

        A title recurs every week and a greeting in every speech, so that neither alone tells one text from another.
        """
        same = [bool(p.base) and p.base == p.theirs for p in self.fields if p.field in ("title", "start")]
        if not self.base:
            return not any(same)
        shared = sum(
            min(_words(self.base, passage.base), _words(self.theirs, passage.theirs)) for passage in self.plan.passages
        )
        words = [_words(turns, range(len(turns))) for turns in (self.base, self.theirs)]
        return not all(same) and shared < max(1, KNOWN * min(words), KNOWN / 2 * max(words))


def _words(turns: list[Turn], places: Iterable[int]) -> int:
    return sum(len(turns[place].text.split()) for place in places)


def compare(event: Event, last: Source, transcript: Transcript, name: str, answers: Answers = NO_ANSWERS) -> Merge:
    """Compare a new version of a source with the event that its last version became part of. Writes nothing.

    answers: what an editor has decided of it already, so that it is no question any more.
    """
    rows = list(event.utterances.select_related("speaker").prefetch_related("tags").order_by("position"))
    for row in rows:
        row.event = event
    read = last.as_read()
    base, theirs = kept_turns(read), kept_turns(transcript)
    mine = [Row(row.ref, row.as_turn(), _holds_work(row), row.found_by == Utterance.FoundBy.EDITOR) for row in rows]
    refs = last.refs if len(last.refs) == len(base) else []
    plan = plan_merge(base, refs, mine, theirs, answers.passages)
    fields = plan_fields(event, read.header, transcript.header, (last.name, name), answers.passages)
    return Merge(event, last, transcript, rows, base, theirs, plan, fields, answers)


def _holds_work(row: Utterance) -> bool:
    return bool(row.tags.all()) or row.found_by == Utterance.FoundBy.EDITOR


def apply(merge: Merge, source: Source, *, by: Any = None, reason: str = "") -> Event:
    """Do what the plan says and keep its questions; give the event as it is now. Inside a transaction.

    source: the new version, unsaved; it gets references, what is needed to undo it, and is saved.
    """
    revision = Revision(merge.event, by=by, reason=reason)
    event = merge.event = cast(Event, revision.event)
    for row in merge.rows:
        row.event = event
    ended = [*(merge.rows[row] for row in merge.plan.gone), *(row for row, _ in _joins(merge))]
    joined_to = [into for _, into in _joins(merge)]
    source.before = snapshot(event, merge.rows, ended)
    source.before["place"] = _write_fields(merge, revision)
    written = _Writing(merge, event)
    changed = {row.ref for row in (*written.changed, *ended, *joined_to)}
    if source.before["event"]["language"] == event.language:
        # A new language is every turn's, and which had it before can only be told by what they were.
        source.before["rows"] = {ref: values for ref, values in source.before["rows"].items() if ref in changed}
    _end_rows(merge, revision)
    if not merge.plan.changes_nothing:
        revision.arrange(written.rows, written.changed)
    revision.close()
    _keep(merge, source, event, revision.version if revision.has_changed else event.version, written)
    return event


def _write_fields(merge: Merge, revision: Revision) -> str:
    """Give the event what follows the source, and give the reference of a place that was made for it."""
    event, language = merge.event, merge.event.language
    followed = {passage.field: passage.theirs for passage in merge.fields if passage.fate == FOLLOW}
    is_new_place = "place" in followed and not Place.objects.named(followed["place"]).exists()
    for name, value in followed.items():
        set_field(event, name, value)
    is_completed = event.completeness == Event.Completeness.LEAD and not merge.base and bool(merge.theirs)
    if is_completed:
        event.completeness = Event.Completeness.FULL
    if followed or is_completed:
        revision.save(event)
    for row in merge.rows:
        # The door gave the turns their new language in the database only.
        row.language = event.language if row.language == language else row.language
    return event.place.ref if is_new_place and event.place else ""


def _joins(merge: Merge) -> list[tuple[Utterance, Utterance]]:
    """Give each row that ends in another one, with that one."""
    return [
        (merge.rows[ended], merge.rows[slot.row])
        for slot in merge.plan.slots
        if slot.row is not None
        for ended in slot.joins
    ]


def _end_rows(merge: Merge, revision: Revision) -> None:
    for position in merge.plan.gone:
        revision.delete(merge.rows[position])
    for row, into in _joins(merge):
        revision.join(row, into)


class _Writing:
    """The event's turns as they are going to be. rows: in order, new ones unsaved; changed: those with new content."""

    def __init__(self, merge: Merge, event: Event):
        self.merge, self.event = merge, event
        self.cast = Cast.of(event, merge.transcript, merge.rows, merge.answers)
        self.rows: list[Utterance] = []
        self.changed: list[Utterance] = []
        self.of_turn: dict[int, Utterance] = {}
        # Asked before anything is set: whom a turn that goes on has its speaker from.
        self.follows_above = _follow_above(merge.rows)
        moved = {p.mine[0] for p in merge.plan.passages if p.fate == FOLLOW and p.source == MOVED}
        above: Utterance | None = None
        for slot in merge.plan.slots:
            row = self._row(slot, above)
            self.rows.append(row)
            is_spoken_on = slot.theirs is None and self._speak_on(row, above)
            if slot.theirs is not None or slot.row in moved or is_spoken_on:
                self.changed.append(row)
            above = row if row.attribution_text else above

    def _row(self, slot: Slot, above: Utterance | None) -> Utterance:
        row = Utterance(event=self.event) if slot.row is None else self.merge.rows[slot.row]
        if slot.theirs is None:
            return row
        before = None if slot.row is None else row.printed_name
        turn = self.merge.theirs[slot.theirs]
        set_turn(row, turn)
        self.cast.give(row, before, above, turn.line)
        self.of_turn[slot.theirs] = row
        return row

    def _speak_on(self, row: Utterance, above: Utterance | None) -> bool:
        """Let a turn that goes on go along with the turn above, where that has another speaker by now."""
        if row.ref not in self.follows_above or not above or above.speaker == row.speaker:
            return False
        self.cast.follow(row, above)
        return True

    def refs(self) -> list[str]:
        """Give the reference of the row that each turn of the new version is."""
        refs = []
        for place, row in enumerate(self.merge.plan.lineage):
            written = self.of_turn.get(place)
            refs.append(written.ref if written else self.merge.rows[row].ref if isinstance(row, int) else row or "")
        return refs


def _follow_above(rows: list[Utterance]) -> set[str]:
    """Tell which turns go on under the speaker of the turn above, and not under one that an editor gave."""
    found: set[str] = set()
    above: Utterance | None = None
    for row in rows:
        if above and row.continues and row.speaker == above.speaker and row.found_by != Utterance.FoundBy.EDITOR:
            found.add(row.ref)
        above = row if row.attribution_text else above
    return found


def _keep(merge: Merge, source: Source, event: Event, version: int, written: _Writing) -> None:
    """Keep the new version, and what it leaves to an editor."""
    for row in written.rows:
        if row.ref not in source.before["order"]:
            source.before["rows"][row.ref] = None
    source.before["speakers"] = [speaker.ref for speaker in written.cast.new]
    source.before["names"] = [spelling.pk for spelling in written.cast.names]
    source.before["taught"] = written.cast.taught
    open_ones = merge.last.decisions.filter(state=Decision.State.OPEN)
    source.before["decisions"] = list(open_ones.values("pk", "source_id", "places"))
    source.event, source.refs, source.version = event, written.refs(), version
    source.save()
    merge.doubts += written.cast.doubts
    _carry_over(merge, source)
    Decision.objects.bulk_create([*_turn_decisions(merge, source), *_field_decisions(merge, source)])


def _carry_over(merge: Merge, source: Source) -> None:
    """Leave older questions open where the new version says the same; the others are asked anew, or are settled."""
    place_of = {
        i: k
        for passage in merge.plan.passages
        if passage.source == SAME
        for i, k in zip(passage.base, passage.theirs, strict=True)
    }
    same_fields = {passage.field for passage in merge.fields if passage.source == SAME}
    for decision in merge.last.decisions.filter(state=Decision.State.OPEN):
        if decision.field in same_fields if decision.field else set(decision.places) <= set(place_of):
            decision.places = [place_of[i] for i in decision.places]
            decision.source = source
        else:
            decision.state = Decision.State.SUPERSEDED
        decision.save()


def _turn_decisions(merge: Merge, source: Source) -> list[Decision]:
    return [
        Decision(
            event=merge.event,
            source=source,
            refs=[merge.rows[row].ref for row in passage.mine],
            base=[dump_turn(merge.base[i]) for i in passage.base],
            theirs=[dump_turn(merge.theirs[k]) for k in passage.theirs],
            places=list(passage.theirs),
            editor_act=passage.editor,
            source_act=passage.source,
        )
        for passage in merge.plan.questions
    ]


def _field_decisions(merge: Merge, source: Source) -> list[Decision]:
    return [
        Decision(
            event=merge.event,
            source=source,
            field=passage.field,
            base=passage.base,
            theirs=passage.theirs,
            editor_act=passage.editor,
            source_act=passage.source,
        )
        for passage in merge.fields
        if passage.fate == ASK
    ]
