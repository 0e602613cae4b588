"""One file, one transaction: a transcript comes in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import Change, Event, Import, Source, Speaker, SpeakerName, Utterance
from ..models.revision import recount
from ..models.version import hold_version
from ..transcripts import READER_VERSION, Doubt, Transcript, TranscriptError, dump, read
from .attribution import attribute
from .files import Found, find_files, read_file
from .rows import NotStored, event_of, place_of, stamp_of, utterances_of

CREATED, UNCHANGED, WAITING, FAILED, SKIPPED = "created", "unchanged", "waiting", "failed", "skipped"


@dataclass(slots=True)
class Outcome:
    """What became of one file. status: created, unchanged, waiting, failed or skipped; message: for the editor."""

    name: str
    status: str
    message: str = ""
    event: Event | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "status": self.status,
            "message": self.message,
            "event": self.event.ref if self.event else None,
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }


class _DryRun(Exception):
    """Rolls a transaction back."""


def import_paths(
    paths: Iterable[str | Path],
    *,
    publish: bool = False,
    dry_run: bool = False,
    by: Any = None,
    report: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Import the files at and below the paths, one transaction each, and keep an Import where anything happened.

    publish: show the events that this run creates to readers. report: called with each outcome as it is known.
    """
    run = Import(user=by)
    outcomes = []
    for found in find_files(paths):
        outcome = _import_found(found, publish=publish, dry_run=dry_run)
        report(outcome)
        outcomes.append(outcome)
    if not dry_run:
        _keep_run(run, outcomes)
    return outcomes


def _import_found(found: Found, *, publish: bool, dry_run: bool) -> Outcome:
    if found.problem:
        return Outcome(found.name, SKIPPED if found.is_skipped else FAILED, found.problem)
    try:
        return import_bytes(read_file(found.path), found.name, publish=publish, dry_run=dry_run)
    except (OSError, TranscriptError, NotStored) as error:
        return Outcome(found.name, FAILED, error.strerror or str(error) if isinstance(error, OSError) else str(error))


def import_bytes(data: bytes, name: str, *, publish: bool = False, dry_run: bool = False) -> Outcome:
    """Import one file. Raises TranscriptError for what is no text, NotStored for what the archive cannot hold.

    Bytes that are in the archive already are "unchanged". Other bytes under a known name are a new version of that
    source: nothing is written, and it waits for an editor.
    """
    transcript = read(data, name, known_names=_known_names())
    outcome = Outcome(name, CREATED, doubts=list(transcript.doubts))
    try:
        with transaction.atomic():
            hold_version()
            if known := _known_source(data, name):
                return _already_there(known, data, name)
            _create(outcome, transcript, data, publish=publish)
            if dry_run:
                raise _DryRun
    except _DryRun:
        outcome.event = None
    return outcome


def _known_names() -> frozenset[str]:
    return frozenset(SpeakerName.objects.filter(speaker__voice_of=None).values_list("name", flat=True))


def _known_source(data: bytes, name: str) -> Source | None:
    same = Source.objects.defer("content", "transcript").select_related("event")
    return same.filter(sha256=Source.digest(data)).first() or same.filter(name=name).first()


def _already_there(source: Source, data: bytes, name: str) -> Outcome:
    if source.sha256 == Source.digest(data):
        return Outcome(name, UNCHANGED, event=source.event)
    message = f"This is another version of the source of “{source.event}”. Nothing was changed: an editor decides."
    return Outcome(name, WAITING, message, source.event)


def _create(outcome: Outcome, transcript: Transcript, data: bytes, *, publish: bool) -> None:
    event = event_of(transcript, outcome.name)
    outcome.doubts += _title_doubts(transcript) + _twins(event, transcript)
    event.place = place_of(transcript.header.place)
    if event.place and not event.place.pk:
        event.place.derive()
        type(event.place).objects.bulk_create([event.place])
    event.derive()
    stamp = stamp_of(transcript, event)
    if publish:
        now = timezone.now()
        event.status, event.published_at = Event.Status.PUBLISHED, min(stamp or now, now)
    # Bulk creation writes no history: the state as imported becomes the baseline of the first change.
    Event.objects.bulk_create([event])
    utterances = _create_turns(outcome, transcript, event)
    Source.objects.create(**_source_values(outcome.name, transcript, data, event), stamp=stamp)
    outcome.event = event
    if publish:
        Change.objects.append(Change.Kind.ADDED, event)
        recount({u.speaker for u in utterances if u.speaker} | ({event.place} if event.place else set()))


def _create_turns(outcome: Outcome, transcript: Transcript, event: Event) -> list[Utterance]:
    attribution = attribute(transcript, event)
    outcome.doubts += attribution.doubts
    for speaker in attribution.new:
        speaker.derive()
        Speaker.objects.bulk_create([speaker])
    SpeakerName.objects.bulk_create(attribution.names)
    utterances = utterances_of(transcript, event, attribution)
    Utterance.objects.bulk_create(utterances, batch_size=500)
    words = sum(utterance.word_count for utterance in utterances)
    Event.objects.filter(pk=event.pk).update(turn_count=len(utterances), word_count=words)
    event.turn_count, event.word_count = len(utterances), words
    return utterances


def _source_values(name: str, transcript: Transcript, data: bytes, event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "content": data,
        "size": len(data),
        "sha256": Source.digest(data),
        "name": name,
        "encoding": transcript.encoding,
        "headline": transcript.header.headline,
        "transcript": dump(transcript),
        "reader_version": READER_VERSION,
    }


def _title_doubts(transcript: Transcript) -> list[Doubt]:
    if transcript.header.title:
        return []
    return [Doubt(1, "no-title", 0.3, "No line looks like a title: the file's name stands for it.")]


def _twins(event: Event, transcript: Transcript) -> list[Doubt]:
    """Point out events that may be this one: the same title and date."""
    if not event.start_date:
        return []
    twins = Event.objects.filter(title=event.title, start_date=event.start_date)
    return [Doubt(1, "twin", 0.5, f"“{twin}” has the same title and date.") for twin in twins[:3]]


def _keep_run(run: Import, outcomes: list[Outcome]) -> None:
    counts = {
        status: sum(outcome.status == status for outcome in outcomes)
        for status in (CREATED, UNCHANGED, WAITING, FAILED)
    }
    # A run that found everything as it was is not worth a row: `make run` would add one at every start.
    if not (counts[CREATED] or counts[WAITING] or counts[FAILED]):
        return
    run.created, run.unchanged = counts[CREATED], counts[UNCHANGED]
    run.waiting, run.failed = counts[WAITING], counts[FAILED]
    run.report = [outcome.as_json() for outcome in outcomes if outcome.status not in (UNCHANGED, SKIPPED)]
    run.finished_at = timezone.now()
    run.save()
    events = [outcome.event.pk for outcome in outcomes if outcome.status == CREATED and outcome.event]
    Source.objects.filter(event__in=events, imported_by=None).update(imported_by=run)
