"""The index of turns: one module for each engine, chosen by the connection's vendor."""

from __future__ import annotations

from types import ModuleType

from django.db import connections

from . import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def engine_of(using: str) -> ModuleType:
    return ENGINES[connections[using].vendor]
