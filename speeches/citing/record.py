"""What is cited: a plain value that every style and format is written from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .names import Party


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a text. url: where it stands as it was; date: since when it reads so, None where nobody knows."""

    number: int
    url: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An event, a turn or some words of a turn.

    ref: the public reference; title: of the event, on one line; language: of the text, as BCP 47 has it.
    url: for ever; date: local, of the event, None where unknown; published: when the site brought it.
    authors: who speaks; of an event where several do they are contributors, and it goes by its title.
    is_turn: whether it is one turn of the transcript; quote: the words of it that are quoted, on one line.
    accessed: the day of the citation.
    """

    ref: str
    title: str
    language: str
    site: str
    url: str
    version: Version
    accessed: datetime.date
    date: datetime.date | None = None
    published: datetime.date | None = None
    place: str = ""
    authors: tuple[Party, ...] = ()
    contributors: tuple[Party, ...] = ()
    is_turn: bool = False
    is_interpreted: bool = False
    quote: str = ""


def one_line(text: str) -> str:
    """Put a text on one line, whatever white space and line ends it has."""
    return " ".join(text.split())


def ended(text: str, stop: str = ".", *, unless: str = ".…") -> str:
    """End a text with a full stop, unless it ends with one; unless: the characters after which none is set."""
    return text if text.endswith(tuple(unless)) else f"{text}{stop}"
