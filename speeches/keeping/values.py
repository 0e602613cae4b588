"""What a column holds, as JSON has it: dates and times in ISO 8601, bytes in Base64, everything else as it is."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .state import kind_of

Change = Callable[[Any], Any]

TO_JSON: dict[str, Change] = {
    "DateTimeField": lambda value: value.astimezone(datetime.UTC).isoformat(),
    "DateField": lambda value: value.isoformat(),
    "TimeField": lambda value: value.isoformat(),
    "BinaryField": lambda value: base64.b64encode(value).decode(),
}
FROM_JSON: dict[str, Change] = {
    "DateTimeField": datetime.datetime.fromisoformat,
    "DateField": datetime.date.fromisoformat,
    "TimeField": datetime.time.fromisoformat,
    "BinaryField": base64.b64decode,
}
AS_IT_IS = frozenset(
    "AutoField BigAutoField BigIntegerField BooleanField CharField GenericIPAddressField IntegerField JSONField "
    "PositiveBigIntegerField PositiveIntegerField PositiveSmallIntegerField SlugField SmallIntegerField "
    "TextField".split()
)


class Line:
    """How the rows of one table become lines and lines become rows again."""

    def __init__(self, model: type[models.Model], connection: BaseDatabaseWrapper):
        self.fields = list(model._meta.concrete_fields)
        kinds = [kind_of(field) for field in self.fields]
        if strange := sorted(set(kinds) - AS_IT_IS - TO_JSON.keys()):
            raise TypeError(f"{model._meta.db_table}: how a {strange[0]} is kept has to be said here.")
        self.to_json = [(place, TO_JSON[kind]) for place, kind in enumerate(kinds) if kind in TO_JSON]
        self.from_json = [(place, FROM_JSON[kind]) for place, kind in enumerate(kinds) if kind in FROM_JSON]
        self.stored = [
            (place, _storing(field, kind, connection))
            for place, (field, kind) in enumerate(zip(self.fields, kinds, strict=True))
            if kind in TO_JSON or kind == "JSONField"
        ]

    def write(self, row: Sequence[Any]) -> bytes:
        """Make a line of a row's values, as the model gives them."""
        values = list(row)
        for place, change in self.to_json:
            if values[place] is not None:
                values[place] = change(values[place])
        return as_line(values)

    @staticmethod
    def names(line: bytes) -> Any:
        """Read the first line of a table, which names its columns."""
        return json.loads(line)

    def read(self, line: bytes) -> list[Any]:
        """Make a row's values, ready for the driver of the database. ValueError for what is no such row."""
        values = json.loads(line)
        if not isinstance(values, list) or len(values) != len(self.fields):
            raise ValueError("it is no row of this table")
        for place, change in self.from_json:
            if values[place] is not None:
                values[place] = change(values[place])
        for place, store in self.stored:
            values[place] = store(values[place])
        return values


def as_line(values: Any) -> bytes:
    """Write JSON on one line, in letters that people read."""
    try:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        # Half of a surrogate pair, which JSON can say and UTF-8 cannot.
        return json.dumps(values, separators=(",", ":")).encode() + b"\n"


def _storing(field: Any, kind: str, connection: BaseDatabaseWrapper) -> Change:
    if kind == "JSONField" and not field.null:
        # Left to itself the field would take the JSON null for no value, which this column cannot hold.
        nothing = models.Value(None, models.JSONField())
        return lambda value: field.get_db_prep_save(nothing if value is None else value, connection)
    return lambda value: field.get_db_prep_save(value, connection)
