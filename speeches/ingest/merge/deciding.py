"""An editor decides what a new version left open: the archive's text stays, or the source's is taken."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from ...models import Decision, Event, Revision, Source, Utterance
from ...models.revision import Conflict
from ...models.version import hold_version
from ...transcripts import Turn, load_turn
from ..rows import set_turn
from .casting import Cast
from .fields import set_field
from .plan import DELETED, MOVED
from .tracing import NONE


class Decided(ValueError):
    """Somebody has decided it already, or a newer version has settled it."""


def decide(decision: Decision, *, take: bool, by: Any = None, expect: int | None = None) -> Decision:
    """Keep the archive's text or take the source's, and give the decision as stored. Raises Decided.

    expect: the version of the event that the editor saw; raises Conflict where taking would go over a newer one.
    """
    with transaction.atomic():
        hold_version()
        stored = Decision.objects.select_related("source", "event").get(pk=decision.pk)
        if not stored.is_open:
            raise Decided(stored.get_state_display())
        if take:
            reason = f"The source’s text: {stored.source.name}"
            revision = Revision(stored.event, by=by, reason=reason)
            if expect is not None and cast(Event, revision.event).version != expect:
                raise Conflict(cast(Event, revision.event).version)
            _take_field(stored, revision) if stored.field else _Taking(stored, revision).take()
            revision.close()
        stored.state = Decision.State.TAKEN if take else Decision.State.KEPT
        stored.decided_by, stored.decided_at = by, timezone.now()
        stored.save()
    return stored


def _take_field(decision: Decision, revision: Revision) -> None:
    event = cast(Event, revision.event)
    set_field(event, decision.field, cast(str, decision.theirs))
    revision.save(event)


class _Taking:
    """The rows of a passage become the source's turns: the first rows carry them, what is left over ends."""

    def __init__(self, decision: Decision, revision: Revision):
        self.decision, self.revision = decision, revision
        self.event = cast(Event, revision.event)
        self.source: Source = decision.source
        self.theirs: list[Turn] = [load_turn(values) for values in decision.theirs]
        self.rows = list(self.event.utterances.select_related("speaker").order_by("position"))
        for row in self.rows:
            row.event = self.event
        refs = set(decision.refs)
        self.mine = [row for row in self.rows if row.ref in refs]

    def take(self) -> None:
        others = [row for row in self.rows if row not in self.mine]
        start = self._start(others)
        above = next((row for row in reversed(others[:start]) if row.attribution_text), None)
        carried = [*self.mine[: len(self.theirs)]]
        carried += [Utterance(event=self.event) for _ in self.theirs[len(carried) :]]
        self._set(carried, above)
        self._end(self.mine[len(self.theirs) :], carried)
        self.revision.arrange([*others[:start], *carried, *others[start:]], carried)
        for place, row in zip(self.decision.places, carried, strict=True):
            if place != NONE:
                self.source.refs[place] = row.ref
        self.source.save(update_fields=["refs"])

    def _start(self, others: list[Utterance]) -> int:
        """Tell behind how many of the other rows the passage stands: where it is, or where the source has it."""
        if self.mine and self.decision.source_act != MOVED:
            return sum(row.position < self.mine[0].position for row in others)
        present = {row.ref: number for number, row in enumerate(others, 1)}
        first = next((place for place in self.decision.places if place != NONE), 0)
        above = self.source.refs[:first]
        return next((present[ref] for ref in reversed(above) if ref in present), 0)

    def _set(self, carried: list[Utterance], above: Utterance | None) -> None:
        voices = Cast.of(self.event, self.source.as_read(), self.rows)
        for row, turn in zip(carried, self.theirs, strict=True):
            before = row.printed_name if row.pk else None
            set_turn(row, turn)
            voices.give(row, before, above, turn.line)
            above = row if row.attribution_text else above

    def _end(self, rows: list[Utterance], carried: list[Utterance]) -> None:
        for row in rows:
            if carried and self.decision.source_act != DELETED:
                self.revision.join(row, carried[-1])
            else:
                self.revision.delete(row)
