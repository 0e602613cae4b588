"""One file, one transaction: a transcript comes in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.db import DatabaseError, transaction
from django.utils import timezone

from ..models import Event, Redirect, Source
from ..models.bulk import many_writes
from ..models.version import hold_version, raise_version
from ..transcripts import READER_VERSION, Doubt, Transcript, TranscriptError, dump, format_named, format_of, read
from .answers import NO_ANSWERS, Answers
from .correcting import read_corrected
from .creating import create
from .files import Found, find_files, read_file
from .identity import is_named_alike, known_source
from .listed import NOTHING, Listed
from .merge import apply, compare, describe, notes, trace
from .outcome import CHANGED, CREATED, FAILED, SKIPPED, UNCHANGED, WAITING, Outcome, Summary
from .rows import NotStored, stamp_of
from .run import Run


class _DryRun(Exception):
    """Rolls a transaction back."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are brought in.

    publish: show the events that are created to readers. event: what the files are newer versions of, where an editor
    says so. format: a name of `transcripts.FORMATS`, "" to tell by content. text: the whole text in the notation as an
    editor corrected it, "" where nobody did; answers: what an editor has decided beforehand.
    """

    publish: bool = False
    dry_run: bool = False
    event: Event | None = None
    format: str = ""
    text: str = ""
    answers: Answers = NO_ANSWERS


def import_paths(
    paths: Iterable[str | Path],
    *,
    publish: bool = False,
    dry_run: bool = False,
    by: Any = None,
    event: Event | None = None,
    format: str = "",
    report: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Import the files at and below the paths, one transaction each, and keep an Import where anything happened.

    report: called with each outcome as it is known; no more than one is held at a time. See `Wishes` for the others.
    """
    wishes = Wishes(publish=publish, dry_run=dry_run, event=event, format=format)
    run, summary = Run(by=by), Summary()
    with many_writes():
        for found in find_files(paths):
            outcome = _import_found(found, wishes, run)
            summary.add(outcome)
            report(outcome)
    if not dry_run:
        run.finish(summary)
    return summary


def _import_found(found: Found, wishes: Wishes, run: Run) -> Outcome:
    if found.problem:
        return Outcome(found.name, SKIPPED if found.is_skipped else FAILED, found.problem)
    try:
        return bring_in(read_file(found.path), found.name, found.listed, wishes, run)
    except (OSError, TranscriptError, NotStored, UnicodeError, DatabaseError) as error:
        run.forget_unsettled()
        return Outcome(found.name, FAILED, error.strerror or str(error) if isinstance(error, OSError) else str(error))


def import_bytes(
    data: bytes,
    name: str,
    *,
    publish: bool = False,
    dry_run: bool = False,
    by: Any = None,
    event: Event | None = None,
    format: str = "",
    listed: Listed = NOTHING,
    text: str = "",
    answers: Answers = NO_ANSWERS,
) -> Outcome:
    """Import one file. Raises TranscriptError for what is no text, NotStored for what the archive cannot hold.

    Bytes that are in the archive already are "unchanged". A new version of a known source is merged into its event:
    untouched turns follow it, edited ones stay, and where both changed the editor is asked. See `Wishes` for the rest.
    """
    run, summary = Run(by=by), Summary()
    wishes = Wishes(publish, dry_run, event, format, text, answers)
    outcome = bring_in(data, name, listed, wishes, run)
    summary.add(outcome)
    if not dry_run:
        run.finish(summary)
    return outcome


def bring_in(data: bytes, name: str, listed: Listed, wishes: Wishes, run: Run) -> Outcome:
    """Import one file as a part of a run, which the caller finishes. Raises what `import_bytes` does."""
    digest = Source.digest(data)
    if digest in run.seen:
        return Outcome(name, UNCHANGED, "The same bytes as another file of this run.")
    # Read before the transaction, so that nobody waits for it.
    as_read = transcript = read(data, name, known_names=run.known_names(), format=wishes.format)
    source = source_of(data, name, as_read, listed, wishes.format)
    if wishes.text:
        transcript = read_corrected(wishes.text, name, run.known_names())
    try:
        with transaction.atomic():
            hold_version()
            outcome = _archive(transcript, source, wishes, run)
            if wishes.text and source.pk:
                trace(source, as_read, transcript)
            if outcome.status in (CREATED, CHANGED, UNCHANGED) or outcome.decisions:
                outcome.doubts += _remember_addresses(listed, outcome.event)
            if wishes.dry_run:
                raise _DryRun
        run.settle()
    except _DryRun:
        run.forget_unsettled()
        run.seen.add(digest)
        if outcome.status == CREATED:
            outcome.event = None
    return outcome


def _archive(transcript: Transcript, source: Source, wishes: Wishes, run: Run) -> Outcome:
    known = known_source(source, wishes.event)
    if known is None and wishes.event:
        message = f"“{wishes.event}” came from no file: there is no earlier version to compare this one with."
        outcome = Outcome(source.name, FAILED, message)
    elif known is None:
        outcome = create(transcript, source, publish=wishes.publish, run=run, answers=wishes.answers)
    elif known.sha256 == source.sha256:
        outcome = Outcome(source.name, UNCHANGED, event=known.event)
    else:
        outcome = _merge(transcript, source, known, wishes, run)
    return outcome


def _merge(transcript: Transcript, source: Source, last: Source, wishes: Wishes, run: Run) -> Outcome:
    event = cast(Event, last.event)
    merge = compare(event, last, transcript, source.name, wishes.answers)
    if merge.is_another_text and not wishes.event and not is_named_alike(source, last):
        message = (
            f"Another text than the one “{event}” came from has its name now. Nothing was changed: give the file "
            f"another name, or say --event {event.ref} if it is a newer version all the same."
        )
        return Outcome(source.name, WAITING, message, event)
    source.imported_by = None if merge.changes_nothing and not merge.questions else run.row()
    event = apply(merge, last, source, by=run.by, reason=f"New version of the source: {source.name}")
    status = CHANGED if not merge.changes_nothing else WAITING if merge.questions else UNCHANGED
    run.count(status)
    doubts = [*transcript.doubts, *merge.doubts]
    return Outcome(source.name, status, describe(merge), event, doubts, notes(merge), merge.questions)


def source_of(data: bytes, name: str, transcript: Transcript, listed: Listed, format: str) -> Source:
    """Make the source of what was read from these bytes, unsaved."""
    return Source(
        content=data,
        size=len(data),
        sha256=Source.digest(data),
        name=name,
        url=(listed.url or transcript.url)[:1000],
        identifier=(listed.identifier or transcript.identifier)[:500],
        retrieved_at=listed.retrieved_at or timezone.now(),
        media_type=(format_named(format) if format else format_of(data, name)).media_type,
        encoding=transcript.encoding,
        headline=transcript.header.headline,
        stamp=stamp_of(transcript),
        transcript=dump(transcript),
        reader_version=READER_VERSION,
    )


def _remember_addresses(listed: Listed, event: Event | None) -> list[Doubt]:
    """Let the old addresses that a folder lists lead to the event."""
    if not listed.addresses or event is None:
        return []
    led = dict(Redirect.objects.filter(kind="address", old__in=listed.addresses).values_list("old", "target"))
    # An address that led to a draft which was deleted is free again.
    others = set(Event.objects.filter(ref__in=led.values()).exclude(pk=event.pk).values_list("ref", flat=True))
    taken = [address for address in listed.addresses if led.get(address) in others]
    new = [address for address in listed.addresses if led.get(address) not in {*others, event.ref}]
    for address in new:
        Redirect.objects.remember("address", address, event.ref)
    if new:
        raise_version()
    return [Doubt(1, "address-taken", 0.5, f"“{address}” leads to another event already.") for address in taken]
