"""A second event with the same words: the beginning of a similar one, or of a translation."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..models import Event, Speaker, Utterance
from ..models.base import derive_together, new_ref
from ..models.bulk import insert
from ..models.version import hold_version, raise_version

OF_ITS_OWN = ("id", "ref", "slug", "status", "published_at", "withdrawn_at", "withdrawal_reason")
AS_ADDED = ("added_at", "updated_at", "version")


def duplicate(event: Event) -> Event:
    """Write an event's head, tags and turns once more, as a draft with references of its own; no history is written.

    Sources, notes and what is decided about them stay with the event they came to.
    """
    with transaction.atomic():
        hold_version()
        twin: Event = _copy(event, (*OF_ITS_OWN, *AS_ADDED))
        twin.derive()
        insert([twin])
        # By the table, because the manager would write history.
        tagged = Event.tags.through
        tagged.objects.bulk_create([tagged(event=twin, tag_id=tag) for tag in event.tags.values_list("pk", flat=True)])
        _copy_turns(event, twin)
        raise_version()
    return twin


def _copy_turns(event: Event, twin: Event) -> None:
    voices = _copy_voices(event, twin)
    originals = list(event.utterances.order_by("position").select_related("speaker"))
    turns = [_copy(each, ("id", "ref", "event_id")) for each in originals]
    for turn in turns:
        turn.event = twin
        turn.speaker = voices.get(turn.speaker_id, turn.speaker)
    insert(turns)
    _copy_tags(dict(zip((each.pk for each in originals), turns, strict=True)))


def _copy_voices(event: Event, twin: Event) -> dict[int, Speaker]:
    """Give the twin voices of its own, by the keys of the original ones: a voice belongs to one event."""
    originals = list(Speaker.objects.filter(voice_of=event))
    counts = ("utterance_count", "event_count", "was_public")
    voices = [_copy(each, ("id", "ref", "slug", "voice_of_id", *counts)) for each in originals]
    for voice in voices:
        voice.voice_of = twin
    derive_together(voices)
    insert(voices)
    for voice in voices:
        voice.remember_names()
    return dict(zip((each.pk for each in originals), voices, strict=True))


def _copy_tags(turns: dict[int, Utterance]) -> None:
    through = Utterance.tags.through
    pairs = through.objects.filter(utterance_id__in=turns).values_list("utterance_id", "tag_id")
    through.objects.bulk_create([through(utterance=turns[turn], tag_id=tag) for turn, tag in pairs])


def _copy(row: Any, without: tuple[str, ...]) -> Any:
    """Make an unsaved row with a row's values, apart from some that begin anew."""
    fields = [field for field in row._meta.concrete_fields if field.attname not in without]
    copy = type(row)(**{field.attname: getattr(row, field.attname) for field in fields})
    if hasattr(copy, "ref"):
        copy.ref = new_ref()
    return copy
