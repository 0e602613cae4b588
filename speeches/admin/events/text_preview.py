"""An edited text as it would be read: written in Python, because a thousand turns through includes take seconds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.formats import date_format
from django.utils.safestring import SafeString

from ...ingest.editing import Edit
from ...models import Decision, Utterance
from ...site.reading.turns import paragraph_html
from ...transcripts import Header, Turn


def preview(edit: Edit, *, start: int, budget: int) -> tuple[SafeString, int]:
    """Write header and turns from a number on as HTML; also give the number it stopped at, 0 where it has all.

    budget: after so many bytes no turn is begun.
    """
    pieces = [*_header(edit.transcript.header)] if start == 1 else []
    size = 0
    acts, turns = edit.acts, edit.merge.theirs
    for number in range(max(start, 1), len(turns) + 1):
        if size > budget:
            return SafeString("".join(pieces)), number
        piece = "".join(_turn(turns[number - 1], acts[number - 1]))
        size += len(piece.encode())
        pieces.append(piece)
    return SafeString("".join(pieces)), 0


def _header(header: Header) -> Iterator[str]:
    if header.title:
        yield f'<p class="seen-title">{escape(header.title)}</p>'
    for paragraph in filter(None, header.summary.split("\n")):
        yield f'<p class="seen-lead">{escape(paragraph)}</p>'
    when = date_format(header.start_date, "DATE_FORMAT") if header.start_date else ""
    time = f"{header.start_time:%H:%M}" if header.start_time else ""
    if facts := ", ".join(filter(None, (when, time, header.place))):
        yield f'<p class="seen-facts">{escape(facts)}</p>'


def _turn(turn: Turn, act: str) -> Iterator[str]:
    yield from (f'<p class="seen-heading">{escape(heading)}</p>' for heading in turn.heading.split("\n") if heading)
    changed = "" if act == "same" else " seen-changed"
    yield f'<div class="seen-turn {turn.classification}{changed}">'
    if header := " ".join(_about(turn, act)):
        yield f'<p class="seen-label">{header}</p>'
    yield from (f"<p>{paragraph_html(paragraph)}</p>" for paragraph in turn.paragraphs)
    yield "</div>"


def _about(turn: Turn, act: str) -> Iterator[str]:
    """Give label, delivery and kind where they say something, and what was done, each in its element."""
    if turn.attribution_text:
        yield f'<a href="#id_text" data-line="{turn.line}">{escape(turn.attribution_text)}</a>'
    if turn.delivery != "original":
        yield f"<small>{escape(str(Utterance.Delivery(turn.delivery).label))}</small>"
    if turn.classification in ("narrative", "summary"):
        yield f"<small>{escape(str(Utterance.Classification(turn.classification).label))}</small>"
    if act != "same":
        yield f'<small class="act">{escape(str(Decision.Act(act).label))}</small>'
