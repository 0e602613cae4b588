"""Writing a backup: everything as it was at one moment, while editors and readers go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from .. import __version__
from ..exports.releases import next_number
from .container import Progress, Writer, writing
from .engines import engine_of
from .files import write_media, write_releases
from .refusal import Refused
from .state import LEFT_OUT, Name, applied_to, columns_of, kind_of, models_at
from .values import Line, as_line

AT_A_TIME = 1_000
FILES_AT_A_TIME = 4
"""Rows that hold whole files are read so many at a time."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in a backup. files: uploads and files of releases."""

    rows: int
    tables: int
    files: int
    size: int


def back_up(target: Path, *, with_releases: bool = True, progress: Progress = lambda done, total: None) -> BackedUp:
    """Write a backup of the archive into a file, which appears when all is in it. Raises Refused and OSError.

    progress: is told of rows.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with writing(target) as backup:
        with engine_of(connection).snapshot(connection):
            names = applied_to(connection)
            if not names:
                raise Refused("There is nothing to back up: the database has no tables.")
            tables = _write_tables(backup, connection, models_at(names), progress)
            # Rows come first: each file was there before the row that leads to it.
            count = write_media(backup)
            count += write_releases(backup) if with_releases else 0
        backup.close(_facts(connection, names, tables, count))
    return BackedUp(sum(each["rows"] for each in tables), len(tables), count, target.stat().st_size)


def _write_tables(
    backup: Writer, connection: BaseDatabaseWrapper, kept: list[type[models.Model]], progress: Progress
) -> list[dict[str, Any]]:
    total = sum(model._base_manager.count() for model in kept)
    tables: list[dict[str, Any]] = []
    done = 0
    for model in kept:
        tables.append(_write_table(backup, connection, model, lambda rows, done=done: progress(done + rows, total)))
        done += tables[-1]["rows"]
    return tables


def _write_table(
    backup: Writer, connection: BaseDatabaseWrapper, model: type[models.Model], tell: Any
) -> dict[str, Any]:
    """Write the rows of a table by their keys, after a line with the columns' names, and give what to say of them."""
    table, fields = str(model._meta.db_table), model._meta.concrete_fields
    has_files = any(kind_of(field) == "BinaryField" for field in fields)
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    line, count = Line(model, connection), 0
    with backup.member(name := f"tables/{table}.jsonl") as member:
        member.write(as_line(list(columns_of(model))))
        for row in rows.iterator(chunk_size=FILES_AT_A_TIME if has_files else AT_A_TIME):
            member.write(line.write(row))
            count += 1
            if not count % AT_A_TIME:
                tell(count)
    tell(count)
    is_numbered = "AutoField" in kind_of(model._meta.pk)
    last = {"last": engine_of(connection).last_number(connection, model)} if is_numbered else {}
    return {"table": table, "file": name, "rows": count, **last, "columns": columns_of(model)}


def _facts(
    connection: BaseDatabaseWrapper, names: set[Name], tables: list[dict[str, Any]], count: int
) -> dict[str, Any]:
    applications = sorted({app for app, _name in names})
    return {
        "release": __version__,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "site": settings.SITE_NAME,
        "url": settings.SITE_URL,
        "left_out": LEFT_OUT,
        "last_release": next_number() - 1,
        "beside": count,
        "migrations": {app: sorted(name for of, name in names if of == app) for app in applications},
        "tables": tables,
    }
