"""What a new version changed, as it was before: kept with the source, so that its import can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from ...models import Event, Redirect, Utterance

EVENT_FIELDS = ("title", "summary", "start_date", "start_time", "place", "language", "completeness")


def event_values(event: Event) -> dict[str, Any]:
    """Give the event's fields that a new version may change."""
    return _values(event, EVENT_FIELDS)


def row_values(row: Utterance) -> dict[str, Any]:
    """Give a turn's own columns and tags; what is derived from them is left out."""
    left_out = {"id", "event", "lemmas", "terms", "word_count"}
    fields = [field.name for field in row._meta.concrete_fields if field.name not in left_out]
    return {"pk": row.pk, **_values(row, fields), "tags": [tag.pk for tag in row.tags.all()]}


def snapshot(event: Event, rows: Sequence[Utterance], ended: Iterable[Utterance]) -> dict[str, Any]:
    """Give the event, its turns and their order as they are now, and what leads to those that are going to end."""
    leading = Redirect.objects.filter(kind="utterance", target__in=[row.ref for row in ended])
    return {
        "version": event.version,
        "event": event_values(event),
        "order": [row.ref for row in rows],
        "rows": {row.ref: row_values(row) for row in rows},
        "redirects": dict(leading.values_list("old", "target")),
    }


def restore(instance: models.Model, values: dict[str, Any]) -> None:
    """Give an instance its earlier columns back, unsaved."""
    for column in instance._meta.concrete_fields:
        if column.name in values:
            setattr(instance, column.attname, column.to_python(values[column.name]))


def _values(instance: models.Model, names: Iterable[str]) -> dict[str, Any]:
    columns = {column.name: column for column in instance._meta.concrete_fields}
    return {name: _as_json(columns[name], instance) for name in names}


def _as_json(column: models.Field, instance: models.Model) -> Any:
    value = getattr(instance, column.attname)
    is_moment = isinstance(column, models.DateField | models.TimeField)
    return column.value_to_string(instance) if is_moment and value is not None else value
