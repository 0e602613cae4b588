"""Keeping the index: it is made after every migrate, and taken away before one that changes tables."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ..models import INDEX_VERSION, Event, IndexState, Utterance
from . import columns
from .engines import engine_of

APP = "speeches"


def install_index(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make what is missing of the index and fill it; called after every migrate.

    A migration that rebuilds a table on SQLite drops its triggers, and the index would go stale in silence.
    """
    connection = connections[using]
    # After migrating backwards there may be nothing to index, or not yet the columns that it is made of.
    if IndexState._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using):
        columns.install(connection)
        engine_of(using).install(connection)
        if not IndexState.objects.using(using).exists():
            has_rows = Utterance.objects.using(using).exists() or Event.objects.using(using).exists()
            IndexState.objects.using(using).create(version="" if has_rows else INDEX_VERSION)


def is_index_installed(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether every table and trigger of the index is there, so that what is written is found."""
    return columns.is_installed(connections[using]) and engine_of(using).is_installed(connections[using])


def uninstall_index(using: str = DEFAULT_DB_ALIAS, plan: Any = (), **kwargs: Any) -> None:
    """Take the index away before tables change: its view and triggers would stand in the way."""
    if any(migration.app_label == APP for migration, _backwards in plan):
        with transaction.atomic(using=using):
            engine_of(using).uninstall(connections[using])
            columns.uninstall(connections[using])
