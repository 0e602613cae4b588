"""APA Style, seventh edition: a speech transcript (APA Style's page on transcripts), a web page (Manual, 10.16)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from .names import Party
from .record import Record, ended
from .terms import ENGLISH, kind_of, quoted

CLOSED = ".?!…"
"""After these no full stop is set."""
MOST = 20
"""Of more authors the first nineteen and the last are named."""


def reference(record: Record) -> str:
    """Write an entry of the list of references; words that are quoted stand before it with their citation."""
    authors, day = _authors(record.authors), _day(record)
    date = _in_words(day) if day else "n.d."
    title = f"{record.title} (Version {record.version.number}) [{kind_of(record)}]"
    # Without an author the title takes the author's place.
    head = f"{ended(authors, unless=CLOSED)} ({date}). {title}." if authors else f"{title}. ({date})."
    return f"{_quotation(record)}{head} {ended(record.site, unless=CLOSED)} {_address(record)}{_original(record)}"


def _authors(people: Sequence[Party]) -> str:
    names = [party.latin.inverted_short() for party in people]
    if len(names) > MOST:
        return f"{', '.join(names[: MOST - 1])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _day(record: Record) -> datetime.date | None:
    """Give the day of the event, or of the publication where the first is unknown or in an earlier year."""
    return record.published if _is_later(record) or not record.date else record.date


def _is_later(record: Record) -> bool:
    return bool(record.date and record.published and record.published.year > record.date.year)


def _original(record: Record) -> str:
    return f" (Original work published {record.date.year})" if record.date and _is_later(record) else ""


def _address(record: Record) -> str:
    """Give the address, with the day of retrieval where no date at all tells which text is meant."""
    if _day(record):
        return record.url
    day = record.accessed
    return f"Retrieved {ENGLISH.months_in_full[day.month - 1]} {day.day}, {day.year}, from {record.url}"


def _quotation(record: Record) -> str:
    """Give quoted words with the citation in the text: author or short title, and year, the earlier of two first."""
    if not record.quote:
        return ""
    named = record.authors[0].latin.family if record.authors else quoted(record.title, ENGLISH.quoted)
    day = _day(record)
    year = str(day.year) if day else "n.d."
    pieces = [named, f"{record.date.year}/{year}" if record.date and _is_later(record) else year]
    pieces += [ENGLISH.interpreted] if record.is_interpreted else []
    return f"{quoted(record.quote, ENGLISH.quoted)} ({', '.join(pieces)})\n"


def _in_words(day: datetime.date) -> str:
    return f"{day.year}, {ENGLISH.months_in_full[day.month - 1]} {day.day}"
