"""SQLite: a reader's transaction is a snapshot; an archive is built in a file beside, and copied over in one go."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from ..refusal import Refused

NEW = "restoring"
"""What the connection to the file beside is called."""

# Nobody else sees the file, and one that is not finished is thrown away: it need not survive anything.
CARELESS = (
    "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY"
)


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read everything as it is at one moment; writers go on meanwhile."""
    with connection.cursor() as cursor:
        # By hand: a transaction that Django begins here is a writer's, and would keep the others waiting.
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            yield
        finally:
            cursor.execute("ROLLBACK")


def last_number(connection: BaseDatabaseWrapper, model: type[models.Model]) -> int:
    """Give the last key that a table has given to a row, be the row there or not; 0 for none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        return int((cursor.fetchone() or (0,))[0])


def set_last_number(connection: BaseDatabaseWrapper, model: type[models.Model], number: int) -> None:
    """Let the next row of a table have the key after this one, unless there are higher ones."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [number, table])
        if not cursor.rowcount and number:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def insert(connection: BaseDatabaseWrapper, model: type[models.Model], rows: Iterator[list[object]]) -> None:
    """Write rows with all their columns."""
    quote = connection.ops.quote_name
    columns = [quote(field.column) for field in model._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


@contextmanager
def blank(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Give the alias of a database without tables; what is in it at the end becomes the archive, by one transaction.

    Whatever ends it before, the archive stays as it was. Who reads goes on reading the former one meanwhile.
    """
    target = Path(str(connection.settings_dict["NAME"]))
    beside = target.with_name(f".{target.name}.restoring")
    with _alone(beside):
        connections.databases[NEW] = {
            **connection.settings_dict,
            "NAME": str(beside),
            "OPTIONS": {**connection.settings_dict["OPTIONS"], "init_command": CARELESS},
        }
        new = connections[NEW]
        try:
            yield NEW
            new.check_constraints()
            new.close()
            connection.close()
            _copy(beside, target)
        finally:
            new.close()
            del connections[NEW]
            del connections.databases[NEW]
            _drop(beside)


@contextmanager
def _alone(beside: Path) -> Iterator[None]:
    """Keep a second one from building in the same file; a file that somebody left behind is thrown away."""
    lock = beside.with_name(f"{beside.name}.lock")
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("Another backup is being restored to this archive: wait for its end.") from None
        _drop(beside)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _drop(file: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _copy(beside: Path, target: Path) -> None:
    """Put one database in the place of another, in the same file: whoever has it open sees the new one from then on."""
    source, archive = sqlite3.connect(beside), sqlite3.connect(target)
    try:
        archive.execute("PRAGMA synchronous = FULL")
        archive.execute("PRAGMA journal_mode = WAL")
        source.backup(archive)
        archive.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        source.close()
        archive.close()


def rewrite(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    """Write the file anew from its rows, and let nothing stand in the log beside it. tables: all are in one file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
