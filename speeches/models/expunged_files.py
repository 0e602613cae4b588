"""Words in the files that stand with an event: where they are, where nobody can tell, and deleting such a file whole.

Nothing can be cut out of somebody else's PDF. What goes is the file: its row, the row's history and the bytes.
"""

from __future__ import annotations

import html
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from django.db import models

from ..transcripts.decode import USUAL
from .attachment import AttachedFile, Photograph, Portrait
from .event import Event
from .store import ORIGINAL, drop, read

OF_EVENTS = (AttachedFile, Photograph)

TEXT = frozenset({"text/plain", "text/csv"})
OF_XML = ("utf-8", "utf-16-le", "utf-16-be")
OF_TEXTS = (*OF_XML, *USUAL)

PACKED = re.compile(r"application/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\..*")
READABLE = (".xml", ".rels", ".rdf", "mimetype", "/")
"""Endings of what is text within an Office file; beside it may lie pictures and whole other files."""

TAG = re.compile("<[^<>]*>")
UNSEEN = re.compile("[\\s\u00ad\u200b]+")
"""What stands between and within words and is not seen: a line of a file may end anywhere."""

MOST_UNPACKED, MOST_TOGETHER = 64 * 1024 * 1024, 256 * 1024 * 1024
"""How many bytes are looked through of a file within a packed one, and of all of them; a text is far shorter."""


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file that may have the words. has_words: None where they could not be looked for in all of it.

    url: where an editor sees it; "" where no row leads to it any more, but history could bring one back.
    """

    sha256: str
    name: str
    has_words: bool | None
    url: str = ""


def files_beside(event: Event, parts: list[str]) -> list[FileBeside]:
    """Give the event's files of now and before that have one of the words, then those that cannot be searched."""
    found = [
        FileBeside(row.sha256, row.name, _has_words(row, parts), getattr(row, "url", "")) for row in _files_of(event)
    ]
    return sorted((each for each in found if each.has_words is not False), key=lambda each: not each.has_words)


def delete_files(event: Event, digests: Collection[str]) -> Counter[str]:
    """Delete files of the event with their history, and the bytes unless another event or a person has them too.

    Tells how many there were, by what they are called. Raises OSError where the bytes cannot be deleted: to be called
    last in a transaction, which is taken back then.
    """
    done: Counter[str] = Counter()
    for model in OF_EVENTS:
        of_event = {"event": event.pk, "sha256__in": digests}
        named = set(model.objects.filter(**of_event).values_list("sha256", flat=True))
        named |= set(model.history.filter(**of_event).values_list("sha256", flat=True))
        model.objects.filter(**of_event).delete()
        # To delete a row is a change too, so that history is forgotten after it.
        model.history.filter(**of_event).delete()
        if named:
            done[str(model._meta.verbose_name)] += len(named)
            for digest in named - _still_had(named):
                drop(digest)
    return done


def _still_had(digests: Collection[str]) -> set[str]:
    """Give those of them that somebody has, or had and may bring back."""
    managers = (each for model in (*OF_EVENTS, Portrait) for each in (model.objects, model.history))
    return {
        digest for manager in managers for digest in manager.filter(sha256__in=digests).values_list("sha256", flat=True)
    }


def _files_of(event: Event) -> Iterator[models.Model]:
    """Yield each file once: its row, or else the last one of history."""
    for model in OF_EVENTS:
        seen: set[str] = set()
        for row in (*model.objects.filter(event=event), *model.history.filter(event=event.pk)):
            if row.sha256 not in seen:
                seen.add(row.sha256)
                yield row


def _has_words(row: Any, parts: list[str]) -> bool | None:
    is_packed = PACKED.fullmatch(row.media_type)
    if not is_packed and row.media_type not in TEXT:
        return None
    try:
        with read(row.sha256, ORIGINAL) as file:
            data = file.read(MOST_UNPACKED + 1)
    except FileNotFoundError:
        return False
    sought = [_squeezed(part) for part in parts]
    # What is not text itself is of no use as one: a packed file by chance has anything.
    within = islice(unpacked(data, MOST_TOGETHER), 1, None) if is_packed else [data]
    searched = 0
    for each in within:
        searched += 1
        if any(part in text for text in _texts(each, OF_XML if is_packed else OF_TEXTS) for part in sought):
            return True
    is_whole = len(data) <= MOST_UNPACKED and (not is_packed or _is_all_text(data, searched))
    return False if is_whole else None


def _is_all_text(data: bytes, searched: int) -> bool:
    """Tell whether nothing lies in a packed file but what was looked through: no picture, no file in a file."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            within = archive.infolist()
    except zipfile.BadZipFile:
        return False
    return searched == len(within) and all(
        each.filename.endswith(READABLE) and each.file_size <= MOST_UNPACKED for each in within
    )


def _texts(data: bytes, encodings: tuple[str, ...]) -> Iterator[str]:
    for encoding in encodings:
        for text in as_seen(data.decode(encoding, "ignore")):
            yield _squeezed(text)


def _squeezed(text: str) -> str:
    return UNSEEN.sub("", text).casefold()


def as_seen(text: str) -> tuple[str, str]:
    """Give a text as it is, and as a reader of a page sees it: a tag or an entity may stand within a word."""
    return text, html.unescape(TAG.sub("", text))


def unpacked(data: bytes, most: int | None = None) -> Iterator[bytes]:
    """Yield a file's bytes and, of a Word file and its like, those of the files within, while they are most bytes."""
    yield data
    if not data.startswith(b"PK"):
        return
    total = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            # Not by their names, of which two may be alike.
            for part in archive.infolist():
                with archive.open(part) as file:
                    content = file.read(MOST_UNPACKED)
                total += len(content)
                if most is not None and total > most:
                    return
                yield content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, lzma.LZMAError):
        # No zip, or a damaged or locked one, in which nobody can read.
        return
