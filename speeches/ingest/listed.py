"""What a folder says of its files in sources.csv: where they came from, and under which addresses readers knew them."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone

from ..models.redirect import address_key
from ..transcripts import TranscriptError

NAME = "sources.csv"
ADDRESS_LENGTH = 500
COLUMNS = ("file", "url", "identifier", "retrieved_at", "addresses")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of one file. addresses: where readers found the event on another site, as paths; a link leads on.

    retrieved_at: an aware instant, None where it is not said.
    """

    url: str = ""
    identifier: str = ""
    retrieved_at: datetime.datetime | None = None
    addresses: tuple[str, ...] = field(default=())


NOTHING = Listed()


def read_listing(folder: Path) -> dict[str, Listed]:
    """Read a folder's sources.csv: of each path below the folder what is said of it; empty without such a file.

    Columns, of which `file` is needed: file, url, identifier, retrieved_at (ISO 8601), addresses (with blanks between).
    Raises TranscriptError with the line for what cannot be understood.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    result: dict[str, Listed] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            _check_columns(rows.fieldnames or ())
            for row in rows:
                name, listed = _listed(row, rows.line_num)
                if name in result:
                    raise TranscriptError(f"“{name}” is listed twice.", rows.line_num)
                result[name] = listed
    except (csv.Error, UnicodeDecodeError) as error:
        raise TranscriptError(f"{NAME} cannot be read: {error}. Save it as CSV in UTF-8.") from error
    return result


def _check_columns(names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "file" not in names:
        problem = f"The column “{unknown[0]}” is not known" if unknown else "There is no column “file”"
        raise TranscriptError(f"{problem}. Columns: {', '.join(COLUMNS)}.", 1)


def _listed(row: dict[str, str], line: int) -> tuple[str, Listed]:
    if None in row or not row["file"]:
        raise TranscriptError("The line has no file, or more columns than the first line.", line)
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    url = values["url"]
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise TranscriptError(f"“{url}” is no web address: it begins with http:// or https://.", line)
    retrieved = _moment(values["retrieved_at"], line)
    addresses = tuple(address_key(address) for address in values["addresses"].split())
    if too_long := next((address for address in addresses if len(address) > ADDRESS_LENGTH), ""):
        raise TranscriptError(f"“{too_long[:60]}…” has more than {ADDRESS_LENGTH} characters: no address has.", line)
    return values["file"], Listed(url, values["identifier"], retrieved, addresses)


def _moment(text: str, line: int) -> datetime.datetime | None:
    if not text:
        return None
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise TranscriptError(f"“{text}” is no time: write it as 2026-02-04T19:04.", line) from error
    return moment if moment.tzinfo else timezone.make_aware(moment)
