"""The marks of the notation: what a line says of itself, whatever it looks like."""

from __future__ import annotations

import re

from ..labels import classification_of, delivery_of
from ..transcript import CLASSIFICATIONS, DELIVERIES, KINDS, LANGUAGE_TAG, ROW_OF_KIND
from .lines import Line, Marks

# {language de}
LANGUAGE_LINE = re.compile(rf"\{{language ({LANGUAGE_TAG.pattern})\}}")
# {scene, continues} (Applause.)
KIND_MARK = re.compile(r"\{(?P<kind>[a-z]+)(?P<continues>, continues)?\}(?!:(?:\s|$))\s*(?=\S)")
# Label {question, ru}: text    In the label `\{` is a brace, `\\` a backslash, and `{}` precedes a first of them.
LABEL_MARK = re.compile(r"(?:\{\})?(?P<label>(?:[^{}\\]|\\[{}\\])*)\{(?P<marks>[A-Za-z0-9, -]+)\}:(?=\s|$)")
ESCAPE = re.compile(r"\\([{}\\])")


def understand(line: Line) -> Line:
    """Take the marks at the beginning of a line for what they say."""
    text = line.text
    if "{" not in text and text[0] != "\\":
        return line
    if text.startswith("\\") and text[1:].strip():
        line.kind, line.skip = "paragraph", len(text) - len(text[1:].lstrip())
    elif (match := KIND_MARK.match(text)) and _is_kind(match):
        line.kind, line.skip, line.continues = match["kind"], match.end(), bool(match["continues"])
    elif (match := LABEL_MARK.match(text)) and (marks := _marks_of(match)):
        line.kind, line.marks = "turn", marks
        printed = match["label"].strip()
        line.label, line.skip = ESCAPE.sub(r"\1", printed), text.index(printed)
        line.label_end = line.skip + len(printed)
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
    # A backslash would mark the line, and a byte order mark would be taken off the file.
    return f"{{}}{escaped}" if escaped.startswith(("\\", "\ufeff")) else escaped


def defaults_of(label: str) -> tuple[str, str]:
    """Give the classification and delivery that a label has when no mark says otherwise."""
    return classification_of(label), delivery_of(label)
