"""The lines above the first turn: which is title, lead, date, place."""

from __future__ import annotations

import re

from ..dates import find_moment, parse_moment, parse_stamp
from .lines import Line, divided

SHORT_DEPTH = 6
DEPTH = 12
"""How many lines may stand above the date; within the first few no label is looked for."""
TITLE_LENGTH = 300
PLACE_LENGTH = 120
TERMINAL = tuple(".!?…:;,")
CLOSING = "»”\"')]"
# [House]
IN_BRACKETS = re.compile(r"\[[^\[\]]{1,40}\]")
AT_END = re.compile(r"(?<![\s,])[\s,]+$")
# "Berlin, " · «Москва, Кремль, »
PLACE_BEFORE = re.compile(r"[^\W\d_][^\d:;.!?()\[\]]{1,60},\s+")
# 2.30 pm · 10 часов 00 минут · 10:00 Opening
CLOCK_FIRST = re.compile(r"\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b|час|год|Uhr|godz|h\b)|\d{1,2}:\d{2}\b", re.IGNORECASE)
# «Хроника заседания городской думы 21 мая 2025 года»: at least three words above the date, the last of some length
TITLE_BEFORE = re.compile(r"(?:[^\s:;.!?]+\s+){2,40}[^\s:;,.!?]{4,}\s+")
# "# Meeting on roads"
HASHES = re.compile(r"#{1,6}\s+(?=\S)")
DATED_LINE = 140
"""A line with a date among other words is the header's date only when it is as short as this."""


def mark_header(lines: list[Line]) -> None:
    """Give the lines of the header their kinds. lines: all of the document; those with a kind are left as they are."""
    zone = _zone(lines)
    _mark_headline(zone)
    free = [line for line in zone if not line.kind]
    date = next((place for place, line in enumerate(free[:DEPTH]) if _has_date(line)), None)
    if date is None:
        date = next((place for place, line in enumerate(free[:SHORT_DEPTH]) if _holds_date(line)), None)
        if date is not None:
            free, date = _apart_from_date(free, date, lines)
    if date is None:
        _mark_title_alone(free, lines)
        return
    for place, line in enumerate(free[:date]):
        line.kind = "summary" if place or _has_title(zone) else "title"
        line.skip = _hashes(line)
    free[date].kind = "date"
    after = date + 1
    while after < len(free) and parse_moment(free[after].text):
        free[after].kind = "date"
        after += 1
    if after < len(free) and _is_place(free[after]) and not any(line.kind == "place" for line in zone):
        free[after].kind = "place"
        if IN_BRACKETS.fullmatch(free[after].text):
            free[after].text = free[after].text[1:-1].strip()
        after += 1
    if after < len(free) and not _has_title(zone) and _is_shouted(free[after]):
        free[after].kind = "title"


def titles_above_date(lines: list[Line]) -> int:
    """Tell how many lines stand above a date near the top: «Городской совет: заседание» is a title there."""
    top = lines[:SHORT_DEPTH]
    return next((place for place, line in enumerate(top) if not line.kind and _has_date(line)), 0)


def _zone(lines: list[Line]) -> list[Line]:
    """Give the lines above the first turn, row or plain paragraph that a mark or a label has already found."""
    kinds = ("", "headline", "stamp", "title", "summary", "date", "place", "furniture")
    end = next((place for place, line in enumerate(lines) if line.kind not in kinds), len(lines))
    return lines[:end]


def _mark_headline(zone: list[Line]) -> None:
    if len(zone) < 2 or zone[0].kind or zone[1].kind or not parse_stamp(zone[1].text):
        return
    zone[0].kind, zone[1].kind = "headline", "stamp"
    if zone[0].text.startswith("|") and zone[0].text[1:].strip():
        zone[0].skip = len(zone[0].text) - len(zone[0].text[1:].lstrip())


def _mark_title_alone(free: list[Line], lines: list[Line]) -> None:
    """Without a date only the first line can be a title, and only where more follows and it is no sentence."""
    text = [line for line in lines if line.kind != "furniture"]
    if len(text) < 2 or not free or free[0] is not text[0]:
        return
    if len(free[0].text) <= TITLE_LENGTH and not ends_a_sentence(free[0].text):
        free[0].kind = "title"
        free[0].skip = _hashes(free[0])


def _has_date(line: Line) -> bool:
    moment = parse_moment(line.text)
    return bool(moment and moment.date)


def _holds_date(line: Line) -> bool:
    """Tell whether a date stands among the words of a line that is no sentence: "[Record of May 3, 2021]"."""
    short = len(line.text) <= DATED_LINE and not line.text.endswith((".", "!", "?", "…", ":"))
    return short and bool(find_moment(line.text))


def _apart_from_date(free: list[Line], date: int, lines: list[Line]) -> tuple[list[Line], int]:
    """Divide «Київ, 31 грудня 2021 року» into place and date, «Заседание думы 21 мая 2025 года» into title and date.

    Gives the free lines without the place, and the number of the date's line among them.
    """
    line = free[date]
    found = find_moment(line.text)
    before = line.text[: found[1]] if found else ""
    bare = AT_END.sub("", before)
    is_place, is_title = PLACE_BEFORE.fullmatch(before), date == 0 and TITLE_BEFORE.fullmatch(before)
    if line.seams or not bare or not (is_place or is_title):
        return free, date
    above, dated = divided(line, [len(before)])
    above.text, above.end, above.kind = bare, above.start + len(bare), "place" if is_place else ""
    position = next(number for number, other in enumerate(lines) if other is line)
    lines[position : position + 1] = [above, dated]
    if is_place:
        return [*free[:date], dated, *free[date + 1 :]], date
    return [above, dated, *free[1:]], 1


def _hashes(line: Line) -> int:
    match = HASHES.match(line.text)
    return match.end() if match else 0


def _is_shouted(line: Line) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    return len(letters) > 8 and all(letter.isupper() for letter in letters) and len(line.text) <= TITLE_LENGTH


def _has_title(zone: list[Line]) -> bool:
    return any(line.kind == "title" for line in zone)


def _is_place(line: Line) -> bool:
    if CLOCK_FIRST.match(line.text):
        return False
    if IN_BRACKETS.fullmatch(line.text):
        return len(line.text.split()) <= 3
    if line.text[0] in "[(" or _is_shouted(line):
        return False
    return len(line.text) <= PLACE_LENGTH and not line.text.endswith(TERMINAL) and any(map(str.isalpha, line.text))


def ends_a_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(CLOSING).endswith(TERMINAL) or text.endswith(")")
