"""Undoing an import as a whole, until somebody has edited what it made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Event, Import, Place, Redirect, Revision, Source, Speaker, SpeakerName, Tag, Utterance, withdraw
from ..models.version import hold_version
from .merge.snapshot import event_values, restore


class NotUndone(ValueError):
    """Something that the import made has been changed since; `reasons` has a sentence for each event."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def undo(run: Import, *, by: Any = None) -> None:
    """Undo everything a run did: what readers have seen is withdrawn, what they have not is deleted.

    Events that got a new version have the earlier text again. Raises NotUndone, and then nothing is done.
    """
    with transaction.atomic():
        hold_version()
        stored = Import.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if stored.undone_at:
            raise NotUndone([_("The import has been undone already.")])
        sources = stored.sources.exclude(event=None).select_related("event").defer("content", "transcript")
        deeds = [_Deed(source, cast(Event, source.event), by) for source in sources.order_by("-pk")]
        if reasons := list(_obstacles(deeds)):
            raise NotUndone(reasons)
        for deed in deeds:
            deed.undo()
        stored.undone_at, stored.undone_by = timezone.now(), by
        stored.save(update_fields=["undone_at", "undone_by"])


@dataclass(frozen=True, slots=True)
class _Deed:
    """What one file of a run did to one event."""

    source: Source
    event: Event
    by: Any

    def undo(self) -> None:
        before = self.source.before
        if not before.get("created"):
            self._unmerge(before)
        elif not self.event.changes.exists():
            self._delete()
        elif not self.event.is_withdrawn:
            withdraw(self.event, reason=_reason(), by=self.by)
        _forget(before)

    @property
    def is_edited(self) -> bool:
        """Whether anybody changed the event since; publishing it is no edit of what was imported."""
        if not self.source.before.get("created"):
            return self.event.version != self.source.version
        history = Utterance.history.filter(event_id=self.event.pk)
        return bool(self.event.updated_at) or self.event.tags.exists() or history.exists()

    def _delete(self) -> None:
        revision = Revision(self.event, by=self.by, reason=_reason())
        # The turns first: voices belong to the event, and a voice that has turns is protected.
        self.event.utterances.all().delete()
        Redirect.objects.filter(kind="address", target=self.event.ref).delete()
        revision.delete(self.event)
        revision.close()

    def _unmerge(self, before: dict[str, Any]) -> None:
        revision = Revision(self.event, by=self.by, reason=_reason())
        event = cast(Event, revision.event)
        if event_values(event) != before["event"]:
            restore(event, before["event"])
            revision.save(event)
        rows = {row.ref: row for row in event.utterances.order_by("position")}
        changed = [_restored(rows, ref, values, event) for ref, values in before["rows"].items() if values]
        for ref in (ref for ref, values in before["rows"].items() if values is None):
            revision.delete(rows[ref])
        revision.arrange([rows[ref] for ref in before["order"]], changed)
        for row in changed:
            revision.set_tags(row, Tag.objects.filter(pk__in=before["rows"][row.ref]["tags"]))
        revision.close()
        self.source.delete()


def _reason() -> str:
    return _("The import of this text was undone.")


def _obstacles(deeds: list[_Deed]) -> Iterator[str]:
    last_of = {deed.event.pk: deed for deed in reversed(deeds)}
    for deed in last_of.values():
        later = deed.event.sources.filter(pk__gt=deed.source.pk)
        if later.exists():
            yield _("“%(event)s” has a newer version of its source by now: undo that import first.") % {
                "event": deed.event
            }
        elif deed.is_edited:
            yield _("“%(event)s” has been edited.") % {"event": deed.event}


def _restored(rows: dict[str, Utterance], ref: str, values: dict[str, Any], event: Event) -> Utterance:
    """Give a turn as it was, made again with its reference where it had gone."""
    if ref not in rows:
        rows[ref] = Utterance(pk=values["pk"], event=event)
        Redirect.objects.filter(kind="utterance", old=ref).delete()
    restore(rows[ref], {name: value for name, value in values.items() if name not in ("pk", "tags")})
    return rows[ref]


def _forget(before: dict[str, Any]) -> None:
    """Delete spellings, speakers and a place that the import made, unless somebody needs or has edited them."""
    printed = SpeakerName.objects.filter(learned_from=SpeakerName.LearnedFrom.PRINTED)
    printed.filter(pk__in=before.get("names", ())).delete()
    made = {Speaker: before.get("speakers", ()), Place: [before.get("place", "")]}
    for model, users in ((Speaker, "utterances"), (Place, "events")):
        for row in model.objects.filter(ref__in=made[model], **{users: None}):
            if not row.history.exists():
                row.delete()
