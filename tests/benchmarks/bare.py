"""The rows an import made, written once more by nothing but SQL: what the import is measured against.

One transaction a file and one `executemany` a table, on a connection opened with the site's own settings, into a
database with the site's own schema, indexes and triggers. What is not in it: reading files and texts, deciding who
speaks, looking anything up, counting, serializing JSON; every value is given, the lemmas too unless they are asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from time import perf_counter
from types import ModuleType
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections, models

from speeches.search.engines import engine_of
from speeches.words import lemmas

NOT_A_FILES_ROWS = {"SiteVersion", "IndexState"}
Rows = list[tuple[models.Model, list[str], list[tuple[Any, ...]]]]
"""Table by table: the model, its columns, the values."""


def add_database(alias: str, name: str, *, indexed: bool = True) -> None:
    """Let Django know one more empty database beside the site's, and give it the site's schema."""
    connections.databases[alias] = {**connections.databases["default"], "NAME": name}
    call_command("migrate", database=alias, verbosity=0)
    if not indexed:
        engine_of(alias).uninstall(connections[alias])


class Reader:
    """Gives the rows that were added to the site's database since it was last asked, as the driver has them."""

    def __init__(self) -> None:
        settings = connections["default"].get_connection_params()
        if connections["default"].vendor == "sqlite":
            self._connection: Any = sqlite3.connect(settings["database"])
        else:
            wanted = {
                name: value
                for name, value in settings.items()
                if name in ("dbname", "host", "port", "user", "password")
            }
            self._connection = psycopg.connect(**wanted, autocommit=True)
        self._last: dict[str, int] = {}

    def rows(self) -> Rows:
        return [
            (model, columns, values)
            for model in apps.get_app_config("speeches").get_models()
            if model.__name__ not in NOT_A_FILES_ROWS
            for columns, values in [self._added(model)]
            if values
        ]

    def _added(self, model: type[models.Model]) -> tuple[list[str], list[tuple[Any, ...]]]:
        table, key = model._meta.db_table, model._meta.pk.column
        fields = model._meta.local_concrete_fields
        columns = [field.column for field in fields]
        # As text, so that it need not be serialized again.
        selected = [f'"{f.column}"::text' if self._is_json(f) else f'"{f.column}"' for f in fields]
        sql = f'SELECT {", ".join(selected)} FROM "{table}" WHERE "{key}" > {self._last.get(table, 0)} ORDER BY "{key}"'  # noqa: S608
        values = self._connection.execute(sql).fetchall()
        if values:
            self._last[table] = values[-1][columns.index(key)]
        return columns, values

    def _is_json(self, field: models.Field) -> bool:
        return isinstance(field, models.JSONField) and not isinstance(self._connection, sqlite3.Connection)


class Writer:
    """Writes rows into one of the further databases, and tells how long it took."""

    def __init__(self, alias: str):
        connections[alias].ensure_connection()
        self._connection: Any = connections[alias].connection
        self._is_sqlite = connections[alias].vendor == "sqlite"

    def write(self, rows: Rows) -> float:
        """Write in one transaction; gives seconds."""
        statements = list(self._statements(rows))
        start = perf_counter()
        if self._is_sqlite:
            self._connection.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                self._connection.executemany(sql, values)
            self._connection.execute("COMMIT")
        else:
            with self._connection.transaction():
                # Django's own cursor writes parameters into the text of a statement; this one sends them apart.
                cursor = psycopg.Cursor(self._connection)
                for sql, values in statements:
                    cursor.executemany(sql, values)
        return perf_counter() - start

    def _statements(self, rows: Rows) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        for model, columns, values in rows:
            names, mark = ", ".join(f'"{column}"' for column in columns), "?" if self._is_sqlite else "%s"
            marks = ", ".join([mark] * len(columns))
            yield f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values  # noqa: S608


def unshared_lemmas() -> ModuleType:
    """Load the module of lemmas a second time, so that it has a cache of its own and profits from no import."""
    spec = spec_from_file_location("tests.benchmarks.unshared_lemmas", lemmas.__file__)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.lemmatize("слово word")  # Reads the dictionary.
    return module


def lemmatizing(module: ModuleType, rows: Rows) -> float:
    """Find the lemmas of the rows' texts, as the models do; gives seconds."""
    texts = [
        text
        for model, columns, values in rows
        for names in [{"Utterance": ("heading", "text"), "Event": ("title", "summary")}.get(model.__name__, ())]
        for row in values
        for name in names
        if (text := row[columns.index(name)])
    ]
    start = perf_counter()
    for text in texts:
        module.lemmatize(text)
    return perf_counter() - start
