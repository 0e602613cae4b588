"""The index of turns: one module for each engine, chosen by the connection's vendor."""

from __future__ import annotations

from types import ModuleType

from django.db import connections, router

from ...models import Utterance
from . import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def read_from() -> str:
    """Name the database that searches read now: for readers' pages it may be a replica."""
    return router.db_for_read(Utterance)


def engine_of(using: str) -> ModuleType:
    return ENGINES[connections[using].vendor]
