"""PostgreSQL: a GIN index over the lemmas as an array, so that no parser of the server's takes words apart again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

ARRAY = "string_to_array(lemmas, ' ')"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the index where it is missing; the server keeps it in step."""
    if not is_installed(connection, table):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (({ARRAY}))")


def is_installed(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Tell whether the index is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{table}_words"])
        return cursor.fetchone()[0] is not None


def refill(connection: BaseDatabaseWrapper, table: str) -> None:
    """Do nothing: an index of the server's own is never out of step with its table."""


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Do nothing: the server drops the index with its column."""


def lookup(table: str, lemmas: Sequence[str]) -> tuple[str, list[str]]:
    """Give the SQL of a subquery of primary keys, and its parameter."""
    return f"SELECT id FROM {table} WHERE {ARRAY} && %s", list(lemmas)
