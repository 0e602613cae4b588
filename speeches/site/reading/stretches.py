"""A long list in stretches that begin and end at a row, so that each costs the same and stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet


class Stretch(NamedTuple):
    """Rows, the newest first. newer, older: what to ask for to have the stretch before and after, "" for none."""

    rows: list[Any]
    newer: str
    older: str
    asked: str


OLDEST = "after=0"
"""What to ask for to have the last stretch."""


def stretch_of(rows: QuerySet, parameters: Mapping[str, str], size: int) -> Stretch:
    """Cut out the rows before or after a key, the newest where none is given. rows: the newest first."""
    before, after = _key(parameters.get("before")), _key(parameters.get("after"))
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        has_newer, has_older = len(found) > size, rows.filter(pk__lte=after).exists()
        found, asked = found[:size][::-1], f"after={after}"
    else:
        found = list((rows if before is None else rows.filter(pk__lt=before))[: size + 1])
        has_older = len(found) > size
        has_newer = before is not None and rows.filter(pk__gte=before).exists()
        found, asked = found[:size], "" if before is None else f"before={before}"
    newer = f"after={found[0].pk}" if found and has_newer else ""
    older = f"before={found[-1].pk}" if found and has_older else ""
    return Stretch(found, newer, older, asked)


def _key(text: str | None) -> int | None:
    """Read a key out of an address, None for what is none or larger than a database has."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None
