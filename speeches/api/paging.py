"""Lists cut where a row stood, not by its number: the thousandth page costs what the first does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .cursors import BadCursor, Value, decode, encode
from .problems import refuse

FORWARDS, BACKWARDS = "next", "previous"


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is in the order of. name: as queries have it."""

    name: str
    type: type[Value] = str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An order in which no two rows are equal. name: stands in its cursors; row: leads to the primary key of a row."""

    name: str
    keys: Sequence[Key]
    row: str = "pk"
    annotations: dict[str, Any] = field(default_factory=dict)

    def by(self, way: str) -> list[str]:
        backwards = way == BACKWARDS
        return [f"{'-' if key.is_descending != backwards else ''}{key.name}" for key in self.keys]

    def beyond(self, values: Sequence[Value], way: str) -> Q:
        """Give the condition of standing beyond a place.

        Its first part says less than the others, but is what an index can be entered by.
        """
        steps = [
            (key.name, "lt" if key.is_descending != (way == BACKWARDS) else "gt", value)
            for key, value in zip(self.keys, values, strict=True)
        ]
        name, side, value = steps[0]
        beyond, equal = Q(), Q()
        for each, its_side, its_value in steps:
            beyond |= equal & Q(**{f"{each}__{its_side}": its_value})
            equal &= Q(**{each: its_value})
        return Q(**{f"{name}__{side}e": value}) & beyond if len(steps) > 1 else beyond


class Page:
    """One page of a list. rows: in no order yet; cursor: "" for the beginning. Raises ValidationError."""

    def __init__(self, rows: QuerySet, order: Order, cursor: str, size: int):
        self.order, self.size = order, size
        self.is_first = not cursor
        self.way, self.place = FORWARDS, []
        if cursor:
            self.way, self.place = self._read(cursor)
        self._rows = rows.annotate(**order.annotations)

    def _read(self, cursor: str) -> tuple[str, list[Value]]:
        for way in (FORWARDS, BACKWARDS):
            try:
                return way, decode(cursor, f"{self.order.name} {way}", [key.type for key in self.order.keys])
            except BadCursor:
                continue
        raise refuse(cursor=_("This is no place in this list: begin again without it."))

    @cached_property
    def _found(self) -> list[tuple]:
        """The keys of the rows and of one more, in the order that they were looked for in."""
        rows = self._rows.filter(self.order.beyond(self.place, self.way)) if self.place else self._rows
        columns = [self.order.row, *(key.name for key in self.order.keys)]
        return list(rows.order_by(*self.order.by(self.way)).values_list(*columns)[: self.size + 1])

    @cached_property
    def _shown(self) -> list[tuple]:
        shown = self._found[: self.size]
        return shown[::-1] if self.way == BACKWARDS else shown

    @property
    def keys(self) -> list[int]:
        """The primary keys of the rows, in order."""
        return [row[0] for row in self._shown]

    @property
    def _has_more(self) -> bool:
        return len(self._found) > self.size

    @property
    def next(self) -> str | None:
        """The cursor of the page that follows, None for the last."""
        has_next = self._has_more if self.way == FORWARDS else True
        return self._at(-1, FORWARDS) if has_next else None

    @property
    def previous(self) -> str | None:
        has_previous = not self.is_first if self.way == FORWARDS else self._has_more
        return self._at(0, BACKWARDS) if has_previous else None

    def _at(self, row: int, way: str) -> str:
        """Give the cursor of what stands beyond a row; of an empty page, beyond the place that it was looked for."""
        values = self._shown[row][1:] if self._shown else self.place
        return encode(f"{self.order.name} {way}", *values)

    def count(self) -> int:
        return self._rows.order_by().count()
