"""Places in a list, as addresses carry them: opaque, so that only what made one can take it apart."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

VERSION = 1
"""Rises when cursors of before can no longer be read."""

LONGEST = 6_000
SMALLEST, LARGEST = -(2**63), 2**63 - 1
"""What a database takes for a whole number."""

Value = str | int


class BadCursor(ValueError):
    """It was not made here, or for another list."""


def encode(kind: str, *values: Value) -> str:
    """Write the values of a place. kind: names the list and its order.

    >>> encode("changes", 7)
    'WzEsImNoYW5nZXMiLDdd'
    """
    told = json.dumps([VERSION, kind, *values], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def decode(cursor: str, kind: str, types: Sequence[type[Value]]) -> list[Value]:
    """Read the values of a place again. Raises BadCursor.

    >>> decode("WzEsImNoYW5nZXMiLDdd", "changes", [int])
    [7]
    """
    try:
        version, of, *values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        # One place has one cursor: what decodes although it was written otherwise was not made here.
        is_ours = (version, of) == (VERSION, kind) and encode(kind, *values) == cursor
    except (ValueError, TypeError, RecursionError) as error:
        raise BadCursor from error
    if not is_ours or [type(value) for value in values] != list(types) or not all(map(_is_storable, values)):
        raise BadCursor
    return values


def _is_storable(value: Value) -> bool:
    return "\0" not in value if isinstance(value, str) else SMALLEST <= value <= LARGEST
