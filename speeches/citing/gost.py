"""GOST R 7.0.5-2008 (a reference) and GOST R 7.0.100-2018 (a description), as a resource of remote access."""

from __future__ import annotations

from collections.abc import Sequence

from .names import Party
from .record import Record, ended
from .terms import Terms, quoted, terms_of

MOST_IN_A_REFERENCE = 3
"""More responsible persons are named by the first (GOST R 7.0.5)."""
MOST_IN_A_DESCRIPTION = 4
"""More are named by the first three (GOST R 7.0.100)."""


def reference(record: Record) -> str:
    """Write a reference behind the text by GOST R 7.0.5-2008: areas divided by full stops, a heading without comma."""
    terms = terms_of(record)
    heading = ended(record.authors[0].own.inverted_short("")) + " " if record.authors else ""
    named = _responsible(record.contributors, MOST_IN_A_REFERENCE, 1, terms)
    title = f"{record.title} {terms.electronic} : {_about(record, terms)}{named and f' / {named}'}"
    host = ended(f"{title} // {record.site} : {terms.website}")
    areas = [host, *_dates(record, terms), ended(terms.version_of(record.version))]
    return f"{_quotation(record, terms)}{heading}{' '.join(areas)} {_address(record, terms)}."


def description(record: Record) -> str:
    """Write a description by GOST R 7.0.100-2018: areas divided by dashes, who is responsible as it stands."""
    terms = terms_of(record)
    heading = ended(record.authors[0].own.inverted_short()) + " " if record.authors else ""
    named = _responsible(record.authors or record.contributors, MOST_IN_A_DESCRIPTION, 3, terms)
    title = ended(f"{record.title} : {_about(record, terms)}{named and f' / {named}'}")
    host = ended(f"{terms.text} // {record.site} : {terms.website}")
    areas = [title, host, *_dates(record, terms), ended(terms.version_of(record.version)), _address(record, terms)]
    return f"{_quotation(record, terms)}{heading}{' – '.join(areas)}."


def _about(record: Record, terms: Terms) -> str:
    """Say what the text is, where and when it was said."""
    pieces = [
        terms.excerpt if record.is_turn else terms.transcript,
        terms.interpreted if record.is_interpreted else "",
        record.place,
        terms.in_words(record.date) if record.date else "",
    ]
    return ", ".join(filter(None, pieces))


def _responsible(people: Sequence[Party], most: int, few: int, terms: Terms) -> str:
    """Name those responsible, or the first few of more than are allowed."""
    names = [party.own.short for party in people]
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:few])} {terms.others}"


def _dates(record: Record, terms: Terms) -> list[str]:
    """Give year and day of the publication, each as an area."""
    day = record.published
    return [f"{day.year}.", ended(terms.short_day(day))] if day else []


def _address(record: Record, terms: Terms) -> str:
    return f"URL: {record.url} ({terms.accessed}: {record.accessed:%d.%m.%Y})"


def _quotation(record: Record, terms: Terms) -> str:
    if not record.quote:
        return ""
    return f"{quoted(record.quote, terms.quoted)}{f' ({terms.interpreted})' if record.is_interpreted else ''}\n"
