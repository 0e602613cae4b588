"""The words that records are made with, one table a language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import cycle

from .record import Record, Version

ISO = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one language.

    electronic: the general designation of the material (GOST R 7.0.5); text: what kind of content, by which
    means (GOST R 7.0.100); months: as a date of publication has them, January first (GOST R 7.0.12 in Russian).
    """

    electronic: str
    text: str
    website: str
    transcript: str
    excerpt: str
    interpreted: str
    others: str
    accessed: str
    version: str
    since: str
    quoted: str
    months: tuple[str, ...]
    months_in_full: tuple[str, ...]
    day: str

    def in_words(self, date: datetime.date) -> str:
        return self.day.format(day=date.day, month=self.months_in_full[date.month - 1], year=date.year)

    def short_day(self, date: datetime.date) -> str:
        return f"{date.day} {self.months[date.month - 1]}"

    def version_of(self, version: Version) -> str:
        """Name the version of a text and the day it is of."""
        since = self.since.format(date=version.date, words=self.in_words(version.date)) if version.date else ""
        return f"{self.version} {version.number}{since}"


RUSSIAN = Terms(
    electronic="[Электронный ресурс]",
    text="Текст : электронный",
    website="[сайт]",
    transcript="стенограмма",
    excerpt="из стенограммы",
    interpreted="в переводе",
    others="[и др.]",
    accessed="дата обращения",
    version="Версия текста",
    since=" от {date:%d.%m.%Y}",
    quoted="«»„“",
    months=("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
    months_in_full=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    day="{day} {month} {year} г.",
)

ENGLISH = Terms(
    electronic="[Electronic resource]",
    text="Text : electronic",
    website="[website]",
    transcript="transcript",
    excerpt="from the transcript",
    interpreted="as translated",
    others="[et al.]",
    accessed="date of access",
    version="Text version",
    since=" of {words}",
    quoted="“”‘’",
    months=("Jan.", "Feb.", "March", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    months_in_full=tuple(
        "January February March April May June July August September October November December".split()
    ),
    day="{day} {month} {year}",
)

TERMS = {"ru": RUSSIAN}


def terms_of(record: Record) -> Terms:
    """Give the terms of the text's language: Russian for a Russian text, English for all others."""
    return TERMS.get(record.language.partition("-")[0], ENGLISH)


def kind_of(record: Record) -> str:
    """Say in English what kind of text it is, for styles and formats that speak no other language."""
    kind = "Speech transcript" if record.authors else "Transcript excerpt" if record.is_turn else "Transcript"
    return f"{kind}, {ENGLISH.interpreted}" if record.is_interpreted else kind


def quoted(text: str, marks: str) -> str:
    """Put a text in quotation marks, and those in it into the inner ones. marks: outer and inner, opening and closing.

    >>> quoted("Форум «Реки» и 'мосты'", "«»„“"), quoted('The "Rivers" forum', "“”‘’")
    ("«Форум „Реки“ и 'мосты'»", '“The ‘Rivers’ forum”')
    """
    opening, closing, *inner = marks
    pairs = {opening: inner[0], closing: inner[1]}
    straight = cycle(inner) if text.count('"') % 2 == 0 else cycle('"')
    changed = (next(straight) if letter == '"' else pairs.get(letter, letter) for letter in text)
    return f"{opening}{''.join(changed)}{closing}"
