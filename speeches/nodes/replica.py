"""Readers' queries on a streaming replica, page by page where it is as new as the page has to be.

The site's version is raised in the transaction that changes what readers see, and a replica repeats whole transactions
in their order: where it has the number, it has all that belongs to it. Lag by the clock says less, for a primary on
which nobody writes has a replica that repeats nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections

from ..models.version import PATIENCE_SECONDS, stored_version
from .service import Service

ALIAS = "replica"

service = Service("The replica")


class _Here(threading.local):
    """What the request of this thread reads."""

    alias = DEFAULT_DB_ALIAS


class _Behind:
    """Since when this process has known the replica to be behind; None while it is not."""

    since: float | None = None


_here = _Here()


class Router:
    """Django's question where to read and to write. Asked of nobody where there is no replica."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return _here.alias

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != ALIAS


@contextmanager
def read_from_replica(version: int) -> Iterator[None]:
    """Have this thread read from the replica if it has this version of the site by now, else from the primary."""
    _here.alias = ALIAS if _has(version) else DEFAULT_DB_ALIAS
    try:
        yield
    finally:
        _here.alias = DEFAULT_DB_ALIAS


def is_read() -> bool:
    return _here.alias == ALIAS


def give_up(error: Error) -> None:
    """Have this thread read from the primary after all; others too for a while, if the replica does not answer."""
    _here.alias = DEFAULT_DB_ALIAS
    if isinstance(error, OperationalError | InterfaceError):
        _lost(error)


def what_is_wrong() -> str:
    """Ask the replica, for whoever watches the site; "" where all is well."""
    # Only now, so that what is published meanwhile is no reason to warn.
    number = stored_version()
    _has(number, is_watched=True)
    if service.is_down:
        return "The replica does not answer: readers are served by the primary. The reason stands in the log."
    if _Behind.since is not None and (seconds := time.monotonic() - _Behind.since) >= PATIENCE_SECONDS:
        return f"The replica has been behind for {seconds:.0f} s: readers are served by the primary."
    return ""


def _has(version: int, *, is_watched: bool = False) -> bool:
    """Tell whether the replica has this version of the site: one query, on the connection that the page is read by."""
    if not (is_watched or service.may_be_asked()):
        return False
    try:
        number = stored_version(ALIAS)
    except Error as error:
        _lost(error)
        return False
    service.answered()
    if number >= version:
        _Behind.since = None
        return True
    _Behind.since = _Behind.since or time.monotonic()
    return False


def _lost(error: Error) -> None:
    service.failed(error)
    # Whatever state it is in, the next trial begins with a new one.
    connections[ALIAS].close()
