"""Which tables a database has, told by the migrations that have been applied to it, not by the models of now.

So the code of a release backs up a database that is still to be migrated to it, and restores what an earlier one wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .refusal import Refused

Name = tuple[str, str]
"""Of a migration: its application and its own."""

LEFT_OUT = {
    "axes": "Failures to sign in count for minutes, and not on another machine.",
    "sessions": "Who is signed in is so on one machine, by its secret key: editors sign in anew.",
}
"""Applications whose rows are not kept, and why."""


def applied_to(connection: BaseDatabaseWrapper) -> set[Name]:
    """Give the migrations that have been applied; none for a database without tables."""
    return set(MigrationRecorder(connection).applied_migrations())


def unknown_of(names: Iterable[Name]) -> list[str]:
    """Name the migrations that this release has not."""
    known = _loader().graph.nodes
    return sorted(f"{app}.{name}" for app, name in names if (app, name) not in known)


def models_at(names: set[Name]) -> list[type[models.Model]]:
    """Give the models of the tables that are kept, those between two others and of history too, by their tables."""
    unknown = unknown_of(names)
    if unknown:
        raise Refused(f"The database belongs to a newer release than this one, which does not know {unknown[0]}.")
    found = _loader().project_state(latest_of(names)).apps.get_models(include_auto_created=True)
    kept = [each for each in found if each._meta.managed and not each._meta.proxy]
    return sorted(
        (each for each in kept if each._meta.app_label not in LEFT_OUT), key=lambda model: str(model._meta.db_table)
    )


def migrate_to(connection: BaseDatabaseWrapper, names: set[Name]) -> None:
    """Make the tables as they are after these migrations in a database that has none; no signal is sent."""
    MigrationExecutor(connection).migrate(latest_of(names))


def latest_of(names: set[Name]) -> list[Name]:
    """Give those on which no other one of the same application builds. The others would be taken for a way back."""
    nodes = _loader().graph.node_map
    return sorted(
        name
        for name in names
        if not any(child.key in names and child.key[0] == name[0] for child in nodes[name].children)
    )


def columns_of(model: type[models.Model]) -> dict[str, str]:
    """Give the names of a table's columns with the kind of field each is."""
    return {str(field.column): kind_of(field) for field in model._meta.concrete_fields}


def kind_of(field: Any) -> str:
    """Name the kind of a field; a key is of the kind that it points to."""
    kind: str = (field.target_field if field.is_relation else field).get_internal_type()
    return kind


def _loader() -> MigrationLoader:
    return MigrationLoader(None)
