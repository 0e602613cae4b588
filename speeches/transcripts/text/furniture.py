"""What a page prints around the text: told from words every page has, and from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..dates import find_moment, is_period
from ..languages import LANGUAGES, words_of
from .lines import Line

MENUS, BOXES, TAILS = words_of("menus"), words_of("boxes"), words_of("tails")
PUBLISHED = tuple(beginning for language in LANGUAGES for beginning in language.published)
STAMPS = tuple(beginning for language in LANGUAGES for beginning in language.stamps)
ITEM_LENGTH = 200
TAIL_LENGTH = 80
CAPTION_LENGTH = 400

# Marks that stand for themselves wherever they are, each with a sample line.
PAGE_MARK = re.compile(
    "|".join(
        (
            r"\[\[\s*page\s+\w+\s*\]\]",  # [[Page S701]]
            r"\[pages?\s+\w+(?:\s*[-–]\s*\w+)?\]",  # [Pages H6182-H6183]
            r"\{time\}\s+\d{3,4}",  # {time}  1045
            # Page 3 of 12
            r"(?:page|страница|стр\.|strona|seite|сторінка|página)\s+\d{1,4}(?:\s+(?:of|из|von|z|із|de)\s+\d{1,4})?",
            r"[-–—]\s*\d{1,4}\s*[-–—]",  # - 3 -
            r"_{5,}|-{5,}|={5,}",  # ____________
            # 00:00:01.000 --> 00:00:04.000
            r"webvtt|(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}.{0,60}",
            r"from the congressional record online .{0,120}",
        )
    ),
    re.IGNORECASE,
)
# 34 of 50 · 3 из 12
COUNTER = re.compile(r"\d{1,3}\s+(?:of|из|із|von|de|z)\s+\d{1,3}", re.IGNORECASE)
# "Anna Berg: Yes." among the lines below a text
SPOKEN = re.compile(r"[^:]{1,80}:\s+\S")
# 0:07 · 12:25 · 1:02:45
CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}[:.]\d{2}")
NUMBER = re.compile(r"\d{1,4}")
# "Text versionEvents": the last word of one page runs into the first of the next.
RUN_TOGETHER = re.compile(rf"(?:{'|'.join(map(re.escape, TAILS))})(?:{'|'.join(map(re.escape, MENUS))})", re.IGNORECASE)
WORD = re.compile(r"\w{4,}")
FIRST_SENTENCE = re.compile(r"[^.!?]{0,300}(?:[.!?](?!\s)[^.!?]{0,300}){0,4}")


def mark_pages(lines: Iterable[Line]) -> None:
    """Mark what breaks a page wherever it stands, so that the lines around it can be joined."""
    for line in lines:
        if not line.kind and len(line.text) < 160 and PAGE_MARK.fullmatch(line.text):
            _mark(line, "page-mark")


def mark_furniture(lines: list[Line]) -> bool:
    """Mark menus, counters, boxes and tails; tell whether there are any, which makes it a copied page."""
    found = False
    place = 0
    while place < len(lines):
        taken = _taken(lines, place)
        found = found or taken > 0
        place += max(taken, 1)
    return found


def _taken(lines: list[Line], place: int) -> int:
    """Mark what begins at a line, and tell how many lines it takes."""
    line = lines[place]
    if line.kind or len(line.text) > ITEM_LENGTH:
        return 0
    word = line.text.casefold().rstrip(" :")
    if word in MENUS and (place == 0 or lines[place - 1].closes or lines[place - 1].kind == "furniture"):
        return _mark(line, "menu")
    if word[:1].isdecimal() and COUNTER.fullmatch(line.text):
        return _counter(lines, place)
    if word in BOXES:
        return _mark(line, "box") + _box(lines, place + 1)
    if word in TAILS or word.startswith(PUBLISHED) or RUN_TOGETHER.fullmatch(line.text):
        return _tail(lines, place)
    return 0


def _mark(line: Line, reason: str, confidence: float = 0.95) -> int:
    line.kind, line.reason, line.confidence = "furniture", reason, confidence
    return 1


def _counter(lines: list[Line], place: int) -> int:
    """A counter of photographs, and the caption below it."""
    taken = _mark(lines[place], "photo-counter")
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below and not below.kind and len(below.text) <= CAPTION_LENGTH and ": " not in below.text[:60]:
        taken += _mark(below, "caption-below-counter", 0.85)
    return taken


def _box(lines: list[Line], place: int) -> int:
    """The items of a box: a title and a date, on two lines or on one; the first may have no date."""
    taken = 0
    while place + taken < len(lines):
        line = lines[place + taken]
        below = lines[place + taken + 1] if place + taken + 1 < len(lines) else None
        if line.kind or len(line.text) > ITEM_LENGTH or _looks_spoken(line):
            break
        if is_period(line.text) or _ends_in_date(line.text):
            taken += _mark(line, "box")
        elif below and not below.kind and is_period(below.text):
            taken += _mark(line, "box") + _mark(below, "box")
        elif not taken and not line.text.endswith((".", "!", "?", "…", ",", ":")):
            taken += _mark(line, "box", 0.75)
        else:
            break
    return taken


def _ends_in_date(text: str) -> bool:
    found = find_moment(text[-60:])
    return bool(found and found[2] == len(text[-60:]))


def _looks_spoken(line: Line) -> bool:
    return bool(SPOKEN.match(line.text)) and not line.text.casefold().startswith(PUBLISHED)


def _tail(lines: list[Line], place: int) -> int:
    """The headings below a text with what stands under each, to the end of the page."""
    taken, sure = 0, 0
    for line in lines[place : place + TAIL_LENGTH]:
        entry = _entry(line.text)
        if line.kind or not entry or (taken and entry == "menu"):
            break
        sure += entry == "sure"
        taken += 1
    if not sure and (place + taken < len(lines) or taken < 2):
        return 0
    for line in lines[place : place + taken]:
        _mark(line, "tail")
        if line.text.casefold().startswith(STAMPS) and find_moment(line.text):
            line.kind = "stamp"
    lines[place + taken - 1].closes = place + taken < len(lines)
    return taken


@lru_cache(maxsize=4 * TAIL_LENGTH)
def _entry(text: str) -> str:
    """Tell what a line may be in a tail: a menu of the next page, sure to be a tail's, or perhaps; "" for none."""
    word = text.casefold().rstrip(" :")
    if word.startswith(PUBLISHED) or RUN_TOGETHER.fullmatch(text):
        return "sure"
    if word in MENUS:
        return "menu"
    short = len(text) <= 100 and not text.endswith((".", "!", "?", "…", ":")) and not SPOKEN.match(text)
    return "perhaps" if word in TAILS or short else ""


def mark_late(lines: list[Line], copied: bool) -> None:
    """Mark what is told from the header and the labels: clocks between paragraphs and, on a copied page, captions."""
    header = {
        _stem(word)
        for line in lines
        if line.kind in ("title", "summary", "headline")
        for word in WORD.findall(line.text)
    }
    spoken = False
    seen: set[str] = set()
    for line in lines:
        spoken = spoken or line.kind == "turn"
        if line.kind:
            continue
        if CLOCK.fullmatch(line.text) and spoken:
            _mark(line, "clock")
        elif NUMBER.fullmatch(line.text) and (line is lines[0] or line is lines[-1]):
            _mark(line, "page-number", 0.85)
        elif copied and 20 < len(line.text) <= CAPTION_LENGTH and (line.text in seen or _echoes(line.text, header)):
            _mark(line, "caption", 0.8)
        seen.add(line.text)


def _echoes(text: str, header: set[str]) -> bool:
    """Tell whether a line says what the header said: a caption below a photograph."""
    sentence = FIRST_SENTENCE.match(text)
    words = [_stem(word) for word in WORD.findall(sentence[0] if sentence else "")]
    if len(words) < 3 or not text.endswith((".", "”", "»")):
        return False
    known = sum(word in header for word in words)
    return known >= 0.75 * len(words)


def _stem(word: str) -> str:
    return word.casefold()[:6]
