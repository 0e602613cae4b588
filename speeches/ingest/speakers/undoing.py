"""An act on several events undone: each turn that is still as the act left it is as it was before."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Act, Event, Redirect, Revision, Speaker, SpeakerName, Tag, Utterance, revise
from ...models.revision import recount
from ...models.version import hold_version
from ..merging_tags import part_tags
from ..replacing import put_back
from ..reverting import NotTakenBack, undo_reversion
from ..tagging import take_back
from ..turns import give_back


class NotUndone(ValueError):
    """The act cannot be undone; the message says why."""


def undo_act(act: Act, *, by: Any = None, reason: str = "") -> int:
    """Undo an act; tell how many turns stay, because somebody has changed them since."""
    with transaction.atomic():
        hold_version()
        stored = Act.objects.select_for_update(of=("self",)).select_related(None).get(pk=act.pk)
        if stored.undone_at:
            raise NotUndone(_("It has been undone already."))
        if stored.kind == Act.Kind.TAG_MERGED and not Tag.objects.filter(pk=stored.done["into"]).exists():
            raise NotUndone(_("The tag that stayed is no more: that act has to be undone first."))
        if stored.speaker_id is None and stored.is_about_speakers:
            raise NotUndone(_("The speaker who has the turns is no more: that act has to be undone first."))
        try:
            left = UNDOING[stored.kind](stored, by, reason)
        except NotTakenBack as error:
            raise NotUndone(str(error)) from error
        stored.undone_at, stored.undone_by = timezone.now(), by
        stored.save(update_fields=["undone_at", "undone_by"])
    return left


def _undo_attribution(act: Act, by: Any, reason: str) -> int:
    topics: set[models.Model] = set()
    left = 0
    for deed in act.done["events"]:
        found = {pk: (speaker, found_by) for pk, speaker, found_by in deed["turns"]}
        rows = _still_theirs(act, deed["event"], found)
        left += len(found) - len(rows)
        if rows:
            with revise(rows[0].event, by=by, reason=reason, topics=topics) as revision:
                give_back(revision, rows, found)
    recount(topics)
    return left


def _undo_merging(act: Act, by: Any, reason: str) -> int:
    into = cast(Speaker, act.speaker)
    speaker = _bring_back(act, by, reason)
    topics: set[models.Model] = {speaker, into}
    left = 0
    for event, turns in act.done["events"]:
        rows = _still_theirs(act, event, turns)
        left += len(turns) - len(rows)
        if rows:
            with revise(rows[0].event, by=by, reason=reason, topics=topics) as revision:
                for row in rows:
                    row.speaker = speaker
                revision.save_many(rows, ["speaker"])
    _part_names(act, speaker, into)
    for told in act.done["others"]:
        _move_back(told, speaker, into, Revision(by=by, reason=reason, topics=topics))
    _empty_what_was_filled(act, into, by, reason)
    recount(topics)
    return left


def _still_theirs(act: Act, event: int, turns: Any) -> list[Utterance]:
    """Give the turns of an event that the act's speaker still has."""
    rows = Utterance.objects.filter(event=event, pk__in=list(turns), speaker=act.speaker_id)
    return list(rows.select_related("event", "speaker").order_by("position")) if _exists(event) else []


def _exists(event: int) -> bool:
    return Event.objects.filter(pk=event).exists()


def _bring_back(act: Act, by: Any, reason: str) -> Speaker:
    """Write the speaker again as it was, under its old address and reference."""
    columns = {field.attname: field for field in Speaker._meta.concrete_fields}
    values = act.done["speaker"]["columns"].items()
    speaker = Speaker(**{name: columns[name].to_python(value) for name, value in values if name in columns})
    Redirect.objects.filter(kind="speaker", old__in=(speaker.slug, speaker.ref)).delete()
    Redirect.objects.filter(kind="speaker", old__in=act.done["redirects"]).update(target=speaker.ref)
    revision = Revision(by=by, reason=reason)
    revision.save(speaker)
    revision.close()
    Act.objects.filter(pk__in=act.done["acts"]).update(speaker=speaker)
    return speaker


def _move_back(told: dict[str, Any], speaker: Speaker, into: Speaker, revision: Revision) -> None:
    """Give back what had pointed at the speaker, and write again what went with them."""
    model, field = apps.get_model(told["model"]), told["field"]
    for row in model._base_manager.filter(pk__in=told["moved"], **{field: into}):
        setattr(row, field, speaker)
        revision.save(row)
    columns = {each.attname: each for each in model._meta.concrete_fields}
    for values in told["left"]:
        kept = {name: columns[name].to_python(value) for name, value in values.items() if name in columns}
        revision.save(model(**kept))
    revision.close()


def _part_names(act: Act, speaker: Speaker, into: Speaker) -> None:
    names = act.done["names"]
    known = set(speaker.names.values_list("key", "language"))
    for name in SpeakerName.objects.filter(pk__in=names["moved"], speaker=into):
        if (name.key, name.language) in known:
            name.delete()
        else:
            name.speaker = speaker
            name.save()
    for values in names["left"]:
        name = SpeakerName(speaker=speaker, **values)
        name.derive()
        if not speaker.names.filter(key=name.key, language=name.language).exists():
            name.save()


def _empty_what_was_filled(act: Act, into: Speaker, by: Any, reason: str) -> None:
    """Take back what the one who stayed had taken from the other, unless it has been changed since."""
    into.refresh_from_db()
    filled = {name: value for name, value in act.done["filled"].items() if getattr(into, name) == value}
    names = {name for name in ("name_ru", "name_en") if name in filled}
    if not filled or names == {"name_ru", "name_en"}:
        return
    for name in filled:
        setattr(into, name, "")
    revision = Revision(by=by, reason=reason)
    revision.save(into)
    revision.close()


UNDOING = {
    Act.Kind.ATTRIBUTED.value: _undo_attribution,
    Act.Kind.MERGED.value: _undo_merging,
    Act.Kind.REPLACED.value: put_back,
    Act.Kind.TAG_MERGED.value: part_tags,
    Act.Kind.REVERTED.value: undo_reversion,
    Act.Kind.TAGGED.value: take_back,
}
