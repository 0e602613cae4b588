"""Keeping two nodes, or two timers, from doing the same at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

KEY = 0x726F7374
"""Names the lock among PostgreSQL's advisory ones, which are those of one database."""


@contextmanager
def alone() -> Iterator[bool]:
    """Tell whether nobody else is inside; they would be told so too until this ends, however it ends.

    Nodes that share a PostgreSQL need share nothing else. With SQLite they are processes of one machine.
    """
    if connection.vendor != "postgresql":
        with _file() as is_ours:
            yield is_ours
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


@contextmanager
def _file() -> Iterator[bool]:
    with (Path(settings.DATA_DIR) / "maintain.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
