"""Putting a backup back: all of it or nothing, into the tables that it was written from, which are then migrated on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ..exports.releases import next_number, releases, releases_folder
from ..models import Change, IndexState, SiteVersion
from ..models.version import forget_version
from .container import Backup, BackupSpoiled, Progress, newer, reading
from .engines import engine_of
from .files import MEDIA, RELEASES, unpack_media, unpack_release
from .refusal import Refused
from .state import columns_of, kind_of, migrate_to, models_at, unknown_of
from .values import Line

MADE_BY_MIGRATE = frozenset(
    "contenttypes sessions auth.Permission auth.Group auth.Group_permissions speeches.IndexState "
    "speeches.SiteVersion".split()
)
"""Applications and models whose rows are there before anybody has done anything."""

TELL_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. is_indexed: whether its words are those of this release's analyser."""

    rows: int
    files: int
    release: str
    made_at: str
    is_indexed: bool


def restore(
    source: Path,
    *,
    replacing: bool = False,
    checking: Progress = lambda done, total: None,
    loading: Progress = lambda done, total: None,
) -> Restored:
    """Put a backup in the place of the archive, whole or not at all. Files come first: without rows nobody sees them.

    replacing: also where something is there already. checking is told of bytes, loading of rows. Raises BackupSpoiled
    and Refused, before anything is written, and DatabaseError and OSError.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with reading(source) as backup:
        if unknown_of(backup.migrations):
            raise Refused(newer(backup.facts))
        if not replacing:
            _refuse_what_is_there(connection)
        backup.check(checking)
        with _releases_beside(backup):
            files = _put_uploads(backup)
            before = Before.of(connection)
            with engine_of(connection).blank(connection) as alias:
                rows = _fill(connections[alias], backup, before, loading)
                call_command("migrate", database=alias, verbosity=0, interactive=False)
                # A table that SQLite has made anew begins after its last row.
                _go_on_counting(connections[alias], apps.get_models(include_auto_created=True), backup, before)
                _raise_site_version(alias, before.version)
                if not replacing and alias != connection.alias:
                    # Somebody may have begun to write there meanwhile.
                    _refuse_what_is_there(connection)
            _put_releases(backup)
        forget_version()
        state = IndexState.objects.first()
        facts = backup.facts
        return Restored(rows, files, facts["release"], facts["made_at"], bool(state and state.is_current))


@dataclass(frozen=True, slots=True)
class Before:
    """What an archive that gives way has told the world: its version and, table by table, the last number of a row."""

    version: int
    last: dict[str, int]

    @classmethod
    def of(cls, connection: BaseDatabaseWrapper) -> Before:
        names = set(connection.introspection.table_names())
        there = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in names]
        numbered = [model for model in there if "AutoField" in kind_of(model._meta.pk)]
        version = SiteVersion.objects.values_list("number", flat=True).first() if SiteVersion in there else 0
        numbers = {
            str(model._meta.db_table): engine_of(connection).last_number(connection, model) for model in numbered
        }
        return cls(version or 0, numbers)


def _refuse_what_is_there(connection: BaseDatabaseWrapper) -> None:
    names = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if {meta.app_label, meta.label} & MADE_BY_MIGRATE or meta.db_table not in names:
            continue
        # Asked of the table alone: it may be an older or a newer one than the model.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(meta.db_table)} LIMIT 1")
            if cursor.fetchone():
                raise Refused(
                    f"The archive is not empty: there are rows in {meta.db_table}. Restore into an empty one, or say "
                    "--replace; all that is there goes then, so back it up before."
                )


def _fill(connection: BaseDatabaseWrapper, backup: Backup, before: Before, progress: Progress) -> int:
    """Make the tables as they were when the backup was made, and fill them; tell how many rows they have."""
    migrate_to(connection, backup.migrations)
    kept = {str(model._meta.db_table): model for model in models_at(backup.migrations)}
    listed = {each["table"]: each for each in backup.tables}
    for table in sorted(listed.keys() ^ kept.keys()):
        raise BackupSpoiled(f"The backup and its migrations do not agree about the table {table}.")
    total, done = sum(each["rows"] for each in listed.values()), 0
    # Rows come in table by table; SQLite takes notice of this outside of a transaction only.
    connection.disable_constraint_checking()
    with transaction.atomic(using=connection.alias):
        _empty(connection, kept.values())
        for table, model in kept.items():
            done += _fill_table(
                connection, model, backup, listed[table], lambda rows, done=done: progress(done + rows, total)
            )
    _go_on_counting(connection, kept.values(), backup, before)
    # Migrations that follow may change a table only when nothing is left to be looked at.
    connection.check_constraints()
    ContentType.objects.clear_cache()
    return done


def _go_on_counting(
    connection: BaseDatabaseWrapper, kept: Iterable[type[models.Model]], backup: Backup, before: Before
) -> None:
    """Have new rows numbered from the last number on: one that readers or mirrors have seen is no other row's."""
    last_by_table = {each["table"]: each["last"] for each in backup.tables if "last" in each}
    for model in kept:
        table = str(model._meta.db_table)
        if table in last_by_table:
            last = max(last_by_table[table], before.last.get(table, 0))
            engine_of(connection).set_last_number(connection, model, last)


def _empty(connection: BaseDatabaseWrapper, kept: Any) -> None:
    """Take away what migrations have put into their tables: the backup has it too, by its own keys."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for model in kept:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def _fill_table(
    connection: BaseDatabaseWrapper, model: type[models.Model], backup: Backup, listed: dict[str, Any], tell: Any
) -> int:
    lines = backup.lines(listed["file"])
    line, count = Line(model, connection), 0
    if line.names(next(lines, b"null")) != list(columns_of(model)):
        raise BackupSpoiled(f"The backup has other columns of {listed['table']} than its migrations made.")

    def rows() -> Iterator[list[Any]]:
        nonlocal count
        for count, each in enumerate(lines, start=1):
            try:
                yield line.read(each)
            except (ValueError, TypeError) as error:
                raise BackupSpoiled(f"The backup is damaged in {listed['file']}, line {count + 1}: {error}") from error
            if not count % TELL_EVERY:
                tell(count)

    try:
        engine_of(connection).insert(connection, model, rows())
    except DatabaseError as error:
        raise type(error)(f"{listed['table']}, near row {count:,}: {error}") from error
    if count != listed["rows"]:
        raise BackupSpoiled(
            f"The backup has {count:,} rows of {listed['table']}, and its manifest says {listed['rows']:,}."
        )
    tell(count)
    return count


def _raise_site_version(alias: str, seen: int) -> None:
    """Choose a number that no page of this site was ever known by, or browsers would take old pages for present ones.

    What came after the backup is lost, and so how far the number had risen: but never as often as once a second.
    """
    version = SiteVersion.objects.using(alias).first() or SiteVersion(pk=1)
    version.number = max(version.number + 1, seen + 1, int(time.time()))
    version.save(using=alias)


def _put_uploads(backup: Backup) -> int:
    if MEDIA not in backup.files:
        return 0
    with backup.member(MEDIA) as stream:
        return unpack_media(stream)


@contextmanager
def _releases_beside(backup: Backup) -> Iterator[None]:
    """Unpack the releases beside their places, so that what is left to do in the end is soon done."""
    found = _releases_of(backup)
    try:
        for number, path in found.items():
            shutil.rmtree(_beside(number), ignore_errors=True)
            with backup.member(path) as stream:
                unpack_release(stream, _beside(number))
        yield
    finally:
        for number in found:
            shutil.rmtree(_beside(number), ignore_errors=True)


def _put_releases(backup: Backup) -> None:
    """Put the releases into their places, and take away those of an archive that there is not any more."""
    folder, kept = releases_folder(), _releases_of(backup)
    newest = Change.objects.aggregate(newest=models.Max("pk"))["newest"] or 0
    for release in releases():
        if release.number in kept or release.facts["change"] > newest:
            shutil.rmtree(release.folder)
    for number in kept:
        _beside(number).rename(folder / str(number))
    if backup.facts["last_release"] >= next_number():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".last").write_text(str(backup.facts["last_release"]))


def _releases_of(backup: Backup) -> dict[int, str]:
    """Give the releases in a backup by their numbers, each with its path."""
    return {int(number[1]): path for path in backup.files if (number := RELEASES.fullmatch(path))}


def _beside(number: int) -> Path:
    return releases_folder() / f".{number}.restoring"
