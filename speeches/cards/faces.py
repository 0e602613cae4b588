"""The faces that cards are set in, and what they can spell.

They come with a package, since a server has often no fonts at all, or none with Cyrillic letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import font_source_serif_pro
from PIL import ImageFont

FOLDER = Path(font_source_serif_pro.font_directory)
TEXT, NAME = "Regular", "Semibold"

SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")

MISSING = "\U0010ffff"
"""No character, so that every face draws its box for it."""
PROBE_SIZE = 24
UNSEEN = ("Cf", "Cc", "Cs", "Co", "Cn")
"""Categories of characters that show nothing by themselves: joiners, marks of direction, controls."""


@lru_cache(maxsize=32)
def face(style: str, size: int) -> ImageFont.FreeTypeFont:
    """Give a face. style: TEXT or NAME; size: in pixels."""
    return ImageFont.truetype(str(FOLDER / f"SourceSerifPro-{style}.otf"), size)


def spelled(text: str, style: str) -> str:
    """Put a text on one line, without what the face has no sign for; "" where those are letters.

    A line in Georgian or Chinese would be a row of boxes; an emoji among Russian words is no loss.
    """
    kept = []
    for character in unicodedata.normalize("NFC", SPACES.sub(" ", text)):
        if character == " " or draws(character, style):
            kept.append(character)
        elif unicodedata.category(character).startswith("L"):
            return ""
    return SPACES.sub(" ", "".join(kept)).strip()


@lru_cache(maxsize=4_096)
def draws(character: str, style: str) -> bool:
    """Tell whether a face has a sign of its own for a character."""
    if unicodedata.category(character) in UNSEEN:
        return False
    return _mask(character, style) != _mask(MISSING, style)


def _mask(character: str, style: str) -> bytes:
    return bytes(face(style, PROBE_SIZE).getmask(character))
