"""A merge becomes rows: what the plan says is done, through one revision."""

from __future__ import annotations

from ...models import Event, Place, Revision, Utterance
from ..rows import set_turn
from .casting import Cast
from .comparing import Merge
from .fields import set_field
from .plan import FOLLOW, MOVED, SPLIT, Slot


class Writing:
    """The event's turns as they are going to be. Nothing is written before `write`.

    rows: in order, new ones unsaved; changed: those with new content; of_turn: by the place in the new text.
    ended, joins: the rows that go, and those of them that end in another one, with that one.
    """

    def __init__(self, merge: Merge, event: Event, revision: Revision):
        self.merge, self.event, self.revision = merge, event, revision
        self.rows: list[Utterance] = []
        self.changed: list[Utterance] = []
        self.of_turn: dict[int, Utterance] = {}
        self.new_place = ""
        merge.event = event
        for row in merge.rows:
            row.event = event
        # Asked before any row is set: under which label who speaks here.
        self.cast = Cast.of(event, merge.transcript, merge.rows, merge.answers, is_edit=merge.is_edit)
        self.joins = [
            (merge.rows[ended], merge.rows[slot.row])
            for slot in merge.plan.slots
            if slot.row is not None
            for ended in slot.joins
        ]
        self.ended = [*(merge.rows[row] for row in merge.plan.gone), *(row for row, _ in self.joins)]

    @property
    def touched(self) -> set[str]:
        """The references of the rows that are changed, go, or take up another one."""
        return {row.ref for row in (*self.changed, *self.ended, *(into for _, into in self.joins))}

    def write(self) -> None:
        """Write fields and turns; closing the revision is the caller's."""
        self.new_place = self._write_fields()
        self._set_rows()
        for position in self.merge.plan.gone:
            self.revision.delete(self.merge.rows[position])
        for row, into in self.joins:
            self.revision.join(row, into)
        if not self.merge.plan.changes_nothing:
            self.revision.arrange(self.rows, self.changed)

    def _write_fields(self) -> str:
        """Give the event what follows the source, and give the reference of a place that was made for it."""
        event, language = self.event, self.event.language
        followed = {passage.field: passage.theirs for passage in self.merge.fields if passage.fate == FOLLOW}
        is_new_place = "place" in followed and not Place.objects.named(followed["place"]).exists()
        for name, value in followed.items():
            set_field(event, name, value)
        is_completed = event.completeness == Event.Completeness.LEAD and not self.merge.base and bool(self.merge.theirs)
        if is_completed:
            event.completeness = Event.Completeness.FULL
        if followed or is_completed:
            self.revision.save(event)
        for row in self.merge.rows:
            # The door gave the turns their new language in the database only.
            row.language = event.language if row.language == language else row.language
        return event.place.ref if is_new_place and event.place else ""

    def _set_rows(self) -> None:
        # Both asked before anything is set: whom a turn has its speaker from.
        follows_above = _follow_above(self.merge.rows)
        parted = _parted(self.merge)
        moved = {p.mine[0] for p in self.merge.plan.passages if p.fate == FOLLOW and p.source == MOVED}
        above: Utterance | None = None
        for slot in self.merge.plan.slots:
            row = self._row(slot, above, parted)
            self.rows.append(row)
            is_spoken_on = slot.theirs is None and row.ref in follows_above and self._speak_on(row, above)
            if slot.theirs is not None or slot.row in moved or is_spoken_on:
                self.changed.append(row)
            above = row if row.attribution_text else above

    def _row(self, slot: Slot, above: Utterance | None, parted: dict[int, Utterance]) -> Utterance:
        row = Utterance(event=self.event) if slot.row is None else self.merge.rows[slot.row]
        if slot.theirs is None:
            return row
        before = None if slot.row is None else row.printed_name
        turn = self.merge.theirs[slot.theirs]
        set_turn(row, turn)
        whole = parted.get(slot.theirs) if slot.row is None else None
        if whole and row.attribution_text and whole.printed_name == row.printed_name:
            # The label may be several people's in this event, but the turn it was parted from is one person's.
            row.speaker, row.found_by, row.role = whole.speaker, whole.found_by, whole.role
        else:
            self.cast.give(row, before, above, turn.line)
        self.of_turn[slot.theirs] = row
        return row

    def _speak_on(self, row: Utterance, above: Utterance | None) -> bool:
        """Let a turn that goes on go along with the turn above, where that has another speaker by now."""
        if not above or above.speaker == row.speaker:
            return False
        self.cast.follow(row, above)
        return True

    def refs(self) -> list[str]:
        """Give the reference of the row that each turn of the new text is."""
        refs = []
        for place, row in enumerate(self.merge.plan.lineage):
            written = self.of_turn.get(place)
            refs.append(written.ref if written else self.merge.rows[row].ref if isinstance(row, int) else row or "")
        return refs


def _parted(merge: Merge) -> dict[int, Utterance]:
    """Give for each turn that was part of another one the row which that was."""
    splits = (p for p in merge.plan.passages if p.fate == FOLLOW and p.source == SPLIT and p.mine)
    return {k: merge.rows[passage.mine[0]] for passage in splits for k in passage.theirs}


def _follow_above(rows: list[Utterance]) -> set[str]:
    """Tell which turns go on under the speaker of the turn above, and not under one that an editor gave."""
    found: set[str] = set()
    above: Utterance | None = None
    for row in rows:
        if above and row.continues and row.speaker == above.speaker and row.found_by != Utterance.FoundBy.EDITOR:
            found.add(row.ref)
        above = row if row.attribution_text else above
    return found
