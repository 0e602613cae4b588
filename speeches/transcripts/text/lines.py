"""Lines of a source, and how one line of text may stand on several of them or on a part of one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in braces after a label; None or False where it is not said."""

    classification: str | None = None
    delivery: str | None = None
    language: str | None = None
    continues: bool = False


@dataclass(slots=True)
class Line:
    """One line with something on it. text: without white space at its ends; start: its offset in the source.

    end: the offset in the source behind the last character.
    seams: where text and source part because lines were joined: pairs of (offset in text, offset in source).
    indent, gap: how far the line is indented, and whether a blank line stands above.
    kind: what a mark says the line is; "paragraph" after a backslash, "turn" for a label, "" where nothing is said.
    skip: how many characters of the text the mark takes.
    label, rest: of a turn, the label and the offset in text where its first paragraph begins.
    label_end: the offset in text where the printed label ends, where it is not the label's own length.
    asides: of a turn, what stands on its line and is neither label nor speech: pairs of offsets in text.
    closes: no speaker goes on from here: another page of the file begins.
    """

    number: int
    start: int
    text: str
    end: int = 0
    seams: tuple[tuple[int, int], ...] = ()
    indent: int = 0
    gap: bool = False
    kind: str = ""
    skip: int = 0
    continues: bool = False
    label: str = ""
    label_end: int = 0
    rest: int = 0
    closes: bool = False
    asides: tuple[tuple[int, int], ...] = ()
    marks: Marks = field(default_factory=Marks)
    reason: str = ""
    confidence: float = 1.0

    @property
    def content(self) -> str:
        return self.text[self.skip :]

    def at(self, position: int) -> int:
        """Tell the offset in the source of a character of the text."""
        if not self.seams:
            return self.start + position
        place = bisect_right(self.seams, (position, float("inf"))) - 1
        if place < 0:
            return self.start + position
        in_text, in_source = self.seams[place]
        return in_source + position - in_text

    def until(self, position: int) -> int:
        """Tell the offset in the source behind the text's characters up to a position."""
        return self.at(position - 1) + 1 if position else self.start


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text that are not blank."""
    number, above = 1, 1
    for match in LINE.finditer(text):
        piece = match[0]
        if piece[0] in "\r\n":
            number += 1
            continue
        content = piece.strip()
        if not content:
            continue
        indent = len(piece) - len(piece.lstrip())
        start = match.start() + indent
        yield Line(number, start, content, start + len(content), indent=indent, gap=number > above + 1)
        above = number


def joined(lines: list[Line], texts: list[str], glues: list[str]) -> Line:
    """Join lines to one. texts: what of each line is kept; glues: what stands before each but the first.

    A text may be shorter than its line's: a hyphen that cut a word is left out.
    """
    first = lines[0]
    pieces, seams, length = [texts[0]], list(first.seams), len(texts[0])
    for line, text, glue in zip(lines[1:], texts[1:], glues, strict=True):
        length += len(glue)
        seams.append((length, line.start))
        pieces += (glue, text)
        length += len(text)
    return Line(
        first.number,
        first.start,
        "".join(pieces),
        lines[-1].end,
        tuple(seams),
        indent=first.indent,
        gap=first.gap,
    )


def divided(line: Line, cuts: list[int]) -> list[Line]:
    """Divide a line that lines were not joined to into several at offsets in its text; blank pieces are left out."""
    pieces = []
    for begin, end in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
        piece = line.text[begin:end]
        if piece.strip():
            start = line.start + begin + len(piece) - len(piece.lstrip())
            content = piece.strip()
            pieces.append(Line(line.number, start, content, start + len(content)))
    return pieces
