"""Pieces of a paragraph that are not speech: editors' insertions, omissions, stage directions."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each alternative is bounded and excludes its own opening bracket, so that no text is read twice.
SPAN = re.compile(
    r"""
      (?P<omission> <\s*(?:…|\.{3})\s*> | \[\s*(?:…|\.{3})\s*\] )   # <…> [...]
    | (?P<insertion> \[[^\[\]]{1,500}\] )                            # [чтобы]
    | (?P<direction> \( (?=[^\W\d_a-zа-яё]) [^()]{1,500}[.!?…] \) )  # (Applause.)
    """,
    re.VERBOSE,
)

SEAM = "\N{NULL}"
"""Stands for what was taken out; no text has it."""
STRANDED = re.compile(rf"(?<![\s{SEAM}])\s*+(?:{SEAM}\s*+)++(?=[,.;:!?»”)])")
"""What was taken out before a mark, with the space that then stands before the mark."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph, as character offsets. kind: insertion, omission or direction."""

    kind: str
    start: int
    end: int


def spans(paragraph: str) -> tuple[Span, ...]:
    """Find what an editor put into a paragraph, in order and without overlap.

    >>> spans("И [чтобы] так.")
    (Span(kind='insertion', start=2, end=9),)
    """
    if not ("[" in paragraph or "(" in paragraph or "<" in paragraph):
        return ()
    return tuple(Span(match.lastgroup or "", match.start(), match.end()) for match in SPAN.finditer(paragraph))


def spoken(paragraph: str) -> str:
    """Give a paragraph as it was said: without insertions and directions; what was left out is an ellipsis.

    >>> spoken("И [чтобы] так, <…> да (аплодисменты) [все], конечно.")
    'И так, … да (аплодисменты), конечно.'
    """
    pieces, end = [], 0
    for span in spans(paragraph):
        pieces += [paragraph[end : span.start], f" …{SEAM} " if span.kind == "omission" else SEAM]
        end = span.end
    text = " ".join("".join([*pieces, paragraph[end:]]).split())
    return " ".join(STRANDED.sub("", text).replace(SEAM, "").split())
