"""Files to download: which kinds are taken, and how each is known by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ...transcripts.archives import MOST_PARTS, has_too_many_parts
from .refusal import Refused

MOST_BYTES = 100 * 1024 * 1024
PIECE = 1024 * 1024
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. is_one: tells by the content whether a file is of it."""

    media_type: str
    is_one: Callable[[IO[bytes]], bool]


def begins(*marks: bytes) -> Callable[[IO[bytes]], bool]:
    """Know a file by its first bytes."""
    return lambda file: file.read(16).startswith(marks)


def holds(*members: str) -> Callable[[IO[bytes]], bool]:
    """Know a file by what it has as an archive; one with macros in it is none of ours."""

    def is_one(file: IO[bytes]) -> bool:
        if has_too_many_parts(file):
            raise Refused(_("it has more than %(most)d files in it.") % {"most": MOST_PARTS})
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        return set(members) <= set(names) and not any(name.lower().endswith("vbaproject.bin") for name in names)

    return is_one


def is_text(file: IO[bytes]) -> bool:
    """Know a text by having no NUL, unless its first bytes say that its characters have two."""
    if file.read(2) in UTF_16:
        return True
    file.seek(0)
    return all(b"\0" not in piece for piece in iter(lambda: file.read(PIECE), b""))


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

KINDS = {
    ".pdf": Kind("application/pdf", begins(b"%PDF-")),
    ".docx": Kind(f"{OFFICE}.wordprocessingml.document", holds("[Content_Types].xml", "word/document.xml")),
    ".xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", holds("[Content_Types].xml", "xl/workbook.xml")),
    ".odt": Kind(f"{OPEN}.text", holds("mimetype", "content.xml")),
    ".ods": Kind(f"{OPEN}.spreadsheet", holds("mimetype", "content.xml")),
    ".rtf": Kind("application/rtf", begins(b"{\\rtf")),
    ".txt": Kind("text/plain", is_text),
    ".csv": Kind("text/csv", is_text),
    ".mp3": Kind("audio/mpeg", begins(b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")),
}
FILE_ENDINGS = tuple(KINDS)


def media_type_of(file: IO[bytes], ending: str, size: int) -> str:
    """Tell what a file is; raises Refused for what is not taken. ending: of its name, with the dot, in lower case."""
    if size > MOST_BYTES:
        raise Refused(_("it is larger than %(most)s.") % {"most": filesizeformat(MOST_BYTES)})
    if not size:
        raise Refused(_("it is empty."))
    kind = KINDS.get(ending)
    if kind is None:
        known = ", ".join(each[1:].upper() for each in FILE_ENDINGS)
        raise Refused(_("files of this kind are not taken. These are: %(known)s.") % {"known": known})
    file.seek(0)
    if not kind.is_one(file):
        raise Refused(_("its content is not what its name says (%(kind)s).") % {"kind": ending[1:].upper()})
    return kind.media_type
