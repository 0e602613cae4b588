"""Turns and events within pages of other sites: their addresses, sizes, and how much of a text they show."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from ...models import Event, Utterance
from ..reading.turns import paragraph_html

MOST_CHARACTERS = 800
"""Of a turn: as much as the highest frame shows without a scroll bar. The rest is read on the site."""

WIDTH, SMALLEST_HEIGHT, LARGEST_HEIGHT = 600, 220, 640
"""In CSS pixels. What does not fit is scrolled to."""
FRAME_HEIGHT = 200
"""Of all that is not the text: name, title, day and space."""
LINE_HEIGHT, LETTER_WIDTH, SIDES = 27, 9, 48


def embed_address(row: Event | Utterance) -> str:
    return reverse("speeches:embed", args=[row.ref])


def oembed_address(row: Event | Utterance, form: str) -> str:
    """Give the address at which programs learn how to embed a row. form: json or xml."""
    query = urlencode({"url": f"{settings.SITE_URL}{row.get_absolute_url()}", "format": form})
    return f"{settings.SITE_URL}{reverse('oembed')}?{query}"


def beginning(turn: Utterance) -> tuple[list[SafeString], bool]:
    """Give the paragraphs of a turn as HTML up to the limit, and whether that is all of it."""
    shown, room = [], MOST_CHARACTERS
    for paragraph in turn.paragraphs:
        if len(paragraph) > room:
            cut = paragraph[:room].rpartition(" ")[0] or paragraph[:room]
            return [*shown, SafeString(f"{paragraph_html(cut.rstrip(' ,;:–—-'))}…")], False
        shown.append(SafeString(paragraph_html(paragraph)))
        room -= len(paragraph)
    return shown, True


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame for the page of another site."""

    src: str
    title: str
    width: int
    height: int

    def as_html(self) -> str:
        return (
            f'<iframe src="{escape(self.src)}" title="{escape(self.title)}" width="{self.width}" height="{self.height}"'
            ' style="border:0;max-width:100%" loading="lazy"></iframe>'
        )


def frame_for(row: Event | Utterance, title: str, max_width: int | None = None, max_height: int | None = None) -> Frame:
    """Make the frame of a row, as large as its text needs and no larger than it may be."""
    width = min(WIDTH, max_width or WIDTH)
    height = min(_height(row, width), max_height or LARGEST_HEIGHT)
    return Frame(f"{settings.SITE_URL}{embed_address(row)}", title, width, height)


def _height(row: Event | Utterance, width: int) -> int:
    """Estimate how high the text of a row stands in a frame of this width."""
    text = row.text[:MOST_CHARACTERS] if isinstance(row, Utterance) else f"{row.title} {row.summary}"
    letters = max(1, (width - SIDES) // LETTER_WIDTH)
    lines = sum(1 + len(paragraph) // letters for paragraph in text.split("\n"))
    return max(SMALLEST_HEIGHT, min(LARGEST_HEIGHT, FRAME_HEIGHT + lines * LINE_HEIGHT))
