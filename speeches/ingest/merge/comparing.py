"""A new text beside an event: which of its turns and fields stay, change, come and go. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...models import Event, Source, Utterance
from ...transcripts import Doubt, Transcript, Turn
from ..answers import NO_ANSWERS, Answers
from ..rows import kept_turns
from .fields import FieldPassage, plan_fields
from .plan import ASK, FOLLOW, Plan, Row, plan_merge

KNOWN = 0.2
"""This share of the shorter text's words must stand in turns that both versions have, half of it of the longer's."""


@dataclass(slots=True)
class Merge:
    """A new text beside the event, and what is to become of them.

    transcript: the new text, a version of a source or the event's own text edited; rows: the event's turns in order.
    base, theirs: the turns of the text before and of the new one. is_edit: an editor wrote it, who is not to be asked.
    answers: what an editor has decided of it beforehand.
    """

    event: Event
    transcript: Transcript
    rows: list[Utterance]
    base: list[Turn]
    theirs: list[Turn]
    plan: Plan
    fields: list[FieldPassage]
    is_edit: bool = False
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
    rows = rows_of(event)
    read = last.as_read()
    base, theirs = kept_turns(read), kept_turns(transcript)
    mine = [Row(row.ref, row.as_turn(), _holds_work(row), row.found_by == Utterance.FoundBy.EDITOR) for row in rows]
    refs = last.refs if len(last.refs) == len(base) else []
    plan = plan_merge(base, refs, mine, theirs, answers=answers.passages)
    fields = plan_fields(event, read.header, transcript.header, (last.name, name), answers.passages)
    return Merge(event, transcript, rows, base, theirs, plan, fields, answers=answers)


def rows_of(event: Event) -> list[Utterance]:
    """Give an event's turns in order with what a merge asks of them, in a fixed number of queries."""
    rows = list(event.utterances.select_related("speaker").prefetch_related("tags").order_by("position"))
    for row in rows:
        row.event = event
    return rows


def _holds_work(row: Utterance) -> bool:
    return bool(row.tags.all()) or row.found_by == Utterance.FoundBy.EDITOR
