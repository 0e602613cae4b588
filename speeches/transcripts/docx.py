"""Word files, read only: made a page by mammoth, and read as one."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth

from .archives import MOST_PARTS, has_too_many_parts
from .html import read_markup
from .markup import parse_xml
from .transcript import Transcript, TranscriptError

MAX_BYTES = 10 * 1024 * 1024
"""How much XML a file may hold when it is unpacked; a page of text has some 30,000 bytes of it."""
CHUNK = 65_536
DOCUMENT = "word/document.xml"


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a zip archive, as every .docx is."""
    return data.startswith(b"PK\x03\x04")


def read_docx(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a Word file. Raises TranscriptError for another archive, and for one that unpacks to too much."""
    if has_too_many_parts(io.BytesIO(data)):
        raise TranscriptError(f"The Word file has more than {MOST_PARTS:,} files in it. Save it as text.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
        page = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_image))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ExpatError) as error:
        raise TranscriptError(f"The Word file is damaged: {error}. Save it again.") from error
    except (KeyError, ValueError, RecursionError) as error:
        if isinstance(error, TranscriptError):
            raise
        raise TranscriptError(f"The Word file cannot be read: {error}. Save it again, or as text.") from error
    return read_markup(f"<body>{page.value}</body>", known_names)


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse what is too large, first by the archive's own directory and then by what really comes out of it."""
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    if DOCUMENT not in {part.filename for part in parts}:
        raise TranscriptError("This archive is no Word file. Unpack it and give the files in it.")
    stated = sum(part.file_size for part in parts)
    if stated > MAX_BYTES:
        raise TranscriptError(f"The Word file unpacks to {stated:,} bytes, more than {MAX_BYTES:,}. Save it as text.")
    total = 0
    for part in parts:
        content = _content(archive, part, MAX_BYTES - total)
        total += len(content)
        bare = content.replace(b"\0", b"")
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise TranscriptError("The Word file declares entities, which none does. Save it again, or as text.")
        if b"<![CDATA[" in bare and not part.filename.startswith("customXml/"):
            # What is in there would not be read.
            raise TranscriptError("The Word file has CDATA sections, which none has. Save it again, or as text.")
        if part.filename == DOCUMENT:
            parse_xml(content, "Word file")


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int) -> bytes:
    pieces, total = [], 0
    with archive.open(part) as file:
        while piece := file.read(CHUNK):
            total += len(piece)
            if total > limit:
                raise TranscriptError(f"The Word file unpacks to more than {MAX_BYTES:,} bytes. Save it as text.")
            pieces.append(piece)
    return b"".join(pieces)


def _no_image(image: Any) -> dict[str, str]:
    return {}
