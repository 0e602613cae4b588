"""Pieces of pages that a process has made and that no change since has touched.

A piece is known by all that it shows: the version of its event, or the edition of its speaker, tag or place, and with
any the number of names (`SiteVersion`), which rises with whatever stands on pages of many events. So after a
publication nearly all of a page is there already, and nothing has to be thrown away in time.

What tells a key is read before what is shown: a change between the two makes a piece newer than its key, never older.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Any, TypeVar
from zlib import compress, decompress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.translation import get_language

from ...models import current_names
from .kept import PARAMETERS

MOST_BYTES = 6 * 1024 * 1024
"""How much a process keeps: twenty transcripts of a thousand turns, or the entries of some two thousand events."""
LARGEST_SHARE = 8
"""No piece may take more than this part of it."""

FASTEST = 1

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)


class Pieces:
    """Pieces by their keys; those that nobody has asked for the longest give way.

    Bytes are kept compressed: a page has a fifth of its size then, and is there again in less time than it is sent in.
    """

    def __init__(self, most: int = MOST_BYTES):
        self.most, self.size = most, 0
        self._pieces: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        """Give a piece, None where there is none."""
        with self._lock:
            if kept := self._pieces.get(key):
                self._pieces.move_to_end(key)
        if kept is None:
            return None
        return decompress(kept[0]) if isinstance(kept[0], bytes) else kept[0]

    def put(self, key: Hashable, piece: Any) -> None:
        piece = compress(piece, FASTEST) if isinstance(piece, bytes) else piece
        size = size_of(piece) + size_of(key)
        if size > self.most // LARGEST_SHARE:
            return
        with self._lock:
            self._drop(key)
            self._pieces[key] = piece, size
            self.size += size
            while self.size > self.most:
                self._drop(next(iter(self._pieces)))

    def clear(self) -> None:
        with self._lock:
            self._pieces.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        if kept := self._pieces.pop(key, None):
            self.size -= kept[1]


pieces = Pieces()


def piece(kind: str, known_by: Hashable, make: Callable[[], Made]) -> Made:
    """Give a piece in the interface's language, made now if there is none. known_by: see the head of this module."""
    return pieces_of(kind, [known_by], lambda _missing: {known_by: make()})[known_by]


def pieces_of(kind: str, known_by: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Made]]) -> dict[Key, Made]:
    """Give several pieces of a kind; those that are missing are made together."""
    if not settings.KEEPS_PIECES:
        return dict(make(list(known_by)))
    surroundings = kind, get_language(), current_names()
    found = {key: pieces.get((surroundings, key)) for key in known_by}
    if missing := [key for key, kept in found.items() if kept is None]:
        made = make(missing)
        for key in missing:
            found[key] = made[key]
            pieces.put((surroundings, key), made[key])
    return found


def whole_page(request: HttpRequest, known_by: Hashable, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Give a page that is a piece as a whole, at each address of it. known_by: see the head of this module."""
    if not settings.KEEPS_PIECES or not PARAMETERS.issuperset(request.GET):
        return make()
    key = "page", get_language(), current_names(), request.get_full_path(), known_by
    if body := pieces.get(key):
        return HttpResponse(body)
    response = make()
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if response.status_code == 200:
        pieces.put(key, response.content)
    return response


def size_of(value: Any) -> int:
    """Tell about how many bytes a value takes: texts and numbers, and what is made up of them."""
    size = sys.getsizeof(value)
    if isinstance(value, dict):
        return size + sum(size_of(key) + size_of(each) for key, each in value.items())
    if isinstance(value, list | tuple | frozenset):
        return size + sum(map(size_of, value))
    return size
