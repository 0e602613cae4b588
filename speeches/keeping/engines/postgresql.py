"""PostgreSQL: one transaction sees one moment; tables are dropped, made and filled in one transaction too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

OURS = """SELECT c.oid::regclass::text, c.relkind = 'v' FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
    AND EXISTS (SELECT 1 FROM unnest(%s::text[]) AS app WHERE starts_with(c.relname, app || '_'))"""
FUNCTIONS = """SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND starts_with(proname, 'speeches_')"""


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read everything as it is at one moment; writers go on meanwhile."""
    with transaction.atomic(using=connection.alias, durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def last_number(connection: BaseDatabaseWrapper, model: type[models.Model]) -> int:
    """Give the last key that a table has given to a row, be the row there or not; 0 for none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)", _of(model)
        )
        return int(cursor.fetchone()[0])


def set_last_number(connection: BaseDatabaseWrapper, model: type[models.Model], number: int) -> None:
    """Let the next row of a table have the key after this one, unless there are higher ones."""
    table, column = _of(model)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT greatest(%s, max({quote(column)})) FROM {quote(table)}", [number])
        if number := int(cursor.fetchone()[0]):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, number])


def _of(model: type[models.Model]) -> list[str]:
    return [str(model._meta.db_table), str(model._meta.pk.column)]


def insert(connection: BaseDatabaseWrapper, model: type[models.Model], rows: Iterator[list[object]]) -> None:
    """Write rows with all their columns."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


@contextmanager
def blank(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Give the alias of a database without tables; what is in it at the end becomes the archive, by one transaction.

    Whatever ends it before, the archive stays as it was. Who reads waits meanwhile, if there were tables.
    """
    with transaction.atomic(using=connection.alias, durable=True):
        _drop_all(connection)
        yield connection.alias
        _tell_the_planner(connection)
        # Here a reference that leads nowhere can still be told by its table; otherwise the commit would say so.
        connection.check_constraints()


def _tell_the_planner(connection: BaseDatabaseWrapper) -> None:
    """Have it know the tables as they are: until the server's own daemon comes by it would plan for empty ones."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"ANALYZE {quote(model._meta.db_table)}")


def _drop_all(connection: BaseDatabaseWrapper) -> None:
    """Drop every table and function of this site, those of a newer release too, and nothing of its neighbours'."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT DISTINCT app FROM django_migrations")
        # Django's own applications call their tables so, whatever they are called themselves.
        cursor.execute(OURS, [["django", *(app for (app,) in cursor.fetchall())]])
        for name, is_view in sorted(cursor.fetchall(), key=lambda found: not found[1]):
            cursor.execute(f"DROP {'VIEW' if is_view else 'TABLE'} IF EXISTS {name} CASCADE")
        cursor.execute(FUNCTIONS)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")


def rewrite(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    """Write the files of tables anew from their rows, indexes and what the planner knows of them included."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {quote(table)}")
        # Samples of what stood in the tables. Whoever may not do this is warned by the server, and no more.
        cursor.execute("VACUUM FULL pg_statistic")
