"""Taking out of the database's files what no row has any more.

An expunging takes words out of rows; the pages of the files go on holding them until something else is written there.
"""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from ..exports.releases import drop_closed
from ..models import Change
from ..search.rebuilding import refill_index
from .engines import engine_of


def erase() -> str:
    """Write the files of the database anew if words were expunged since the last time, and say what was done.

    Releases with such words are taken away too. Editors wait meanwhile, on PostgreSQL readers as well: seconds to
    minutes, by the size of the archive.
    """
    newest = Change.objects.filter(nature=Change.Nature.EXPUNGED).order_by("-pk").values_list("pk", flat=True).first()
    if not newest or newest <= _erased_until():
        return ""
    drop_closed()
    # The index of words has entries for what was there too, until it is made anew.
    refill_index()
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    engine_of(connections[DEFAULT_DB_ALIAS]).rewrite(connections[DEFAULT_DB_ALIAS], tables)
    _note().write_text(f"{newest}\n")
    return "Wrote the files of the database anew, without what was expunged."


def _erased_until() -> int:
    """Give the change up to which everything has been erased."""
    note = _note()
    return int(note.read_text()) if note.is_file() else 0


def _note() -> Path:
    return Path(settings.DATA_DIR) / "erased"
