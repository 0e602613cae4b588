"""A text that waits at the desk goes into the archive: its bytes, the editor's corrections and answers, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from ..models import Import, Incoming
from ..models.bulk import many_writes
from ..models.version import hold_version
from ..transcripts import TranscriptError
from .answers import load_answers
from .importing import Wishes, bring_in
from .listed import Listed
from .outcome import CHANGED, CREATED, FAILED, UNCHANGED, Outcome, Summary
from .rows import NotStored
from .run import Run


@dataclass(slots=True)
class Committed:
    """What became of texts that were committed together. run: None where there was nothing to write."""

    outcomes: list[Outcome]
    run: Import | None = None


def commit(incoming: Iterable[Incoming], *, by: Any = None, publish: bool = False) -> Committed:
    """Import waiting texts in one run, each in a transaction of its own; what is in the archive then waits no more.

    publish: show the events that are created to readers. A text that somebody else committed meanwhile is left out.
    """
    run, summary = Run(by=by), Summary()
    outcomes = []
    with many_writes():
        for outcome in _each(incoming, run, publish=publish):
            summary.add(outcome)
            outcomes.append(outcome)
    run.finish(summary)
    return Committed(outcomes, run.stored)


def _each(incoming: Iterable[Incoming], run: Run, *, publish: bool) -> Iterator[Outcome]:
    for waiting in incoming:
        try:
            outcome = _commit_one(waiting.pk, run, publish=publish)
        except (TranscriptError, NotStored, UnicodeError, DatabaseError) as error:
            run.forget_unsettled()
            outcome = Outcome(waiting.name, FAILED, str(error))
        if outcome:
            yield outcome


def _commit_one(pk: int, run: Run, *, publish: bool) -> Outcome | None:
    with transaction.atomic():
        hold_version()
        waiting = Incoming.objects.select_for_update(of=("self",)).select_related("event").filter(pk=pk).first()
        if waiting is None:
            return None
        wishes = Wishes(
            publish=publish,
            event=waiting.event,
            format=waiting.format,
            text=waiting.text,
            answers=load_answers(waiting.answers),
        )
        outcome = bring_in(
            bytes(waiting.content), waiting.name, Listed(url=waiting.url, retrieved_at=waiting.at), wishes, run
        )
        if outcome.status in (CREATED, CHANGED, UNCHANGED) or outcome.decisions:
            waiting.delete()
    return outcome
