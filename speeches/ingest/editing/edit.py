"""An edited text beside the event it is of: what would change, and the door through which it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, cast

from ...models import Conflict, Event, Utterance, revise
from ...transcripts import Doubt, Header, Transcript
from ..merge.comparing import Merge, rows_of
from ..merge.fields import FieldPassage, plan_fields
from ..merge.plan import FOLLOW, KEEP, SAME, Row, plan_merge
from ..merge.writing import Writing
from ..rows import kept_turns, transcript_of
from .notices import NewLabel, labels_that_are_new, notices_of, title_is_missing
from .reading import read_edited, text_of
from .showing import shown


@dataclass(frozen=True, slots=True)
class EditedPassage:
    """One passage that an edit changes, for people. act: what was done to it; line: where it stands in the edited text.

    before, after: both wordings with label and marks, "" where there is none; field: of the event, "" for turns.
    """

    act: str
    line: int
    before: str
    after: str
    field: str = ""


@dataclass(slots=True)
class Edit:
    """What a text would do to an event.

    doubts: what the reader is not sure of; notices: what the editor should know of tags and speakers; labels: new ones.
    """

    event: Event
    merge: Merge
    doubts: list[Doubt]
    notices: list[Doubt] = field(default_factory=list)
    labels: list[NewLabel] = field(default_factory=list)

    @property
    def transcript(self) -> Transcript:
        return self.merge.transcript

    @property
    def changes_nothing(self) -> bool:
        return self.merge.changes_nothing

    @property
    def counts(self) -> Counter[str]:
        """How many passages were edited, split, joined, moved, deleted, added, and fields changed ("field")."""
        counts = Counter(passage.source for passage in self.merge.plan.passages if passage.fate == FOLLOW)
        counts["field"] = sum(passage.fate == FOLLOW for passage in self.merge.fields)
        return +counts

    @property
    def passages(self) -> list[EditedPassage]:
        """What changes, the header first and then in the order of the edited text."""
        merge = self.merge
        fields = [EditedPassage(p.source, 1, p.base, p.theirs, p.field) for p in merge.fields if p.fate == FOLLOW]
        turns = [
            EditedPassage(
                p.source,
                next((merge.theirs[k].line for k in p.theirs), 0),
                shown(merge.base[i] for i in p.base),
                shown(merge.theirs[k] for k in p.theirs),
            )
            for p in merge.plan.passages
            if p.fate == FOLLOW
        ]
        return fields + turns

    @property
    def acts(self) -> list[str]:
        """What was done to each turn of the edited text; "same" for most."""
        of_turn = {k: p.source for p in self.merge.plan.passages if p.fate == FOLLOW for k in p.theirs}
        return [of_turn.get(k, SAME) for k in range(len(self.merge.theirs))]


def plan_edit(event: Event, text: str) -> Edit:
    """Tell what a text would do to an event, and write nothing. Raises TranscriptError for what is no text."""
    rows = rows_of(event)
    names = frozenset(row.printed_name for row in rows if row.attribution_text)
    before = transcript_of(event, rows)
    after = read_edited(text, event.language, names)
    doubts = [*after.doubts, *title_is_missing(after, event)]
    merge = _compare(event, rows, before.header, after)
    return Edit(event, merge, doubts, list(notices_of(merge)), labels_that_are_new(merge))


def _compare(event: Event, rows: list[Utterance], before: Header, after: Transcript) -> Merge:
    """Compare the rows with a text that is an editor's: nothing of it is asked about."""
    base, theirs = [row.as_turn() for row in rows], kept_turns(after)
    mine = [Row(row.ref, turn) for row, turn in zip(rows, base, strict=True)]
    plan = plan_merge(base, [row.ref for row in rows], mine, theirs)
    fields = _followed(event, before, after.header)
    return Merge(event, after, rows, base, theirs, plan, fields, is_edit=True)


def _followed(event: Event, before: Header, after: Header) -> list[FieldPassage]:
    passages = plan_fields(event, before, replace(after, title=after.title or before.title), ("", ""))
    return [replace(each, fate=KEEP if each.theirs == each.base else FOLLOW) for each in passages]


def edit_text(
    event: Event, text: str, *, by: Any = None, reason: str = "", nature: str = "", since: str | None = None
) -> Edit:
    """Make an event's rows say what a text says, in one revision; give what was done.

    nature: as `Revision` has it. since: the text that the editor started from; raises Conflict where the event has
    another by now. Raises TranscriptError for what is no text, NotStored for what the archive cannot hold.
    """
    with revise(event, by=by, reason=reason, nature=nature) as revision:
        stored = cast(Event, revision.event)
        if since is not None and text_of(stored) != since:
            raise Conflict(stored.version)
        edit = plan_edit(stored, text)
        if not edit.changes_nothing:
            Writing(edit.merge, stored, revision).write()
    return edit
