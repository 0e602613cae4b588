"""Texts as HTML with the words that were asked for marked; everything else is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString

from ..search.marking import Excerpt, Place


def marked(text: str, places: Iterable[Place], start: int = 0, end: int | None = None) -> SafeString:
    """Write the piece of a text from `start` to `end`; a place that reaches beyond it is cut.

    >>> marked("a <b> c", [Place(3, 4)])
    'a &lt;<mark>b</mark>&gt; c'
    """
    end = len(text) if end is None else end
    if not places:
        return SafeString(escape(text[start:end], quote=False))
    pieces, position = [], start
    for place in places:
        first, last = max(place.start, position), min(place.end, end)
        if first >= last:
            continue
        pieces.append(escape(text[position:first], quote=False))
        pieces.append(f"<mark>{escape(text[first:last], quote=False)}</mark>")
        position = last
    pieces.append(escape(text[position:end], quote=False))
    return SafeString("".join(pieces))


def excerpt_html(text: str, piece: Excerpt) -> SafeString:
    """Write an excerpt on one line, with an ellipsis where the text goes on."""
    html = marked(text, piece.places, piece.start, piece.end).replace("\n", " ")
    before, after = ("… " if piece.start else ""), (" …" if piece.end < len(text) else "")
    return SafeString(f"{before}{html}{after}")


def paragraph_of(text: str, places: Sequence[Place]) -> int:
    """Give the number, from 1, of the paragraph in which the first place lies."""
    return text.count("\n", 0, places[0].start) + 1 if places else 1
