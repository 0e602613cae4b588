"""The index over a column of lemmas: one module for each engine, chosen by the connection's vendor."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

from ..models import Event, Utterance
from . import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
INDEXED: tuple[type[models.Model], ...] = (Event, Utterance)


def install_index(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make what is missing of the index and fill it; called after every migrate.

    A migration that rebuilds a table on SQLite drops its triggers, and the index would go stale in silence.
    """
    connection = connections[using]
    engine = ENGINES[connection.vendor]
    for model in INDEXED:
        # After migrating backwards there may be nothing to index.
        if model._meta.db_table in connection.introspection.table_names():
            engine.install(connection, model._meta.db_table)


def having_any(model: type[models.Model], lemmas: Iterable[str], vendor: str) -> RawSQL:
    """Give a subquery of the primary keys of the rows in whose column `lemmas` any of the lemmas stands."""
    sql, parameter = ENGINES[vendor].lookup(model._meta.db_table, sorted(lemmas))
    return RawSQL(sql, [parameter])  # noqa: S611 The table's name is the model's own; the words are a parameter.
