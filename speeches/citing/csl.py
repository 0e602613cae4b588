"""CSL-JSON 1.0.2, which citation processors and Zotero read."""

from __future__ import annotations

import datetime
import json
from typing import Any

from .bibtex import note
from .names import Name
from .record import Record
from .terms import kind_of


def item(record: Record) -> dict[str, Any]:
    """Give the record as an item.

    It is a web page: of that processors print site and genre where the styles want them, of a speech they do not.
    """
    values: dict[str, Any] = {
        "id": record.ref,
        "type": "webpage",
        "title": record.title,
        "author": [_name(party.own) for party in record.authors],
        "contributor": [_name(party.own) for party in record.contributors],
        "container-title": record.site,
        "genre": kind_of(record),
        "event-place": record.place,
        "issued": _date(record.date),
        "accessed": _date(record.accessed),
        "URL": record.url,
        "version": str(record.version.number),
        "language": record.language,
        "note": note(record),
    }
    return {name: value for name, value in values.items() if value}


def entry(record: Record) -> str:
    """Write the item with one field a line."""
    fields = [f"  {_json(name)}: {_json(value)}" for name, value in item(record).items()]
    return "{\n" + ",\n".join(fields) + "\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _date(date: datetime.date | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[date.year, date.month, date.day]]} if date else {}
