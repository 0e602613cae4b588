"""From an upload to the store.

Not to be done inside a transaction: a photograph takes a second, and on SQLite nobody else writes meanwhile.
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from ...models import Photograph, Portrait
from ...models.attachment import NAME_LENGTH, Picture
from ...models.store import ORIGINAL, Unavailable, keep
from .documents import PIECE, media_type_of
from .pictures import MOST_BYTES, read_picture
from .refusal import Refused

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an upload. columns: what its row keeps of it; problem: why it was not taken, else ""."""

    columns: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def take_photograph(file: IO[bytes], name: str) -> Taken:
    return _taken(lambda: _picture(file, name, Photograph), name)


def take_portrait(file: IO[bytes], name: str) -> Taken:
    return _taken(lambda: _picture(file, name, Portrait), name)


def take_file(file: IO[bytes], name: str) -> Taken:
    return _taken(lambda: _file(file, name), name)


def _taken(work: Callable[[], dict[str, Any]], name: str) -> Taken:
    try:
        return Taken(columns=work())
    except Refused as refused:
        told = _("“%(name)s” is not taken: %(problem)s")
        return Taken(problem=told % {"name": clean_name(name), "problem": refused})
    except Unavailable:
        logger.warning("An upload could not be stored.", exc_info=True)
        told = _("“%(name)s” cannot be stored just now. Please send it again in a while.")
        return Taken(problem=told % {"name": clean_name(name)})


def _picture(file: IO[bytes], name: str, model: type[Picture]) -> dict[str, Any]:
    content = file.read(MOST_BYTES + 1)
    picture = read_picture(content)
    digest = hashlib.sha256(content).hexdigest()
    row = model(
        sha256=digest,
        name=clean_name(name),
        media_type=picture.kind.media_type,
        size=len(content),
        width=picture.image.width,
        height=picture.image.height,
    )
    for width, copy in picture.copies(row.widths()):
        keep(digest, row.stored()[row.name_of(width)], [copy])
    keep(digest, row.stored()[row.download_name], [picture.whole()])
    keep(digest, ORIGINAL, [content])
    return _columns(row, "sha256", "name", "media_type", "size", "width", "height")


def _file(file: IO[bytes], name: str) -> dict[str, Any]:
    name = clean_name(name)
    size = file.seek(0, 2)
    media_type = media_type_of(file, PurePosixPath(name).suffix.lower(), size)
    digest = hashlib.sha256()
    for piece in _pieces(file):
        digest.update(piece)
    keep(digest.hexdigest(), ORIGINAL, _pieces(file))
    return {"sha256": digest.hexdigest(), "name": name, "media_type": media_type, "size": size}


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(PIECE), b"")


def _columns(row: Picture, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def clean_name(name: str) -> str:
    """Give the last part of a name without what is not seen, its ending kept where it is too long.

    >>> clean_name("C:\\\\tmp\\\\..\\\\a\\u202egpj.exe")
    'agpj.exe'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(". ")
    path = PurePosixPath(seen or "file")
    return f"{path.stem[: NAME_LENGTH - len(path.suffix)]}{path.suffix}"[:NAME_LENGTH]
