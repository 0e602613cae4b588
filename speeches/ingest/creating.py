"""A transcript that the archive does not have becomes an event with its turns, speakers and source."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ..models import Change, Event, Source
from ..models.base import derive_together
from ..models.bulk import insert
from ..models.counting import count_in
from ..transcripts import Doubt, Transcript
from .answers import NO_ANSWERS, Answers
from .attribution import Attribution, attribute, teach
from .identity import twins
from .outcome import CREATED, Outcome
from .rows import event_of, place_of, utterances_of
from .run import Run


def create(
    transcript: Transcript, source: Source, *, publish: bool, run: Run, answers: Answers = NO_ANSWERS
) -> Outcome:
    """Write everything and give the outcome. Inside a transaction; no history is written: see `Revision`.

    transcript: what becomes rows, which is another one than the source's own where an editor corrected it.
    """
    event = event_of(transcript, source.name)
    doubts = [*transcript.doubts, *title_doubts(transcript), *twins(event, transcript)]
    new_place = _set_place(event, transcript)
    event.derive()
    if publish:
        now = timezone.now()
        event.status, event.published_at = Event.Status.PUBLISHED, min(source.stamp or now, now)
    attribution = attribute(transcript, event, answers)
    utterances = utterances_of(transcript, event, attribution)
    event.turn_count = len(utterances)
    event.word_count = sum(utterance.word_count for utterance in utterances)
    if publish:
        count_in(event, utterances)
    # Bulk insertion writes no history: the state as imported becomes the baseline of the first change.
    insert([event])
    derive_together(attribution.new)
    for rows in (attribution.new, attribution.names, utterances):
        insert(rows)
    source.event, source.imported_by = event, run.row()
    source.refs = [utterance.ref for utterance in utterances]
    source.before = {"created": True, "place": new_place, **_made_by(attribution)}
    source.before["taught"] = teach(attribution.lessons, event)
    insert([source])
    run.count(CREATED)
    if publish:
        Change.objects.append(Change.Kind.ADDED, event, names=False)
    return Outcome(source.name, CREATED, event=event, doubts=doubts + attribution.doubts)


def _set_place(event: Event, transcript: Transcript) -> str:
    """Give the event its place, and the reference of that where it is new."""
    place = place_of(transcript.header.place)
    made = ""
    if place and place.pk is None:
        place.derive()
        insert([place])
        made = place.ref
    event.place = place
    return made


def _made_by(attribution: Attribution) -> dict[str, Any]:
    """Note what else an import made, for the day it is undone."""
    return {
        "speakers": [speaker.ref for speaker in attribution.new],
        "names": [spelling.pk for spelling in attribution.names],
    }


def title_doubts(transcript: Transcript) -> list[Doubt]:
    if transcript.header.title:
        return []
    return [Doubt(1, "no-title", 0.3, "No line looks like a title: the file's name stands for it.")]
