"""Our own JSON: `values.dump` under a mark that says what it is and which shape it has."""

from __future__ import annotations

import json
import re

from .decode import decode
from .edition import Edition
from .transcript import KINDS, LANGUAGE_TAG, Transcript, TranscriptError
from .values import dump, load

MARK = "rostrum transcript"
VERSION = 1
# The mark is written first, so that the beginning of a file is enough to know it.
MARKED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"rostrum transcript"')


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


def write_json(
    transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
) -> str:
    """Write everything, layout included; what a publication adds stands beside the transcript."""
    own = {"edition": edition.as_json()} if edition else {}
    values = {"format": MARK, "version": VERSION, **own, "transcript": dump(transcript)}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _check(transcript: Transcript) -> None:
    if not transcript.blocks or not isinstance(transcript.language, str):
        raise ValueError("there is no text in it")
    if not LANGUAGE_TAG.fullmatch(transcript.language):
        raise ValueError(f"{transcript.language!r} is no language")
    for block in transcript.blocks:
        if block.kind not in KINDS or not isinstance(block.text, str):
            raise ValueError(f"{block.kind!r} is no kind of block")
