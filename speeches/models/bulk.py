"""Writing many new rows of a model at once, as an import does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .search_index import IndexState

Row = TypeVar("Row", bound=models.Model)

MOST_VALUES = 32_000
"""SQLite takes 32,766 in one statement."""

HEAP = "64MB"
WORDS_INDEX = "speeches_turns_index_gin"
MERGE = "SELECT gin_clean_pending_list(inhrelid) FROM pg_inherits WHERE inhparent = to_regclass(%s)"

PLAIN = frozenset({str, int, bool, type(None)})
"""Values of these types are given to a database as they are by fields that do not say otherwise."""
PLAIN_FIELDS = frozenset(
    {"BigAutoField", "BooleanField", "CharField", "IntegerField", "PositiveIntegerField", "SlugField", "TextField"}
)


def insert(rows: Iterable[Row], *, using: str | None = None) -> list[Row]:
    """Write new rows of one model and give them their primary keys; returns them as a list.

    It leaves what `bulk_create` leaves and raises what that raises, in half its time: on PostgreSQL by COPY, on SQLite
    by few statements. As there, `save` is bypassed, so that `derive` has to be called before. A key that a row has
    already is not kept.
    """
    rows = list(rows)
    if not rows:
        return rows
    model = type(rows[0])
    alias = using or router.db_for_write(model)
    connection = connections[alias]
    fields = model._meta.local_concrete_fields
    with transaction.atomic(using=alias, savepoint=False), connection.wrap_database_errors:
        relations = [field for field in fields if field.is_relation]
        for row, key in zip(rows, KEYS[connection.vendor](connection, model, len(rows)), strict=True):
            # Whatever a row points to may have got its key after it was assigned.
            if any(getattr(row, field.attname) is None and field.is_cached(row) for field in relations):
                row._prepare_related_fields_for_save(operation_name="insert")
            row.pk = key
        WRITERS[connection.vendor](connection, model, _values(rows, fields, connection))
    for row in rows:
        row._state.adding, row._state.db = False, alias
    return rows


@contextmanager
def many_writes(*, using: str | None = None) -> Iterator[None]:
    """Let PostgreSQL gather new words in larger heaps before it merges them into the index, and merge all at the end.

    A word's place in the index costs the same for one turn as for a hundred: written so, a run takes half the time.
    Meanwhile a search reads through the heap too.
    """
    connection = connections[using or router.db_for_write(IndexState)]
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET gin_pending_list_limit = %s", [HEAP])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET gin_pending_list_limit")
                cursor.execute(MERGE, [WORDS_INDEX])


def _values(
    rows: list[Any], fields: Iterable[models.Field], connection: BaseDatabaseWrapper
) -> Iterator[tuple[Any, ...]]:
    """Give the rows' values, ready for the driver."""
    return zip(*[_column(rows, field, connection) for field in fields], strict=True)


def _column(rows: list[Any], field: models.Field, connection: BaseDatabaseWrapper) -> list[Any]:
    if type(field).pre_save is models.Field.pre_save:
        values = list(map(attrgetter(field.attname), rows))
    else:
        values = [field.pre_save(row, add=True) for row in rows]
    # A key is as plain as what it points to.
    kind = (field.target_field if field.is_relation else field).get_internal_type()
    if kind in PLAIN_FIELDS and PLAIN.issuperset(map(type, values)):
        return values
    return [field.get_db_prep_save(value, connection) for value in values]


def _sqlite_keys(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> Iterable[int]:
    """Give the keys that AUTOINCREMENT would. The transaction has begun as a writer, so that nobody takes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        last = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + count + 1)


def _postgresql_keys(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        sequence = [model._meta.db_table, model._meta.pk.column]
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [*sequence, count])
        return [key for (key,) in cursor.fetchall()]


def _insert_many(connection: BaseDatabaseWrapper, model: type[models.Model], values: Iterable[tuple[Any, ...]]) -> None:
    """Write many rows by one statement: after each statement FTS5 writes what it has gathered, be it a single row."""
    columns = _columns(connection, model)
    start = f"INSERT INTO {_table(connection, model)} ({', '.join(columns)}) VALUES "  # noqa: S608 Names are the model's.
    marks = f"({', '.join(['%s'] * len(columns))})"
    rows = iter(values)
    with connection.cursor() as cursor:
        while some := list(islice(rows, MOST_VALUES // len(columns))):
            cursor.execute(start + ", ".join([marks] * len(some)), list(chain.from_iterable(some)))


def _copy(connection: BaseDatabaseWrapper, model: type[models.Model], values: Iterable[tuple[Any, ...]]) -> None:
    columns = ", ".join(_columns(connection, model))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_table(connection, model)} ({columns}) FROM STDIN") as copy,
    ):
        for row in values:
            copy.write_row(row)


def _columns(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields]


def _table(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


Keys = Callable[[BaseDatabaseWrapper, type[models.Model], int], Iterable[int]]
Writer = Callable[[BaseDatabaseWrapper, type[models.Model], Iterable[tuple[Any, ...]]], None]

KEYS: dict[str, Keys] = {"sqlite": _sqlite_keys, "postgresql": _postgresql_keys}
WRITERS: dict[str, Writer] = {"sqlite": _insert_many, "postgresql": _copy}
