"""Read and write transcripts: the value, and one module per format. Knows no Django.

The contract, with twenty examples, is docs/transcript.md.
"""

from .edition import Edition
from .listing import listing
from .registry import FORMATS, Format, format_named, format_of, writer_named
from .spans import Span, spans, spoken
from .text import print_text
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
from .values import dump, dump_turn, load, load_turn

__all__ = [
    "CLASSIFICATIONS",
    "DELIVERIES",
    "FORMATS",
    "KINDS",
    "READER_VERSION",
    "Block",
    "Doubt",
    "Edition",
    "Format",
    "Header",
    "Span",
    "Transcript",
    "TranscriptError",
    "Turn",
    "compose",
    "dump",
    "dump_turn",
    "format_named",
    "format_of",
    "listing",
    "load",
    "load_turn",
    "print_text",
    "read",
    "spans",
    "spoken",
    "write",
]

READER_VERSION = "3"
"""Rises when the same bytes would be read otherwise; kept with every Source."""


def read(data: bytes, name: str = "", *, known_names: frozenset[str] = frozenset(), format: str = "") -> Transcript:
    """Read a file of any known format.

    name: the file's name, for formats that cannot be told by their content and for its date; may be empty.
    known_names: labels that are certainly speakers, as printed and without remark.
    format: a name of `FORMATS` where it is known; ValueError names the known ones.
    Raises TranscriptError for what is no text or a broken container; what else is odd is kept and listed in `doubts`.
    """
    chosen = format_named(format) if format else format_of(data, name)
    return chosen.read(data, known_names=known_names).dated_by(name)


def write(
    transcript: Transcript,
    format: str = "text",
    *,
    known_names: frozenset[str] = frozenset(),
    edition: Edition | None = None,
) -> str:
    """Write a Transcript in a format that has a writer; ValueError names those.

    known_names: those with which a text will be read again, so that none of them is taken for a label by mistake.
    edition: what its publication adds, in formats that have a place for it; a text has none.
    """
    return writer_named(format)(transcript, known_names=known_names, edition=edition)
