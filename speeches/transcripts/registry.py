"""The formats, as data: how each is known, read and written. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from .akn import read_akn, write_akn
from .docx import is_zip, read_docx
from .edition import Edition
from .hansard import read_canada, read_westminster
from .html import is_page, read_html
from .json_format import is_ours, read_json, write_json
from .markup import is_xml, root_of
from .tei import read_tei, write_tei
from .text import read_text, write_text
from .transcript import Transcript, TranscriptError


class Reader(Protocol):
    def __call__(self, data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript: ...


class Writer(Protocol):
    def __call__(
        self, transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format. endings: of file names, the usual one first; recognises: by the bytes, then by the name's ending.

    write: None where the format is only read.
    """

    name: str
    label: str
    media_type: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Reader
    write: Writer | None = None


def _rooted(*names: str) -> Callable[[bytes, str], bool]:
    return lambda data, ending: root_of(data) in names


def _refuse_xml(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    root = root_of(data)
    raise TranscriptError(f"This XML is no transcript in a known format: its root is <{root}>. Give a text instead.")


FORMATS = (
    Format(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        lambda data, ending: is_zip(data),
        read_docx,
    ),
    Format(
        "json",
        "JSON",
        "application/json",
        (".json",),
        lambda data, ending: is_ours(data) or ending == ".json",
        read_json,
        write_json,
    ),
    Format(
        "akn",
        "Akoma Ntoso",
        "application/akn+xml",
        (".akn.xml", ".xml"),
        _rooted("akomaNtoso", "akomantoso"),
        read_akn,
        write_akn,
    ),
    Format("tei", "TEI", "application/tei+xml", (".tei.xml", ".xml"), _rooted("TEI", "teiCorpus"), read_tei, write_tei),
    Format("hansard-uk", "Hansard (parlparse)", "application/xml", (".xml",), _rooted("publicwhip"), read_westminster),
    Format("hansard-ca", "Hansard (Canada)", "application/xml", (".xml",), _rooted("Hansard"), read_canada),
    Format("html", "Web page", "text/html", (".html", ".htm", ".xhtml"), is_page, read_html),
    Format(
        "xml",
        "XML",
        "application/xml",
        (".xml",),
        lambda data, ending: (is_xml(data) or ending == ".xml") and bool(root_of(data)),
        _refuse_xml,
    ),
    Format("text", "Plain text", "text/plain", (".txt",), lambda data, ending: True, read_text, write_text),
)
BY_NAME = {format.name: format for format in FORMATS}
ENDINGS = frozenset(ending for format in FORMATS for ending in format.endings if ending.count(".") == 1)
"""What is read in a folder. A file that is named itself is read whatever its ending."""


def format_of(data: bytes, name: str = "") -> Format:
    """Tell a file's format by its bytes, and by its name's ending where they do not say."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return next(format for format in FORMATS if format.recognises(data, ending))


def format_named(name: str) -> Format:
    """Give a format by its name; ValueError names the known ones."""
    if name not in BY_NAME:
        raise ValueError(f"Unknown format {name!r}: use one of {', '.join(BY_NAME)}.")
    return BY_NAME[name]


def writer_named(name: str) -> Writer:
    """Give a format's writer by its name; ValueError names the formats that can be written."""
    written = {format.name: format.write for format in FORMATS if format.write}
    if name not in written:
        raise ValueError(f"Unknown format {name!r}: use one of {', '.join(written)}.")
    return written[name]
