"""The fields of the query language, their names in both languages, and which values they understand."""

from __future__ import annotations

import re

from ...words import fold

MAX_FILTERS = 8
LONGEST_SPAN_YEARS = 300

# What never shows on a page and cannot be kept by every database: control characters, marks of direction, halves of
# surrogate pairs, the byte order mark.
UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return {name: key for key, aliases in names.items() for name in (key, *aliases.split())}


FIELDS = _by_name(
    {
        "speaker": "оратор спикер",
        "tag": "тег тема",
        "place": "место",
        "year": "год",
        "lang": "язык",
        "said": "сказано",
        "kind": "вид",
    }
)
DELIVERIES = _by_name(
    {
        "original": "оригинал подлинник",
        "interpreted": "перевод",
        "read": "прочитано",
        "written": "письменно",
    }
)

# 2026 · 2020-2024 · 2020–2024 · 2020..2024
YEARS = re.compile(r"([0-9]{1,4})(?: ?(?:[-–]|\.\.) ?([0-9]{1,4}))?")
# ru · zh-hans · es-419
LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


def seen(text: str) -> str:
    """Give the text with a space in place of everything that cannot be seen."""
    return UNSEEN.sub(" ", text)


def understood(field: str, value: str) -> tuple[str, str]:
    """Give the value as the field keeps it, "" where it is none, and the kind of note it deserves, "" for none.

    >>> understood("year", "2024–2020")
    ('2020-2024', '')
    >>> understood("said", "пожалуй")
    ('', 'bad-delivery')
    """
    value = " ".join(seen(value).split())
    if not value:
        return "", "empty-filter"
    if field == "year":
        return _years(value)
    if field == "said":
        delivery = DELIVERIES.get(fold(value), "")
        return delivery, "" if delivery else "bad-delivery"
    if field == "lang":
        return (value.lower(), "") if LANGUAGE.fullmatch(value) else ("", "bad-language")
    return value.lower() if field == "kind" else value, ""


def _years(value: str) -> tuple[str, str]:
    match = YEARS.fullmatch(value)
    first, last = sorted((int(match[1]), int(match[2] or match[1]))) if match else (0, 0)
    if not first:
        return "", "bad-year"
    # Of a span too long the late end is kept: that is where most texts are.
    earliest = max(first, last - LONGEST_SPAN_YEARS + 1)
    note = "long-years" if earliest > first else ""
    return (str(last) if earliest == last else f"{earliest}-{last}"), note
