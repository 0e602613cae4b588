"""What each database engine does its own way: a view of one moment, numbers that were given out, a blank archive."""

from __future__ import annotations

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper

from . import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def engine_of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Give the module for a connection's engine."""
    return ENGINES[connection.vendor]
