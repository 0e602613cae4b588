"""The text of a file as an editor corrects it before it comes in: the source stays, the rows are the editor's."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from ..transcripts import Transcript, read, write
from ..transcripts.text.marks import LANGUAGE_LINE, defaults_of, print_label
from ..words.diff import aligned

LABEL, WORDS, SAID = "label", "words", "said"
"""What an editor says of a line: that it begins with a label, that it does not, or who says it."""
HEADER = ("title", "date", "place")
"""What an editor can say of a text that does not say it itself."""

# What parts a label from the speech: ":", ". –", ")", stars around it.
ENDING = re.compile(r"[\s*_]*(?:[:.–—-]|\))?[*_]*\s*")


def editable(as_read: Transcript, known_names: frozenset[str]) -> str:
    """Give a file as the text that an editor corrects: a text's own lines, else the notation without furniture."""
    if as_read.laid_out:
        return write(as_read, "text").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    kept = tuple(block for block in as_read.blocks if block.kind != "furniture") or as_read.blocks
    return write(replace(as_read, blocks=kept).without_layout(), "text", known_names=known_names)


def read_corrected(text: str, name: str, known_names: frozenset[str]) -> Transcript:
    """Read what an editor corrected. Raises TranscriptError for what is no text any more."""
    return read(text.encode(), name, known_names=known_names, format="text")


def remark_lines(text: str, remarks: Mapping[int, tuple[str, str]]) -> str:
    """Say of lines what they are. remarks: by 1-based line, LABEL, WORDS or SAID and the label that it is about.

    Words get a backslash before them, and a label the mark of what it opens behind it, in place of the sign that
    parted it from the speech: every word stays.
    """
    lines = text.split("\n")
    for number, (kind, label) in remarks.items():
        if 1 <= number <= len(lines):
            lines[number - 1] = REMARKS[kind](lines[number - 1], label)
    return "\n".join(lines)


def with_header(text: str, below: int, values: Mapping[str, str]) -> str:
    """Put lines of the header into a text. values: by the names of HEADER; below: the line of the title, 0 for none."""
    lines = text.split("\n")
    if below == 0 and LANGUAGE_LINE.fullmatch(lines[0].strip()):
        below = 1
    lines[below:below] = [f"{{{name}}} {' '.join(values[name].split())}" for name in HEADER if values.get(name)]
    return "\n".join(lines)


def title_line(transcript: Transcript) -> int:
    """Give the line of the title, 0 where there is none."""
    return next((block.line for block in transcript.blocks if block.kind == "title"), 0)


def lines_labelled(transcript: Transcript, names: Collection[str]) -> list[int]:
    """Give the lines that begin with one of these labels. names: without their remarks."""
    return [turn.line for turn in transcript.turns if turn.attribution_text and turn.name in names]


def followed(remarks: Mapping[int, tuple[str, str]], before: str, after: str) -> dict[int, tuple[str, str]]:
    """Find the lines again in a text that was edited meanwhile; those that are other words by now are left out."""
    if before == after:
        return dict(remarks)
    place_of = dict(aligned(before.split("\n"), after.split("\n")))
    return {place_of[line - 1] + 1: remark for line, remark in remarks.items() if line - 1 in place_of}


def _as_words(line: str, label: str) -> str:
    start = _margin(line)
    return f"{line[:start]}\\{line[start:]}"


def _as_label(line: str, label: str) -> str:
    found = line.find(label) if label else -1
    if found < 0:
        return line
    return _labelled(line, label, ENDING.sub("", line[found + len(label) :], count=1))


def _as_said(line: str, label: str) -> str:
    return _labelled(line, label, line.strip())


def _labelled(line: str, label: str, rest: str) -> str:
    return f"{line[: _margin(line)]}{print_label(label)} {{{defaults_of(label)[0]}}}: {rest}".rstrip()


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


REMARKS: dict[str, Callable[[str, str], str]] = {LABEL: _as_label, WORDS: _as_words, SAID: _as_said}


def lines_between(as_read: Transcript, text: Transcript) -> dict[int, int]:
    """Tell on which line of the editable text each line of the file stands."""
    blocks = (block for block in as_read.blocks if block.kind != "furniture")
    return {before.line: after.line for before, after in zip(blocks, text.blocks, strict=False)}
