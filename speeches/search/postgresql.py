"""PostgreSQL: a GIN index over the lemmas as an array, so that no parser of the server's takes words apart again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

ARRAY = "string_to_array(lemmas, ' ')"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the index where it is missing; the server keeps it in step."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [f"{table}_words"])
        if not cursor.fetchone():
            cursor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (({ARRAY}))")


def lookup(table: str, lemmas: Sequence[str]) -> tuple[str, list[str]]:
    """Give the SQL of a subquery of primary keys, and its parameter."""
    return f"SELECT id FROM {table} WHERE {ARRAY} && %s", list(lemmas)  # noqa: S608
