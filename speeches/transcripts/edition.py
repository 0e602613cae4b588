"""What a publication adds to a Transcript: addresses, persons, offices, tags, licence, version, sources.

None of it is part of the text, so none takes part in equality: a reader that meets it passes over it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a person held on the day of the event. start, end: None where they are not known."""

    role: str
    organization: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.role, self.organization)))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks, or a voice that nobody named. url: "" for a voice, which has no page."""

    ref: str
    name: str
    url: str = ""
    wikidata: str = ""
    offices: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag of the event or of one of its turns."""

    ref: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One turn. speaker: a person's ref, "" where nobody is known; role: as printed; tags: refs of topics."""

    ref: str
    url: str
    speaker: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that the text came in. url: where it was had, "" where that is not known."""

    name: str
    sha256: str
    size: int
    retrieved: datetime.datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One event as a site publishes it.

    rows: one for each of the Transcript's turns, in order. topics: all that are named; tags: refs of the event's own.
    changed: when its words last became what they are.
    """

    ref: str
    url: str
    version: int
    site: str
    site_url: str
    license: str
    published: datetime.datetime
    changed: datetime.datetime
    classification: str
    completeness: str
    translation_of: str = ""
    place_url: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    persons: tuple[Person, ...] = ()
    rows: tuple[Row, ...] = ()
    origins: tuple[Origin, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give it as a JSON object, times in ISO 8601."""
        values: dict[str, Any] = _plain(self)
        return values


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    # Read field by field: `asdict` copies each value deeply.
    named = [(name, getattr(value, name)) for name in value.__slots__]
    return {name: inner if isinstance(inner, str) else _plain(inner) for name, inner in named}


class Rows:
    """Which row of an edition the blocks belong to while they go by; without an edition, none."""

    def __init__(self, edition: Edition | None):
        self._rows: Iterator[Row] = iter(edition.rows if edition else ())
        self.paragraph = 0
        self.row: Row | None = None

    def open(self) -> Row | None:
        """Go on to the next row."""
        self.row, self.paragraph = next(self._rows, None), 0
        return self.row

    @property
    def identifier(self) -> str:
        """Name the row as its page does, "" without an edition."""
        return f"u-{self.row.ref}" if self.row else ""

    def next_paragraph(self) -> str:
        """Name the row's next paragraph as its page does."""
        self.paragraph += 1
        return f"u-{self.row.ref}-{self.paragraph}" if self.row else ""
