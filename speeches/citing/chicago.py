"""The Chicago Manual of Style, seventeenth edition, notes and bibliography: a speech transcript on a website.

The publisher's sample of a talk on a website has commas where a lecture that was heard has parentheses in a note.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from .record import Record, ended
from .terms import ENGLISH, quoted

CLOSED = ".?!…"
MOST_IN_A_NOTE = 3
"""More are named by the first."""
MOST_IN_AN_ENTRY = 10
"""More are named by the first seven."""


def note(record: Record) -> str:
    """Write a note: names as they are said, commas between the parts."""
    authors = _joined([party.latin.full for party in record.authors], MOST_IN_A_NOTE, 1)
    # The comma follows a question mark too, the full stop gives way to it.
    title = quoted(ended(record.title, ",", unless=","), ENGLISH.quoted)
    parts = [authors, title, *_details(record)]
    return f"{_quotation(record)}{_strung(filter(None, parts))}."


def entry(record: Record) -> str:
    """Write an entry of the bibliography: the first name inverted, full stops between the parts."""
    names = [party.latin for party in record.authors]
    authors = _joined([names[0].inverted(), *(name.full for name in names[1:])], is_inverted=True) if names else ""
    kind, place, date, transcript, site, *rest = _details(record)
    said = ", ".join(filter(None, [kind.capitalize(), place, date]))
    title = quoted(ended(record.title, unless=CLOSED), ENGLISH.quoted)
    parts = [ended(authors, unless=CLOSED) if authors else "", title, ended(said), *_with(record)]
    parts += [ended(transcript.capitalize()), ended(site), *(f"{each[0].upper()}{each[1:]}." for each in rest[:-1])]
    return f"{_quotation(record)}{' '.join(filter(None, parts))} {rest[-1]}."


def _details(record: Record) -> list[str]:
    """Give kind, place, date, transcript, site, day of access where there is no date, and address; "" if unknown."""
    kind = "speech" if record.authors else "excerpt" if record.is_turn else "proceedings"
    transcript = f"transcript, version {record.version.number}"
    return [
        f"{kind}, {ENGLISH.interpreted}" if record.is_interpreted else kind,
        record.place,
        _day(record.date) if record.date else "",
        transcript,
        record.site,
        *([] if record.date else [f"accessed {_day(record.accessed)}"]),
        record.url,
    ]


def _strung(parts: Iterable[str]) -> str:
    """Join with commas, of which the quoted title has its own."""
    text = ""
    for part in parts:
        text += f"{' ' if text.endswith('”') else ', ' if text else ''}{part}"
    return text


def _with(record: Record) -> list[str]:
    names = _joined([party.latin.full for party in record.contributors])
    return [ended(f"With {names}")] if names else []


def _joined(names: list[str], most: int = MOST_IN_AN_ENTRY, few: int = 7, *, is_inverted: bool = False) -> str:
    """Join names, or the first few of more than are allowed; is_inverted: the first has a comma of its own."""
    if len(names) > most:
        return f"{', '.join(names[:few])}{', ' if few > 1 else ' '}et al."
    if len(names) > 2 or (is_inverted and len(names) == 2):
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return " and ".join(names)


def _day(date: datetime.date) -> str:
    return f"{ENGLISH.months_in_full[date.month - 1]} {date.day}, {date.year}"


def _quotation(record: Record) -> str:
    if not record.quote:
        return ""
    return f"{quoted(record.quote, ENGLISH.quoted)}{f' ({ENGLISH.interpreted})' if record.is_interpreted else ''}\n"
