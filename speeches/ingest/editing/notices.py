"""What an editor should know before a text is kept: of tags, of speakers whom somebody chose, of new labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...models import Event, Speaker, Utterance
from ...transcripts import Doubt, Transcript
from ..attribution import attribute
from ..merge.comparing import Merge
from ..merge.plan import DELETED, FOLLOW, Passage

GIVEN = Utterance.FoundBy.EDITOR


def title_is_missing(transcript: Transcript, event: Event) -> Iterator[Doubt]:
    if not transcript.header.title:
        message = _("The text has no title, so “%(title)s” stays. Write {title} before the line that is one.")
        yield Doubt(1, "no-title", 0.3, message % {"title": event.title})


def notices_of(merge: Merge) -> Iterator[Doubt]:
    """Say what becomes of tags, and of speakers whom an editor had chosen, in the order of the text."""
    for passage in merge.plan.passages:
        if passage.fate == FOLLOW:
            yield from _of_tags(merge, passage)
            yield from _of_speakers(merge, passage)


def _of_tags(merge: Merge, passage: Passage) -> Iterator[Doubt]:
    rows = [merge.rows[m] for m in passage.mine]
    tags = ", ".join(sorted({str(tag) for row in rows for tag in row.tags.all()}))
    if not tags:
        return
    if passage.source == DELETED:
        message = _("“%(turn)s” is deleted, and its tags with it: %(tags)s.")
        yield Doubt(_line_below(merge, passage), "tags-go", 0.5, message % {"turn": _named(rows[0]), "tags": tags})
    elif len(passage.theirs) > len(rows):
        message = _("“%(turn)s” is divided; its tags stay on the first part: %(tags)s.")
        yield Doubt(_line_of(merge, passage), "tags-stay", 0.7, message % {"turn": _named(rows[0]), "tags": tags})


def _of_speakers(merge: Merge, passage: Passage) -> Iterator[Doubt]:
    """Say where a label is another one now, or a turn is gone, whose speaker an editor had chosen."""
    names = {merge.theirs[k].name for k in passage.theirs}
    for row in (merge.rows[m] for m in passage.mine):
        if row.found_by != GIVEN or not row.speaker or row.printed_name in names:
            continue
        if passage.source == DELETED:
            message = _("“%(turn)s” is deleted; an editor had chosen its speaker: %(speaker)s.")
        else:
            message = _(
                "“%(turn)s” has another label; its speaker was an editor’s choice and is found anew: %(speaker)s."
            )
        values = {"turn": _named(row), "speaker": row.speaker}
        yield Doubt(_line_of(merge, passage), "speaker-was-chosen", 0.5, message % values, row.printed_name)


@dataclass(frozen=True, slots=True)
class NewLabel:
    """A name that no turn of the event had. speaker: whom it would lead to, unsaved if new, None where nobody is sure.

    message: what is doubtful about it, "" for nothing.
    """

    name: str
    line: int
    speaker: Speaker | None
    message: str

    @property
    def is_new_person(self) -> bool:
        return bool(self.speaker and self.speaker.pk is None)


def labels_that_are_new(merge: Merge) -> list[NewLabel]:
    known = {row.printed_name for row in merge.rows}
    lines = {
        turn.name: turn.line for turn in reversed(merge.theirs) if turn.attribution_text and turn.name not in known
    }
    if not lines:
        return []
    attribution = attribute(merge.transcript, merge.event)
    messages = {doubt.label: doubt.message for doubt in attribution.doubts}
    found = [NewLabel(name, line, attribution.speakers[name], messages.get(name, "")) for name, line in lines.items()]
    return sorted(found, key=lambda label: label.line)


def _named(row: Utterance) -> str:
    text = str(row)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _line_of(merge: Merge, passage: Passage) -> int:
    return next((merge.theirs[k].line for k in passage.theirs), 0) or _line_below(merge, passage)


def _line_below(merge: Merge, passage: Passage) -> int:
    """Give the line of the turn that stands where this one was."""
    place = passage.base[0]
    after = (p for p in merge.plan.passages if p.theirs and p.base and p.base[0] > place)
    nearest = min(after, key=lambda p: p.base[0], default=None)
    return merge.theirs[nearest.theirs[0]].line if nearest else 1
