"""Lines, and the marks of the notation on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..labels import classification_of, delivery_of
from ..transcript import CLASSIFICATIONS, DELIVERIES, KINDS, LANGUAGE_TAG, ROW_OF_KIND

LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")

# {language de}
LANGUAGE_LINE = re.compile(rf"\{{language ({LANGUAGE_TAG.pattern})\}}")
# {scene, continues} (Applause.)
KIND_MARK = re.compile(r"\{(?P<kind>[a-z]+)(?P<continues>, continues)?\}(?!:(?:\s|$))\s*(?=\S)")
# Label {question, ru}: text    In the label `\{` is a brace, `\\` a backslash, and `{}` precedes a first backslash.
LABEL_MARK = re.compile(r"(?:\{\})?(?P<label>(?:[^{}\\]|\\[{}\\])*)\{(?P<marks>[A-Za-z0-9, -]+)\}:(?=\s|$)")
ESCAPE = re.compile(r"\\([{}\\])")


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

    kind: what a mark says the line is; "paragraph" after a backslash, "turn" for a label, "" where nothing is said.
    skip: how many characters of the text the mark takes.
    label, rest: of a turn, the label and the offset in text where its first paragraph begins.
    printed: the label's characters where it stands before marks, braces escaped.
    """

    number: int
    start: int
    text: str
    kind: str = ""
    skip: int = 0
    continues: bool = False
    label: str = ""
    printed: str = ""
    rest: int = 0
    marks: Marks = field(default_factory=Marks)
    reason: str = ""
    confidence: float = 1.0

    @property
    def content(self) -> str:
        return self.text[self.skip :]


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text that are not blank, with the notation's marks understood."""
    number, position = 1, 0
    for match in LINE.finditer(text):
        piece = match[0]
        if piece in ("\n", "\r", "\r\n"):
            number += 1
            continue
        content = piece.strip()
        if content:
            position = match.start() + len(piece) - len(piece.lstrip())
            yield _marked(Line(number, position, content))


def _marked(line: Line) -> Line:
    text = line.text
    if text.startswith("\\") and text[1:].strip():
        line.kind, line.skip = "paragraph", len(text) - len(text[1:].lstrip())
    elif (match := KIND_MARK.match(text)) and _is_kind(match):
        line.kind, line.skip, line.continues = match["kind"], match.end(), bool(match["continues"])
    elif (match := LABEL_MARK.match(text)) and (marks := _marks_of(match)):
        line.kind, line.marks = "turn", marks
        line.printed = match["label"].strip()
        line.label, line.skip = ESCAPE.sub(r"\1", line.printed), text.index(line.printed)
        line.rest = len(text) - len(text[match.end() :].lstrip())
    if line.kind:
        line.reason = "mark"
    return line


def _is_kind(match: re.Match[str]) -> bool:
    if match["continues"]:
        return match["kind"] in ROW_OF_KIND
    return match["kind"] in KINDS and match["kind"] not in ("turn", "paragraph")


def _marks_of(match: re.Match[str]) -> Marks | None:
    marks = parse_marks(match["marks"])
    return None if marks and marks.continues and match["label"].strip() else marks


def parse_marks(text: str) -> Marks | None:
    """Read the words between the braces after a label; None when one of them is no mark or two say the same thing."""
    said: dict[str, str | bool] = {}
    for word in text.split(", "):
        field_name = _field_of(word)
        if not field_name or field_name in said:
            return None
        said[field_name] = True if field_name == "continues" else word
    return Marks(**said)  # type: ignore[arg-type]


def _field_of(word: str) -> str:
    if word == "continues":
        return word
    if word in CLASSIFICATIONS:
        return "classification"
    if word in DELIVERIES:
        return "delivery"
    return "language" if LANGUAGE_TAG.fullmatch(word) else ""


def print_label(label: str) -> str:
    """Write a label so that it can stand before marks."""
    escaped = re.sub(r"([{}\\])", r"\\\1", label)
    return f"{{}}{escaped}" if escaped.startswith("\\") else escaped


def defaults_of(label: str) -> tuple[str, str]:
    """Give the classification and delivery that a label has when no mark says otherwise."""
    return classification_of(label), delivery_of(label)
