"""Dates and times as transcripts print them: a closed grammar that never guesses."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from .languages import BY_TAG, LANGUAGES

NUMERIC = "{year:04}-{month:02}-{day:02}"
"""How a date is printed in a language without a table: ISO 8601, which every reader reads."""


class Moment(NamedTuple):
    date: datetime.date | None
    time: datetime.time | None


@cache
def _months() -> dict[str, int]:
    forms = {}
    for language in LANGUAGES:
        for names in (language.months, language.abbreviations):
            forms.update({name: number for number, name in enumerate(names, 1)})
    return forms


TIME = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"

# 4 февраля 2026 года 12:25 · Четверг, 5 марта 2020 г. 19:00 · 11 January 2020
DAY_MONTH = r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)\.?,?\s+(?P<year>\d{4})(?:\s*(?:года|год|г)\.?)?"
# January 11, 2020 18:35 · Tuesday, July 12, 2005
MONTH_DAY = r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
# 2012-12-20 12:20
ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
# 12.05.2005 12:25
DOTTED = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"
WEEKDAY = r"(?:[^\W\d_]+,\s+)?"

MOMENTS = tuple(
    re.compile(
        rf"{WEEKDAY}{date}(?:(?:\s*,)?\s+(?:at\s+|в\s+)?{TIME}|T{TIME.replace('hour', 'h2').replace('minute', 'm2')})?"
    )
    for date in (DAY_MONTH, MONTH_DAY, ISO, DOTTED)
)
LONE_TIME = re.compile(TIME)
# 19:04 04.02.2026
STAMP = re.compile(rf"{TIME}\s+{DOTTED}")


def parse_moment(text: str) -> Moment | None:
    """Read a line that is a date, a time or both, and nothing else; None for anything else.

    >>> parse_moment("4 февраля 2026 года 12:25")
    Moment(date=datetime.date(2026, 2, 4), time=datetime.time(12, 25))
    """
    if len(text) > 80:
        return None
    if lone := LONE_TIME.fullmatch(text):
        return Moment(None, datetime.time(int(lone["hour"]), int(lone["minute"])))
    for pattern in MOMENTS:
        if match := pattern.fullmatch(text):
            return _moment(match)
    return None


def _moment(match: re.Match[str]) -> Moment | None:
    date = _date(match)
    hour = match["hour"] or match["h2"]
    minute = match["minute"] or match["m2"]
    return Moment(date, datetime.time(int(hour), int(minute)) if hour else None) if date else None


def _date(match: re.Match[str]) -> datetime.date | None:
    name = match["month"].casefold()
    month = int(name) if name.isdecimal() else _months().get(name, 0)
    try:
        return datetime.date(int(match["year"]), month, int(match["day"]))
    except ValueError:  # 32 февраля is no date, and a word that is no month gives month 0.
        return None


def print_moment(date: datetime.date | None, time: datetime.time | None, language: str) -> str:
    """Print a date and perhaps a time so that `parse_moment` reads it back; "" without a date.

    >>> print_moment(datetime.date(2026, 2, 4), datetime.time(12, 25), "ru")
    '4 февраля 2026 года 12:25'
    """
    if not date:
        return ""
    table = BY_TAG.get(language)
    # A year below 1000 has no four digits in words, so it is printed as a number.
    if table and date.year >= 1000:
        month = table.months[date.month - 1]
        printed = table.moment.format(day=date.day, month=month.title() if table.tag == "en" else month, year=date.year)
    else:
        printed = NUMERIC.format(year=date.year, month=date.month, day=date.day)
    return f"{printed} {time:%H:%M}" if time else printed


def parse_stamp(text: str) -> datetime.datetime | None:
    """Read a publication stamp, local as printed: `19:04 04.02.2026`."""
    match = STAMP.fullmatch(text)
    date = _date(match) if match else None
    if not (match and date):
        return None
    return datetime.datetime.combine(date, datetime.time(int(match["hour"]), int(match["minute"])))


def print_stamp(stamp: datetime.datetime | None) -> str:
    """Print a stamp as `parse_stamp` reads it; "" for None."""
    return f"{stamp:%H:%M} {stamp.day:02}.{stamp.month:02}.{stamp.year:04}" if stamp else ""
