"""Our own JSON: `values.dump` under a mark that says what it is and which shape it has."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import Any

from .decode import decode
from .edition import Edition
from .transcript import KINDS, LANGUAGE_TAG, Transcript, TranscriptError
from .values import dump, load

MARK = "rostrum transcript"
VERSION = 1
# The mark is written first, so that the beginning of a file is enough to know it.
MARKED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"rostrum transcript"')

# What JSON can say and no text has: NUL, and half of a pair that stands for one character.
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*+(?P<said>\\u0000|(?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+)")
UNTEXT = re.compile("[\0\ud800-\udfff]")


def is_ours(data: bytes) -> bool:
    """Tell whether a file begins as `write_json` writes it."""
    return bool(MARKED.match(data))


def read_json(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read what `write_json` wrote. Raises TranscriptError for any other JSON."""
    text = decode(data)[0]
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise TranscriptError(f"The JSON is broken: {error}.", line) from error
    _check_characters(text)
    if not (isinstance(values, dict) and values.get("format") == MARK):
        raise TranscriptError(f"This JSON is no transcript: “format” is not “{MARK}”. Give the text it was made from.")
    if values.get("version") != VERSION:
        raise TranscriptError(f"Version {values.get('version')!r} of this format is not known, only {VERSION}.")
    try:
        transcript = load(values["transcript"])
        _check(transcript)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise TranscriptError(f"This is no whole transcript: {error}. Write it again.") from error
    return transcript


def _check_characters(text: str) -> None:
    """Raise TranscriptError for a character that no text has, with its line."""
    for escaped in ESCAPED.finditer(text):
        if UNTEXT.search(json.loads(f'"{escaped["said"]}"')):
            line = text.count("\n", 0, escaped.start()) + 1
            raise TranscriptError(f"“{escaped['said']}” is no character of a text. Take it out.", line)


def write_json(
    transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
) -> str:
    """Write everything, layout included; what a publication adds stands beside the transcript."""
    own = {"edition": edition.as_json()} if edition else {}
    values = {"format": MARK, "version": VERSION, **own, "transcript": dump(transcript)}
    return _indented(values, "\n") + "\n"


def _indented(value: Any, margin: str) -> str:
    """Do what `json.dumps` does with an indent of 1, in a third of its time. margin: a line end with the indent."""
    inside = f"{margin} "
    if isinstance(value, dict):
        # Most values are texts, and a call for each of them would take longer than they do.
        items = [
            f"{encode_basestring(name)}: "
            f"{encode_basestring(item) if isinstance(item, str) else _indented(item, inside)}"
            for name, item in value.items()
        ]
        return f"{{{inside}{f',{inside}'.join(items)}{margin}}}" if items else "{}"
    if isinstance(value, list | tuple):
        items = [_indented(item, inside) for item in value]
        return f"[{inside}{f',{inside}'.join(items)}{margin}]" if items else "[]"
    return encode_basestring(value) if isinstance(value, str) else json.dumps(value)


def _check(transcript: Transcript) -> None:
    if not transcript.blocks or not isinstance(transcript.language, str):
        raise ValueError("there is no text in it")
    if not LANGUAGE_TAG.fullmatch(transcript.language):
        raise ValueError(f"{transcript.language!r} is no language")
    for block in transcript.blocks:
        if block.kind not in KINDS or not isinstance(block.text, str):
            raise ValueError(f"{block.kind!r} is no kind of block")
