"""PostgreSQL: a GIN index over the lemmas as an array, so that no parser of the server's takes words apart again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

ARRAY = "string_to_array(lemmas, ' ')"

# A function, because the planner takes reading a small table through for cheap, and does not count that the lemmas of
# each row have to be taken apart for that; and not one in SQL, which the server would plan anew at every call.
LOOKUP = """CREATE OR REPLACE FUNCTION {table}_having(wanted text[]) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$ BEGIN
        RETURN QUERY SELECT id FROM {table} WHERE {array} && wanted;
    END $$"""


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the index and its look-up where they are missing; the server keeps it in step."""
    if not is_installed(connection, table):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (({ARRAY}))")
            cursor.execute(LOOKUP.format(table=table, array=ARRAY))


def is_installed(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Tell whether the index and its look-up are there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s), to_regproc(%s)", [f"{table}_words", f"{table}_having"])
        return None not in cursor.fetchone()


def refill(connection: BaseDatabaseWrapper, table: str) -> None:
    """Do nothing: an index of the server's own is never out of step with its table."""


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the look-up away; the server drops the index with its column."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP FUNCTION IF EXISTS {table}_having, {table}_with")


def lookup(table: str, lemmas: Sequence[str]) -> tuple[str, list[str]]:
    """Give the SQL of a subquery of primary keys, and its parameter."""
    return f"SELECT {table}_having(%s)", list(lemmas)
