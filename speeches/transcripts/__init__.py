"""Read and write transcripts: the value, and one module per format. Knows no Django.

The contract, with twenty examples, is docs/transcript.md.
"""

from .listing import listing
from .spans import Span, spans
from .text import read_text, write_text
from .transcript import (
    CLASSIFICATIONS,
    DELIVERIES,
    KINDS,
    Block,
    Doubt,
    Header,
    Transcript,
    TranscriptError,
    Turn,
    compose,
)
from .values import dump, load

__all__ = [
    "CLASSIFICATIONS",
    "DELIVERIES",
    "KINDS",
    "READER_VERSION",
    "Block",
    "Doubt",
    "Header",
    "Span",
    "Transcript",
    "TranscriptError",
    "Turn",
    "compose",
    "dump",
    "listing",
    "load",
    "read",
    "spans",
    "write",
]

READER_VERSION = "2"
"""Rises when the same bytes would be read otherwise; kept with every Source."""

WRITERS = {"text": write_text}


def read(data: bytes, name: str = "", *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a file of any known format.

    name: the file's name, for formats that cannot be told by their content and for its date; may be empty.
    known_names: labels that are certainly speakers, as printed and without remark.
    Raises TranscriptError for what is no text; whatever else is odd is kept and listed in `doubts`.
    """
    return read_text(data, name=name, known_names=known_names)


def write(transcript: Transcript, format: str = "text") -> str:
    """Write a Transcript in a format of `WRITERS`; ValueError names the known ones."""
    if format not in WRITERS:
        raise ValueError(f"Unknown format {format!r}: use one of {', '.join(WRITERS)}.")
    return WRITERS[format](transcript)
