"""Dates and times as transcripts print them: a closed grammar that never guesses."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from .languages import BY_TAG, LANGUAGES, words_of

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
            forms.update({name.casefold(): number for number, name in enumerate(names, 1)})
    return forms


TIME = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"

# 10 a.m. · 2.30 pm
HALF_DAY = r"(?P<hour12>1[0-2]|0?[1-9])(?:[:.](?P<minute12>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?"

# 4 февраля 2026 года 12:25 · 11 January 2020 · 31 грудня 2021 року · 26 listopada 1991 r. · 23. März 2012 · 15 de mayo
# de 2016
DAY_MONTH = (
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?(?P<month>[^\W\d_]+)\.?,?\s+(?:del?\s+)?"
    r"(?P<year>\d{4})(?:\s*(?:года|год|году|г|року|р|roku|r)\b\.?)?"
)
# January 11, 2020 18:35 · Tuesday, July 12, 2005
MONTH_DAY = r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
# 2012-12-20 12:20
ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
# 12.05.2005 12:25
DOTTED = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"
DAYS = "|".join(sorted(words_of("weekdays")))
WEEKDAY = rf"(?:(?i:{DAYS}),?\s+(?:den\s+)?)?"
DATES = (DAY_MONTH, MONTH_DAY, ISO, DOTTED)

MOMENTS = tuple(
    re.compile(
        rf"{WEEKDAY}{date}"
        rf"(?:(?:\s*,)?\s+(?:(?:at|в|о|um|a las|godz\.)\s+)?(?:{HALF_DAY}|{TIME})"
        rf"|T{TIME.replace('hour', 'h2').replace('minute', 'm2')})?"
        r"(?:\s+(?:Uhr|година|год\.|horas))?"
    )
    for date in DATES
)
# «Київ, 31 грудня 2021 року» · "(Wednesday, July 20, 2005)" · "debate-2008-10-07"
WITHIN = tuple(
    re.compile(rf"(?<![\w.]){before}{date}(?!\d)")
    for before, date in ((WEEKDAY, DAY_MONTH), (WEEKDAY, MONTH_DAY), ("", ISO), (WEEKDAY, DOTTED))
)
# 20050720 · 2005_07_20
IN_NAME = (
    re.compile(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)[-_.]?(?P<month>0[1-9]|1[0-2])[-_.]?(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>[0-3]?\d)[-_.](?P<month>[01]?\d)[-_.](?P<year>(?:1[89]|20)\d\d)(?!\d)"),
)
# February 7 − 8, 2018 · 7–8 февраля 2018 года
RANGE = re.compile(
    r"(?:[^\W\d_]+\s+)?\d{1,2}(?:\s+[^\W\d_]+)?(?:\s+\d{4})?\s*[-–—−]\s*(?:[^\W\d_]+\s+)?\d{1,2}"
    r"(?:,|\s+[^\W\d_]+,?)?\s+\d{4}(?:\s+(?:года|г\.))?"
)
# What every date has, and every time.
YEAR = re.compile(r"\d{4}")
NUMBER = re.compile(r"\d")
LONE_TIME = re.compile(TIME)
TIME_BESIDE = re.compile(rf",?\s+(?:(?:at|в|о|um)\s+)?{TIME}(?!\d)")
# 19:04 04.02.2026
STAMP = re.compile(rf"{TIME}\s+{DOTTED}")


def parse_moment(text: str) -> Moment | None:
    """Read a line that is a date, a time or both, and nothing else; None for anything else.

    >>> parse_moment("4 февраля 2026 года 12:25")
    Moment(date=datetime.date(2026, 2, 4), time=datetime.time(12, 25))
    """
    if len(text) > 80 or not NUMBER.search(text):
        return None
    if lone := LONE_TIME.fullmatch(text):
        return Moment(None, datetime.time(int(lone["hour"]), int(lone["minute"])))
    if not YEAR.search(text):
        return None
    for pattern in MOMENTS:
        if match := pattern.fullmatch(text):
            return _moment(match)
    return None


def find_moment(text: str) -> tuple[Moment, int, int] | None:
    """Find the first date among other words, with its time, and where it begins and ends.

    >>> find_moment("Київ, 31 грудня 2021 року")
    (Moment(date=datetime.date(2021, 12, 31), time=None), 6, 25)
    """
    if len(text) > 300 or not YEAR.search(text):
        return None
    found = [
        (match.start(), match.end(), date)
        for pattern in WITHIN
        for match in pattern.finditer(text)
        if (date := _date(match))
    ]
    if not found:
        return None
    start, end, date = min(found)
    time = TIME_BESIDE.match(text, end)
    if not time:
        return Moment(date, None), start, end
    return Moment(date, datetime.time(int(time["hour"]), int(time["minute"]))), start, time.end()


def moment_of(text: str) -> Moment | None:
    """Read the line of a header that says when: a date and nothing else, or the first among other words."""
    found = parse_moment(text)
    if found:
        return found
    within = find_moment(text)
    return within[0] if within else None


def date_in_name(name: str) -> datetime.date | None:
    """Read the date in a file's name; None where there is none or it is no date.

    >>> date_in_name("debate-2008-10-07.txt")
    datetime.date(2008, 10, 7)
    """
    for pattern in IN_NAME:
        for match in pattern.finditer(name):
            if date := _date(match):
                return date
    return None


def is_period(text: str) -> bool:
    """Tell whether a line is a date or a span of days, and nothing else."""
    return bool(len(text) <= 80 and YEAR.search(text) and (parse_moment(text) or RANGE.fullmatch(text)))


def _moment(match: re.Match[str]) -> Moment | None:
    date = _date(match)
    hour, minute = match["hour"] or match["h2"], match["minute"] or match["m2"]
    if match["half"]:
        hour = str(int(match["hour12"]) % 12 + (12 if match["half"] == "p" else 0))
        minute = match["minute12"] or "0"
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
        printed = table.moment.format(day=date.day, month=month, year=date.year)
    else:
        printed = NUMERIC.format(year=date.year, month=date.month, day=date.day)
    return f"{printed} {time:%H:%M}" if time else printed


def parse_stamp(text: str) -> datetime.datetime | None:
    """Read a publication stamp, local as printed: `19:04 04.02.2026`, "Publication date: June 20, 2003, 17:12"."""
    match = STAMP.fullmatch(text)
    if not match and ": " in text and (found := find_moment(text)) and found[0].date:
        return datetime.datetime.combine(found[0].date, found[0].time or datetime.time())
    date = _date(match) if match else None
    if not (match and date):
        return None
    return datetime.datetime.combine(date, datetime.time(int(match["hour"]), int(match["minute"])))


def print_stamp(stamp: datetime.datetime | None) -> str:
    """Print a stamp as `parse_stamp` reads it; "" for None."""
    return f"{stamp:%H:%M} {stamp.day:02}.{stamp.month:02}.{stamp.year:04}" if stamp else ""
