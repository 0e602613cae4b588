"""Drawing a card: words large, who said them and where below, on the paper of the site."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from .card import Card
from .faces import NAME, TEXT, face, spelled

WIDTH, HEIGHT = 1200, 630
"""In pixels: what those who show links ask for."""
MEDIA_TYPE = "image/png"

PAPER, INK, QUIET, ACCENT, RULE = "#fcfcfa", "#1a1d1b", "#5a615c", "#0b5d48", "#dde0da"
"""The light colours of tokens.css; a picture cannot know whether its reader sits in the dark."""

EDGE = 84
ROOM = WIDTH - 2 * EDGE
TOP, FOOT = 132, HEIGHT - 64
SIZES = (80, 74, 68, 62, 56, 50, 46, 42)
"""Of the words, in pixels: the largest in which all of them fit, else the smallest."""
LEADING = 1.28
NAME_SIZE, SMALL = 36, 27
GAP = 40
SMALL_LEADING = 39

MOST_CHARACTERS = 700
"""More than fit in the smallest size; what follows is not even measured."""
MOST_IN_LINE = 60
"""Words on a line, as short as they may be."""
STEP = 16
LONGEST_LINE = 300
"""Characters on a line, as narrow as they may be."""
MOST_BELOW = 3
COLORS = 32
ELLIPSIS = "…"


@lru_cache(maxsize=128)
def draw(card: Card) -> bytes:
    """Draw a card as PNG. The same words are drawn once, however often the site changes elsewhere."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = ImageDraw.Draw(image)
    _head(sheet, card)
    bottom = _foot(sheet, card)
    _words(sheet, card, bottom)
    data = BytesIO()
    few = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(data, "PNG", optimize=True)
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class Block:
    """Words broken into lines of one size. is_whole: none of them is left out."""

    lines: tuple[str, ...]
    size: int
    is_whole: bool


def set_words(text: str, height: int, style: str = TEXT) -> Block:
    """Break words into lines that fill the room, in the largest size in which they fit. height: in pixels."""
    words = text[:MOST_CHARACTERS].split(" ")
    cut = len(text) > MOST_CHARACTERS
    if cut and len(words) > 1:
        words.pop()
    for size in SIZES:
        most = max(1, int(height / (size * LEADING)))
        block = _broken(words, size, most, ROOM, style)
        if block.is_whole and not cut:
            return _balanced(block, words, style)
    return _with_ellipsis(block, words, style)


def _broken(words: list[str], size: int, most: int, room: float, style: str) -> Block:
    """Fill at most so many lines with words. A word that is wider than a line is cut."""
    lines: list[str] = []
    rest = words
    while rest and len(lines) < most:
        taken = _fitting(rest, size, room, style)
        lines.append(" ".join(rest[:taken]) if taken else shortened(rest[0], room, size, style))
        rest = rest[taken or 1 :]
    return Block(tuple(lines), size, is_whole=not rest)


def _fitting(words: list[str], size: int, room: float, style: str) -> int:
    """Count the words that fit on one line."""
    counts = range(1, min(len(words), MOST_IN_LINE) + 1)
    return bisect_right(counts, room, key=lambda count: _width(" ".join(words[:count]), size, style))


def _balanced(block: Block, words: list[str], style: str) -> Block:
    """Make the lines about equally long, as many as they are, so that no single word is left for the last."""
    for room in range(ROOM, ROOM // 2, -STEP):
        narrower = _broken(words, block.size, len(block.lines), room, style)
        if not narrower.is_whole or any(line.endswith(ELLIPSIS) for line in set(narrower.lines) - set(block.lines)):
            break
        block = narrower
    return block


def _with_ellipsis(block: Block, words: list[str], style: str) -> Block:
    *before, last = block.lines
    shown = sum(line.count(" ") + 1 for line in block.lines)
    longer = " ".join([last, *words[shown : shown + 1]])
    return Block((*before, shortened(longer, ROOM, block.size, style, always=True)), block.size, is_whole=False)


def shortened(text: str, room: float, size: int, style: str, *, always: bool = False) -> str:
    """Cut a line to a width, between words where it has several. always: say that something follows."""
    if not always and len(text) <= LONGEST_LINE and _width(text, size, style) <= room:
        return text
    lengths = range(1, min(len(text), LONGEST_LINE) + 1)
    most = bisect_right(lengths, room, key=lambda length: _width(f"{text[:length]}{ELLIPSIS}", size, style))
    start = text[:most]
    if most < len(text) and not text[most].isspace() and " " in start:
        start = start.rpartition(" ")[0]
    return f"{start.rstrip(' ,;:.…–—-')}{ELLIPSIS}"


def _line(text: str, room: float, size: int, style: str) -> str:
    """Give a text as one line of a card, "" where the face cannot spell it."""
    return shortened(spelled(text[: 2 * LONGEST_LINE], style), room, size, style)


def _width(text: str, size: int, style: str) -> float:
    return face(style, size).getlength(text)


def _head(sheet: ImageDraw.ImageDraw, card: Card) -> None:
    """Write the site's name and, at the other end of the line, the day."""
    sheet.rectangle((0, 0, WIDTH, 12), fill=ACCENT)
    day = _line(card.day, ROOM / 2, SMALL, TEXT)
    sheet.text((WIDTH - EDGE, 78), day, fill=QUIET, font=face(TEXT, SMALL), anchor="rs")
    room = ROOM - _width(day, SMALL, TEXT) - (GAP if day else 0)
    sheet.text((EDGE, 78), _line(card.site, room, SMALL, NAME), ACCENT, face(NAME, SMALL), "ls")


def _foot(sheet: ImageDraw.ImageDraw, card: Card) -> int:
    """Write name and lines from the bottom up, and give the height at which they begin."""
    lines = [line for each in card.below if (line := _line(each, ROOM, SMALL, TEXT))][:MOST_BELOW]
    name = _line(card.name, ROOM, NAME_SIZE, NAME)
    y = FOOT
    for line in reversed(lines):
        sheet.text((EDGE, y), line, fill=QUIET, font=face(TEXT, SMALL), anchor="ls")
        y -= SMALL_LEADING
    if name:
        y -= 4 if lines else 0
        sheet.text((EDGE, y), name, INK, face(NAME, NAME_SIZE), "ls")
        y -= 52
    if not (lines or name):
        return FOOT
    sheet.line((EDGE, y, EDGE + 96, y), fill=ACCENT, width=3)
    return y - 28


def _words(sheet: ImageDraw.ImageDraw, card: Card, bottom: int) -> None:
    """Write the words between head and foot; the opening mark hangs before them, so that the lines stand flush."""
    text = spelled(card.words[: MOST_CHARACTERS * 2], TEXT)
    if not text:
        return
    opening, closing = card.marks[:1], card.marks[1:]
    block = set_words(f"{text}{closing}", bottom - TOP)
    lines = list(block.lines)
    if closing and not block.is_whole:
        lines[-1] += closing
    font, step = face(TEXT, block.size), block.size * LEADING
    y = TOP + block.size
    if opening:
        sheet.text((EDGE - font.getlength(opening) - 4, y), opening, fill=ACCENT, font=font, anchor="ls")
    for number, line in enumerate(lines):
        sheet.text((EDGE, y + number * step), line, fill=INK, font=font, anchor="ls")
