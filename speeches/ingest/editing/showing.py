"""Turns in the notation, one by one: for a person who compares two wordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...transcripts import Turn
from ...transcripts.text.marks import defaults_of


def shown(turns: Iterable[Turn]) -> str:
    """Print turns with headings, labels and whatever else of them differs from the usual, one paragraph a line.

    >>> shown([Turn("В.Ларин", ("Да.",), delivery="read")])
    'В.Ларин {read}: Да.'
    """
    return "\n".join(line for turn in turns for line in _lines(turn))


def _lines(turn: Turn) -> Iterator[str]:
    yield from turn.heading.split("\n") if turn.heading else ()
    first, *others = turn.paragraphs or ("",)
    yield f"{_label(turn)}{first}".rstrip(" ")
    yield from others


def _label(turn: Turn) -> str:
    defaults = ("narrative" if not turn.attribution_text and not turn.continues else "", "original")
    usual = defaults_of(turn.attribution_text) if turn.attribution_text else defaults
    said = zip((turn.classification, turn.delivery), usual, strict=True)
    marks = [value for value, default in said if value not in (default, "scene", "other")]
    if turn.continues:
        marks = []
    marks += [turn.language] if turn.language else []
    if not (turn.attribution_text or marks):
        return ""
    return f"{turn.attribution_text}{' ' if turn.attribution_text and marks else ''}{_braced(marks)}: "


def _braced(marks: list[str]) -> str:
    return f"{{{', '.join(marks)}}}" if marks else ""
