"""One revision of an event's turns undone: each is again as it was before, wherever nobody has changed it since."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from ...models import Event, Redirect, Revision, Tag, Utterance
from ..merge.comparing import rows_of

LEFT = ("id", "ref", "event", "position")
"""Columns that stay, or that the order of the turns gives."""
ASKED_AT_ONCE = 5_000


class NotUndone(ValueError):
    """Turns of the revision have been changed since; the message names them."""


@dataclass(slots=True)
class Undoing:
    """What undoing a revision would do. Nothing is written before `undo_turns`.

    rows: the turns in the order that they would have; changed: those with other content, with their earlier version;
    back: those that come back, with it; gone: those that the revision had made, with the turn they were parted from.
    since: turns of the revision that were changed again; is_order: whether turns that stay change
    places.
    """

    rows: list[Utterance] = field(default_factory=list)
    changed: list[tuple[Utterance, Any]] = field(default_factory=list)
    back: list[tuple[Utterance, Any]] = field(default_factory=list)
    gone: list[tuple[Utterance, Utterance | None]] = field(default_factory=list)
    since: list[Utterance] = field(default_factory=list)
    is_order: bool = False

    @property
    def is_possible(self) -> bool:
        return not self.since and bool(self.changed or self.back or self.gone or self.is_order)


@dataclass(frozen=True, slots=True)
class _Records:
    """A turn's versions around a moment: the last one before it, the last one of it, the last one of all."""

    before: Any
    at: Any
    last: Any


def plan_undoing(event: Event, moment: datetime.datetime) -> Undoing:
    """Tell what undoing the revision of this moment would do."""
    return _Planning(event, moment).plan()


def undo_turns(revision: Revision, moment: datetime.datetime) -> Undoing:
    """Undo the revision of this moment through another one. Raises NotUndone where its turns were changed since."""
    undoing = plan_undoing(cast(Event, revision.event), moment)
    if not undoing.is_possible:
        names = ", ".join(f"“{_named(row)}”" for row in undoing.since[:5])
        raise NotUndone(_("Changed again since, so that it cannot be undone as a whole: %(turns)s.") % {"turns": names})
    for row, parent in undoing.gone:
        if parent:
            revision.join(row, parent)
        else:
            revision.delete(row)
    restored = [*undoing.changed, *undoing.back]
    for row, record in restored:
        _restore(row, record)
    Redirect.objects.filter(kind="utterance", old__in=[row.ref for row, _record in undoing.back]).delete()
    revision.arrange(undoing.rows, [row for row, _record in restored])
    tags = tags_of_versions(Utterance, (record.history_id for _row, record in restored))
    for row, record in restored:
        # Those that are still there.
        revision.set_tags(row, Tag.objects.filter(pk__in=tags.get(record.history_id, ())))
    return undoing


class _Planning:
    def __init__(self, event: Event, moment: datetime.datetime):
        self.event, self.moment = event, moment
        self.now = rows_of(event)
        self.by_key = {row.pk: row for row in self.now}
        self.records = self._read()

    def _read(self) -> dict[int, _Records]:
        """Read the versions of every turn that has any; of the others nothing ever changed."""
        history = Utterance.history.filter(event_id=self.event.pk).order_by("history_date", "history_id")
        keys: dict[int, list[int | None]] = defaultdict(lambda: [None, None, None])
        for turn, version, date in history.values_list("id", "history_id", "history_date"):
            if date < self.moment:
                keys[turn][0] = version
            elif date == self.moment:
                keys[turn][1] = version
            keys[turn][2] = version
        rows = history.model.objects.in_bulk({key for found in keys.values() for key in found if key})
        self.tags = tags_of_versions(Utterance, rows)
        return {turn: _Records(*(rows.get(key) for key in found)) for turn, found in keys.items()}

    def plan(self) -> Undoing:
        undoing = Undoing()
        for pk, records in self.records.items():
            if records.at:
                self._plan_turn(undoing, pk, records)
        undoing.rows = self._order(undoing)
        stay = {row.pk for row in undoing.rows} & self.by_key.keys()
        orders = ([row.pk for row in rows if row.pk in stay] for rows in (undoing.rows, self.now))
        undoing.is_order = next(orders) != next(orders)
        return undoing

    def _plan_turn(self, undoing: Undoing, pk: int, records: _Records) -> None:
        row = self.by_key.get(pk)
        if not self._is_same(records.at, records.last):
            undoing.since.append(row or records.last.instance)
        elif not _exists(records.before):
            if row:
                undoing.gone.append((row, self._parent(row)))
        elif row is None:
            back = Utterance(pk=pk, ref=records.before.ref, event=self.event)
            undoing.back.append((back, records.before))
        elif not self._is_same(records.before, records.at):
            undoing.changed.append((row, records.before))

    def _parent(self, row: Utterance) -> Utterance | None:
        """Give the turn that a new one was parted from: the one above it, whose words the revision changed too."""
        place = self.now.index(row)
        above = self.now[place - 1] if place else None
        records = above and self.records.get(above.pk)
        if not records or not records.at or not _exists(records.before):
            return None
        return above if records.before.text != records.at.text else None

    def _order(self, undoing: Undoing) -> list[Utterance]:
        """Give the earlier order, or the present one where turns have been moved since."""
        gone = {row.pk for row, _parent in undoing.gone}
        rows = {row.pk: row for row in self.now if row.pk not in gone} | {row.pk: row for row, _ in undoing.back}
        before = self._places("before", rows)
        at = self._places("at", self.by_key)
        is_order_kept = [row.pk for row in self.now if row.pk in at] == sorted(at, key=lambda pk: at[pk])
        order = sorted(before, key=lambda pk: before[pk])
        if is_order_kept:
            neighbours, others = [row.pk for row in self.now], order
        else:
            # What comes back stands behind the turn that it stood behind.
            neighbours, others = order, [row.pk for row in self.now if row.pk in rows]
        return [rows[pk] for pk in _filled(others, [pk for pk in neighbours if pk in rows])]

    def _places(self, when: str, rows: Iterable[int]) -> dict[int, int]:
        """Give the positions that turns had, of those that were there. when: "before" the moment, or "at" its end."""
        places = {}
        for pk in rows:
            records = self.records.get(pk)
            if records is None:
                places[pk] = self.by_key[pk].position
                continue
            record = records.before if when == "before" else records.at or records.before
            if _exists(record):
                places[pk] = record.position
        return places

    def _is_same(self, record: Any, other: Any) -> bool:
        """Tell whether two versions differ in nothing but where the turn stands."""
        if _exists(record) != _exists(other):
            return False
        if not _exists(record):
            return True
        names = [each.attname for each in record.tracked_fields if each.name not in LEFT]
        tags = self.tags.get(record.history_id), self.tags.get(other.history_id)
        return tags[0] == tags[1] and all(getattr(record, name) == getattr(other, name) for name in names)


def _filled(order: list[int], neighbours: list[int]) -> list[int]:
    """Put what an order lacks behind whatever it stands behind among its neighbours."""
    filled = list(order)
    above: int | None = None
    for pk in neighbours:
        if pk not in filled:
            filled.insert(filled.index(above) + 1 if above is not None else 0, pk)
        above = pk
    return filled


def _exists(record: Any) -> bool:
    return record is not None and record.history_type != "-"


def _restore(row: Utterance, record: Any) -> None:
    for column in record.tracked_fields:
        if column.name not in LEFT:
            setattr(row, column.attname, getattr(record, column.attname))


def tags_of_versions(model: Any, versions: Iterable[int]) -> dict[int, set[int]]:
    """Give the tags of each version of an event or a turn, by primary key."""
    found: dict[int, set[int]] = {}
    store = model.history_store.m2m_models[model._meta.get_field("tags")].objects
    keys = sorted(versions)
    for start in range(0, len(keys), ASKED_AT_ONCE):
        asked = store.filter(history_id__in=keys[start : start + ASKED_AT_ONCE])
        for version, tag in asked.values_list("history_id", "tag_id"):
            found.setdefault(version, set()).add(tag)
    return found


def _named(row: Utterance) -> str:
    text = str(row)
    return text if len(text) <= 60 else f"{text[:59]}…"
