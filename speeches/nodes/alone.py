"""Jobs that run once at a time, on whatever machine.

On PostgreSQL the lock is the server's own and goes with the connection, so that a machine that dies leaves none behind;
on SQLite, which one machine has, it is a file in DATA_DIR that the process holds.
"""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

LOOKS_AGAIN_AFTER_SECONDS = 0.5
LONGEST_NAME = 63
"""Bytes of a connection's name in PostgreSQL."""
PREFIX = "rostrum on "

HOLDER = """SELECT application_name, backend_start FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pg_locks.database =
        (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) | objid::bigint = %s"""


class AlreadyRuns(Exception):
    """The job runs elsewhere; the message tells where and since when."""


@contextmanager
def alone(job: str, *, waits: bool = False) -> Iterator[None]:
    """Keep everybody else from doing this job meanwhile. Raises `AlreadyRuns`, unless it waits for its turn."""
    # A connection of its own: the job's may be closed and opened again on the way.
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        lock = _server_s if connection.vendor == "postgresql" else _file_s
        with lock(connection, job) as is_mine:
            while (holder := is_mine()) is not None:
                if not waits:
                    raise AlreadyRuns(f"The job “{job}” already runs{holder}.")
                time.sleep(LOOKS_AGAIN_AFTER_SECONDS)
            yield
    finally:
        connection.close()


IsMine = Callable[[], str | None]
"""Takes the lock and gives None, or tells who has it."""


@contextmanager
def _server_s(connection: BaseDatabaseWrapper, job: str) -> Iterator[IsMine]:
    key = int.from_bytes(hashlib.sha256(f"rostrum {job}".encode()).digest()[:8]) >> 1
    name = f"{PREFIX}{socket.gethostname()}".encode()[:LONGEST_NAME].decode(errors="ignore")

    def is_mine() -> str | None:
        # Asked again and again: a session that waits in the server would hold up an index that is made concurrently.
        if _asked(connection, "SELECT pg_try_advisory_lock(%s)", key) == (True,):
            return None
        found = _asked(connection, HOLDER, key)
        return _told(found[0].removeprefix(PREFIX), found[1]) if found else ""

    _asked(connection, "SELECT set_config('application_name', %s, false)", name)
    try:
        yield is_mine
    finally:
        # The server lets go of what a closed connection held, but only some time later; of a lost one it has already.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")


def _asked(connection: BaseDatabaseWrapper, sql: str, value: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        return cursor.fetchone()


@contextmanager
def _file_s(connection: BaseDatabaseWrapper, job: str) -> Iterator[IsMine]:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{job}.lock").open("a+", encoding="utf-8") as file:

        def is_mine() -> str | None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                host, since = json.loads(file.read() or '["", ""]')
                return _told(host, datetime.datetime.fromisoformat(since)) if host else ""
            file.truncate(0)
            file.write(json.dumps([socket.gethostname(), timezone.now().isoformat()]))
            file.flush()
            return None

        yield is_mine


def _told(host: str, since: datetime.datetime) -> str:
    return f" on {host} since {timezone.localtime(since):%d.%m.%Y %H:%M:%S}"
