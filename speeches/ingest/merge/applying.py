"""A new version of a source becomes rows, and what it leaves to an editor is kept."""

from __future__ import annotations

from typing import Any, cast

from ...models import Decision, Event, Revision, Source, raise_version
from ...transcripts import dump_turn
from .comparing import Merge
from .plan import ASK, SAME
from .snapshot import snapshot
from .writing import Writing


def apply(merge: Merge, last: Source, source: Source, *, by: Any = None, reason: str = "") -> Event:
    """Do what the plan says and keep its questions; give the event as it is now. Inside a transaction.

    last: the version before; source: the new one, unsaved; it gets references, what is needed to undo it, and is saved.
    """
    revision = Revision(merge.event, by=by, reason=reason)
    event = cast(Event, revision.event)
    writing = Writing(merge, event, revision)
    source.before = snapshot(event, merge.rows, writing.ended)
    writing.write()
    source.before["place"] = writing.new_place
    if source.before["event"]["language"] == event.language:
        # A new language is every turn's, and which had it before can only be told by what they were.
        rows, touched = source.before["rows"], writing.touched
        source.before["rows"] = {ref: values for ref, values in rows.items() if ref in touched}
    revision.close()
    source.event, source.refs = event, writing.refs()
    source.version = revision.version if revision.has_changed else event.version
    _keep(merge, last, source, writing)
    return event


def _keep(merge: Merge, last: Source, source: Source, written: Writing) -> None:
    """Keep the new version, and what it leaves to an editor."""
    for row in written.rows:
        if row.ref not in source.before["order"]:
            source.before["rows"][row.ref] = None
    source.before["speakers"] = [speaker.ref for speaker in written.cast.new]
    source.before["names"] = [spelling.pk for spelling in written.cast.names]
    source.before["taught"] = written.cast.taught
    open_ones = last.decisions.filter(state=Decision.State.OPEN)
    source.before["decisions"] = list(open_ones.values("pk", "source_id", "places"))
    source.save()
    # The page of the event names its sources, be they new versions in which nothing is new.
    raise_version()
    merge.doubts += written.cast.doubts
    _carry_over(merge, last, source)
    Decision.objects.bulk_create([*_turn_decisions(merge, source), *_field_decisions(merge, source)])


def _carry_over(merge: Merge, last: Source, source: Source) -> None:
    """Leave older questions open where the new version says the same; the others are asked anew, or are settled."""
    place_of = {
        i: k
        for passage in merge.plan.passages
        if passage.source == SAME
        for i, k in zip(passage.base, passage.theirs, strict=True)
    }
    same_fields = {passage.field for passage in merge.fields if passage.source == SAME}
    for decision in last.decisions.filter(state=Decision.State.OPEN):
        if decision.field in same_fields if decision.field else set(decision.places) <= set(place_of):
            decision.places = [place_of[i] for i in decision.places]
            decision.source = source
        else:
            decision.state = Decision.State.SUPERSEDED
        decision.save()


def _turn_decisions(merge: Merge, source: Source) -> list[Decision]:
    return [
        Decision(
            event=merge.event,
            source=source,
            refs=[merge.rows[row].ref for row in passage.mine],
            base=[dump_turn(merge.base[i]) for i in passage.base],
            theirs=[dump_turn(merge.theirs[k]) for k in passage.theirs],
            places=list(passage.theirs),
            editor_act=passage.editor,
            source_act=passage.source,
        )
        for passage in merge.plan.questions
    ]


def _field_decisions(merge: Merge, source: Source) -> list[Decision]:
    return [
        Decision(
            event=merge.event,
            source=source,
            field=passage.field,
            base=passage.base,
            theirs=passage.theirs,
            editor_act=passage.editor,
            source_act=passage.source,
        )
        for passage in merge.fields
        if passage.fate == ASK
    ]
