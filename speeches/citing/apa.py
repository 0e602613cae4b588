"""APA Style, seventh edition: a transcript on a website (Publication Manual, 10.13 and 10.16)."""

from __future__ import annotations

from collections.abc import Sequence

from .names import Party
from .record import Record, ended
from .terms import ENGLISH, kind_of, quoted

CLOSED = ".?!…"
"""After these no full stop is set."""
MOST = 20
"""Of more authors the first nineteen and the last are named (9.8)."""


def reference(record: Record) -> str:
    """Write an entry of the list of references; words that are quoted stand before it with their citation."""
    authors, date = _authors(record.authors), _date(record)
    title = f"{record.title} (Version {record.version.number}) [{kind_of(record)}]"
    # Without an author the title takes the author's place (9.12).
    head = f"{ended(authors, unless=CLOSED)} ({date}). {title}." if authors else f"{title}. ({date})."
    return f"{_quotation(record)}{head} {ended(record.site, unless=CLOSED)} {_address(record)}"


def _authors(people: Sequence[Party]) -> str:
    names = [party.latin.inverted_short() for party in people]
    if len(names) > MOST:
        return f"{', '.join(names[: MOST - 1])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _date(record: Record) -> str:
    day = record.date
    return f"{day.year}, {ENGLISH.months_in_full[day.month - 1]} {day.day}" if day else "n.d."


def _address(record: Record) -> str:
    """Give the address, with the day of retrieval where no date tells which text is meant (9.16)."""
    if record.date:
        return record.url
    day = record.accessed
    return f"Retrieved {ENGLISH.months_in_full[day.month - 1]} {day.day}, {day.year}, from {record.url}"


def _quotation(record: Record) -> str:
    """Give quoted words with the citation in the text: author or short title, and year (8.11 to 8.14)."""
    if not record.quote:
        return ""
    named = record.authors[0].latin.family if record.authors else quoted(record.title, ENGLISH.quoted)
    pieces = [named, str(record.date.year) if record.date else "n.d."]
    pieces += [ENGLISH.interpreted] if record.is_interpreted else []
    return f"{quoted(record.quote, ENGLISH.quoted)} ({', '.join(pieces)})\n"
