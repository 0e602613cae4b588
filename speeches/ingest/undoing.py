"""Undoing an import as a whole, until somebody has edited what it made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import (
    Decision,
    Event,
    Import,
    Place,
    Redirect,
    Revision,
    Source,
    Speaker,
    SpeakerName,
    Tag,
    Utterance,
    withdraw,
)
from ..models.version import hold_version
from ..transcripts.labels import name_of
from ..words import fold_name
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
        was_public = self.event.changes.exists()
        if not before.get("created"):
            self._unmerge(before)
        elif not was_public:
            self._delete()
        elif not self.event.is_withdrawn:
            withdraw(self.event, reason=_reason(), by=self.by)
        _forget(before, was_public=was_public, by=self.by)

    @property
    def is_edited(self) -> bool:
        """Whether anybody changed the event since; publishing it is no edit of what was imported."""
        if not self.source.before.get("created"):
            return self.event.version != self.source.version
        history = Utterance.history.filter(event_id=self.event.pk)
        is_named = self.event.tags.exists() or self.event.translations.exists()
        return bool(self.event.updated_at) or is_named or history.exists()

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
        for old, target in before.get("redirects", {}).items():
            Redirect.objects.filter(kind="utterance", old=old).update(target=target)
        # Later versions that only said the same again are versions of a text that is no more.
        for source in [*_silent(self.source).order_by("-pk"), self.source]:
            _give_back_questions(source)
            source.delete()


def _silent(source: Source) -> models.QuerySet:
    """Give the later versions that changed nothing and asked nothing: no run counts them."""
    return Source.objects.filter(event=source.event_id, pk__gt=source.pk, imported_by=None).defer("content")


def _give_back_questions(source: Source) -> None:
    """Leave with the earlier version the questions that it had left open, those an editor has decided too."""
    of_before = {values["pk"]: values for values in source.before.get("decisions", ())}
    for decision in Decision.objects.filter(pk__in=of_before):
        decision.source_id, decision.places = of_before[decision.pk]["source_id"], of_before[decision.pk]["places"]
        if decision.state == Decision.State.SUPERSEDED:
            decision.state = Decision.State.OPEN
        decision.save()


def _reason() -> str:
    return _("The import of this text was undone.")


def _obstacles(deeds: list[_Deed]) -> Iterator[str]:
    by_event: dict[int, list[_Deed]] = {}
    for deed in deeds:
        by_event.setdefault(deed.event.pk, []).append(deed)
    for newest, *earlier in by_event.values():
        later = newest.event.sources.filter(pk__gt=newest.source.pk)
        name = {"event": newest.event}
        if later.exclude(imported_by=None).exists():
            yield _("“%(event)s” has a newer version of its source by now: undo that import first.") % name
        elif newest.is_edited or any(_is_edited_between(*pair) for pair in pairwise([newest, *earlier])):
            yield _("“%(event)s” has been edited.") % name
        elif _is_missing_something(newest.source.before):
            yield _("“%(event)s” had a speaker or a place that is deleted by now.") % name


def _is_edited_between(later: _Deed, earlier: _Deed) -> bool:
    return bool(later.source.before.get("version", 1) != earlier.source.version)


def _is_missing_something(before: dict[str, Any]) -> bool:
    """Tell whether what stood in the earlier text can no longer be named there."""
    speakers = {values["speaker"] for values in before.get("rows", {}).values() if values} - {None}
    places = {before.get("event", {}).get("place")} - {None}
    return any(
        model.objects.filter(pk__in=keys).count() < len(keys) for model, keys in ((Speaker, speakers), (Place, places))
    )


def _restored(rows: dict[str, Utterance], ref: str, values: dict[str, Any], event: Event) -> Utterance:
    """Give a turn as it was, made again with its reference where it had gone."""
    if ref not in rows:
        rows[ref] = Utterance(pk=values["pk"], event=event)
        Redirect.objects.filter(kind="utterance", old=ref).delete()
    restore(rows[ref], {name: value for name, value in values.items() if name not in ("pk", "tags")})
    return rows[ref]


def _forget(before: dict[str, Any], *, was_public: bool, by: Any) -> None:
    """Delete speakers, a place and spellings that the import made, unless somebody needs or has edited them."""
    made = {Speaker: before.get("speakers", ()), Place: [before.get("place", "")]}
    for model, users in ((Speaker, "utterances"), (Place, "events")):
        for row in model.objects.filter(ref__in=made[model], **{users: None}):
            if row.history.exists():
                continue
            if was_public:
                # Readers may know its page, which answers from now on that it is gone.
                revision = Revision(by=by, reason=_reason())
                revision.delete(row)
                revision.close()
            else:
                row.delete()
    printed = models.Q(learned_from=SpeakerName.LearnedFrom.PRINTED, pk__in=before.get("names", ()))
    learned = SpeakerName.objects.filter(printed | models.Q(pk__in=before.get("taught", ())))
    for spelling in learned.exclude(speaker__ref__in=made[Speaker]):
        labels = spelling.speaker.utterances.values_list("attribution_text", flat=True).distinct()
        if spelling.key not in {fold_name(name_of(label)) for label in labels}:
            spelling.delete()
