"""The lines above the first turn: which is title, lead, date, place."""

from __future__ import annotations

from ..dates import parse_moment, parse_stamp
from .lines import Line

SHORT_DEPTH = 6
DEPTH = 12
"""How many lines may stand above the date; within the first few no label is looked for."""
TITLE_LENGTH = 300
PLACE_LENGTH = 120
TERMINAL = tuple(".!?…:;,")
CLOSING = "»”\"')]"


def mark_header(lines: list[Line]) -> None:
    """Give the lines of the header their kinds. lines: all of the document; those with a kind are left as they are."""
    zone = _zone(lines)
    _mark_headline(zone)
    free = [line for line in zone if not line.kind]
    date = next((place for place, line in enumerate(free[:DEPTH]) if _has_date(line)), None)
    if date is None:
        _mark_title_alone(free, lines)
        return
    for place, line in enumerate(free[:date]):
        line.kind = "summary" if place or _has_title(zone) else "title"
    after = date
    while after < len(free) and parse_moment(free[after].text):
        free[after].kind = "date"
        after += 1
    if after < len(free) and _is_place(free[after]) and not any(line.kind == "place" for line in zone):
        free[after].kind = "place"


def titles_above_date(lines: list[Line]) -> int:
    """Tell how many lines stand above a date near the top: «Городской совет: заседание» is a title there."""
    top = lines[:SHORT_DEPTH]
    return next((place for place, line in enumerate(top) if not line.kind and _has_date(line)), 0)


def _zone(lines: list[Line]) -> list[Line]:
    """Give the lines above the first turn, row or plain paragraph that a mark or a label has already found."""
    kinds = ("", "headline", "stamp", "title", "summary", "date", "place")
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
    if len(lines) < 2 or not free or free[0] is not lines[0]:
        return
    if len(free[0].text) <= TITLE_LENGTH and not ends_a_sentence(free[0].text):
        free[0].kind = "title"


def _has_date(line: Line) -> bool:
    moment = parse_moment(line.text)
    return bool(moment and moment.date)


def _has_title(zone: list[Line]) -> bool:
    return any(line.kind == "title" for line in zone)


def _is_place(line: Line) -> bool:
    return len(line.text) <= PLACE_LENGTH and not line.text.endswith(TERMINAL) and any(map(str.isalpha, line.text))


def ends_a_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(CLOSING).endswith(TERMINAL) or text.endswith(")")
