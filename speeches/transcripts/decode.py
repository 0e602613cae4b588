"""Bytes to characters, so that the characters give the same bytes again."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from .languages import LANGUAGES
from .transcript import TranscriptError

MAX_BYTES = 32 * 1024 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text has; tab, line ends, form feed and C1 are met in real ones.
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a]")
LETTERS = re.compile(r"[^\W\d_]+")
USUAL = ("cp1251", "cp1252", "koi8-r", "cp1250", "koi8-u", "cp866", "mac-cyrillic")
"""In this order where the words do not decide."""
WIDE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode(data: bytes) -> tuple[str, str, bool]:
    """Give the text, the encoding that gives the bytes back, and whether a byte order mark stood before it.

    The mark itself is not in the text. Raises TranscriptError for what is no text, with the line where it ends to be.
    """
    if len(data) > MAX_BYTES:
        raise TranscriptError(f"The file has {len(data):,} bytes, more than {MAX_BYTES:,}. Divide it.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, data), encoding, True)
    if b"\0" in data:
        raise TranscriptError("There is a NUL byte: this is no text file.", line_of(data, data.index(b"\0")))
    try:
        return _checked(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError as error:
        return _checked(*_guess(data, error), False)


def line_of(data: bytes, position: int) -> int:
    """Tell the 1-based line of a byte."""
    return len(re.findall(rb"\r\n|\n|\r", data[:position])) + 1


def _strict(data: bytes, encoding: str, whole: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"The byte order mark says {encoding}, but the bytes here are not. Save the file as UTF-8.",
            line_of(whole, error.start),
        ) from error


def _guess(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    # A file that is nearly all good UTF-8 is a damaged UTF-8 file, not a file in another encoding.
    broken = data.decode("utf-8", "replace").count("\ufffd")
    if len(WIDE.findall(data)) > 10 * broken and broken < 100:
        raise TranscriptError(
            f"The byte 0x{data[error.start]:02x} is not UTF-8, the rest is. Correct it, or save the file as UTF-8.",
            line_of(data, error.start),
        )
    if len(CONTROLS.findall(data)) > max(8, len(data) // 100):
        raise TranscriptError("There are too many control characters: this is no text file.")
    if found := _by_words(data):
        return found
    for match in charset_normalizer.from_bytes(data):
        text = str(match)
        # Some encodings have two ways to write a character; only one that gives the bytes back will do.
        if "\ufeff" not in text and text.encode(match.encoding, "replace") == data:
            return text, match.encoding
    raise TranscriptError("The encoding cannot be told. Save the file as UTF-8.", line_of(data, error.start))


def _by_words(data: bytes) -> tuple[str, str] | None:
    """Try the usual encodings, and take the one in which most frequent words of a known language appear."""
    best: tuple[int, str, str] | None = None
    for encoding in USUAL:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = LETTERS.findall(text[:50_000].casefold())
        known = max(sum(word in table.common for word in words) for table in LANGUAGES)
        if known * 12 >= len(words) and (not best or known > best[0]) and text.encode(encoding, "replace") == data:
            best = known, text, encoding
    return best[1:] if best else None


def _checked(text: str, encoding: str, marked: bool) -> tuple[str, str, bool]:
    if "\0" in text:
        raise TranscriptError(
            "There is a NUL character: this is no text file.", text.count("\n", 0, text.index("\0")) + 1
        )
    if not text.strip():
        raise TranscriptError("There is no text in it. Give another file, or take this one away.")
    return text, encoding, marked
