"""Public counts after an import, without counting everything that somebody ever said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from .event import Event
from .speaker import Speaker
from .topic import Place
from .utterance import Utterance

A_NEW_EDITION = {"edition": F("edition") + 1}
"""What is written to a speaker, tag or place when its page changes."""


def count_in(event: Event, utterances: Iterable[Utterance]) -> None:
    """Add a published event, which was not there before, and all its turns to the counts of its speakers and place.

    It leaves what `recount` leaves, in a time that does not grow with the archive. A speaker who is still to be written
    has the counts already, unsaved. Inside the transaction that writes the event, after `hold_version`.
    """
    said = [turn.speaker for turn in utterances if turn.speaker and turn.is_speech]
    turns = Counter(speaker.ref for speaker in said)
    speakers_by_count: dict[int, list[int]] = {}
    for speaker in {speaker.ref: speaker for speaker in said}.values():
        if speaker.pk:
            speakers_by_count.setdefault(turns[speaker.ref], []).append(speaker.pk)
        else:
            speaker.utterance_count, speaker.event_count, speaker.was_public = turns[speaker.ref], 1, True
    for count, speakers in speakers_by_count.items():
        Speaker.objects.filter(pk__in=speakers).update(
            utterance_count=F("utterance_count") + count,
            event_count=F("event_count") + 1,
            was_public=True,
            **A_NEW_EDITION,
        )
    if event.place_id:
        Place.objects.filter(pk=event.place_id).update(
            event_count=F("event_count") + 1, was_public=True, **A_NEW_EDITION
        )
