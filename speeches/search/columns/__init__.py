"""The index over a column of lemmas, for what has few words: titles with their leads, and names."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from ...models import Event, Place, Speaker, Tag
from . import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
INDEXED: tuple[type[models.Model], ...] = (Event, Speaker, Tag, Place)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing of it and fill it."""
    for model in INDEXED:
        ENGINES[connection.vendor].install(connection, model._meta.db_table)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take away what would stand in the way of a migration."""
    for model in INDEXED:
        ENGINES[connection.vendor].uninstall(connection, model._meta.db_table)


def lookup(connection: BaseDatabaseWrapper, model: type[models.Model], lemmas: Iterable[str]) -> tuple[str, Any]:
    """Give the SQL of a subquery of the primary keys of the rows with any of the lemmas, and its parameter."""
    sql, parameter = ENGINES[connection.vendor].lookup(model._meta.db_table, sorted(lemmas))
    return sql, parameter


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether all of it is there."""
    engine = ENGINES[connection.vendor]
    return all(engine.is_installed(connection, model._meta.db_table) for model in INDEXED)


def refill(connection: BaseDatabaseWrapper) -> None:
    """Fill it anew from the rows as they are."""
    for model in INDEXED:
        ENGINES[connection.vendor].refill(connection, model._meta.db_table)


def having_any(model: type[models.Model], lemmas: Iterable[str], using: str) -> RawSQL:
    """Give a subquery of the primary keys of the rows in whose column `lemmas` any of the lemmas stands."""
    sql, parameter = lookup(connections[using], model, lemmas)
    return RawSQL(sql, [parameter])  # noqa: S611 The table's name is the model's own; the words are a parameter.
