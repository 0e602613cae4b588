"""A Transcript to plain text: with the layout it was read with, or in the notation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..edition import Edition
from ..labels import name_of
from ..transcript import Block, Transcript
from .marks import defaults_of, print_label
from .reader import read_blocks

PATIENCE = 6
"""How often the writer reads its result before it marks every line; once or twice is the rule."""


@dataclass(slots=True)
class Row:
    """One line to write: a turn with its first paragraph, or another block. inherited: the turn that is open above."""

    blocks: tuple[Block, ...]
    inherited: Block | None = None
    marked: bool = False
    number: int = field(default=0)


def write_text(
    transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
) -> str:
    """Write the source's own characters where there are any, else the notation, which reads back as it was.

    known_names: those that whoever reads it will know, besides the transcript's own speakers.
    edition: left out, since a text has no place for what is not its own.
    """
    if transcript.laid_out:
        mark = "\ufeff" if transcript.byte_order_mark else ""
        return mark + "".join(b.before + (b.printed or b.text) for b in transcript.blocks) + transcript.tail
    return _notation(transcript, known_names)


def print_text(transcript: Transcript) -> str:
    """Print a Transcript for whoever reads it: without any marks, so that nobody promises to read it back as it was.

    >>> from ..transcript import Block
    >>> print_text(Transcript((Block("turn", "Anna Lee", delivery="read"), Block("paragraph", "So: yes."))))
    'Anna Lee: So: yes.\\n'
    """
    return _lines(_rows(transcript.blocks), _print_plain)


def _notation(transcript: Transcript, known_names: frozenset[str]) -> str:
    rows = list(_rows(transcript.blocks))
    # First in a file this character is a byte order mark and no text.
    rows[0].marked = rows[0].blocks[0].text.startswith("\ufeff")
    # Whoever reads it may know its speakers by then, and would take their names for labels in more places.
    names = known_names | {name_of(block.text) for block in transcript.blocks if block.kind == "turn" and block.text}
    stated = False
    for patience in range(PATIENCE + 1):
        first = [f"{{language {transcript.language}}}"] if stated else []
        text = _lines(rows, lambda row: _print_row(row, transcript.language), first)
        came_back, *_, refused = read_blocks(text.encode())
        wrong = _misread(rows, came_back)
        # A known name can make a label of a line that begins with it, and of no other line.
        if not wrong and not refused.isdisjoint(names):
            wrong = _misread(rows, read_blocks(text.encode(), names).transcript)
        if came_back.language == transcript.language and not wrong:
            return text
        stated = stated or came_back.language != transcript.language
        for row in rows if patience == PATIENCE - 1 else wrong:
            row.marked = True
    raise AssertionError("The notation does not read back: " + repr(wrong[:3]))


def _rows(blocks: tuple[Block, ...]) -> Iterator[Row]:
    open_turn: Block | None = None
    position = 0
    while position < len(blocks):
        block = blocks[position]
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.kind == "turn" and following and following.kind == "paragraph":
            yield Row((block, following), open_turn)
            position += 1
        else:
            yield Row((block,), open_turn)
        open_turn = block if block.kind == "turn" else None if block.kind == "narrative" else open_turn
        position += 1


def _misread(rows: list[Row], came_back: Transcript) -> list[Row]:
    """Give the rows that came back as something else, or on whose line something was read that nobody wrote."""
    read: dict[int, list[Block]] = {}
    for block in came_back.blocks:
        read.setdefault(block.line, []).append(block)
    return [row for row in rows if read.get(row.number) != list(row.blocks)]


def _lines(rows: Iterable[Row], print_row: Callable[[Row], str], first: Iterable[str] = ()) -> str:
    """Print the rows one a line, a blank line before each turn and its headings, and note each row's line."""
    lines = list(first)
    above = ""
    for row in rows:
        kind = row.blocks[0].kind
        if kind in ("turn", "heading") and above != "heading" and above and not _flows(row):
            lines.append("")
        lines.append(print_row(row))
        row.number = len(lines)
        above = kind
    return "\n".join(lines) + "\n"


def _flows(row: Row) -> bool:
    return row.blocks[0].continues and not row.marked


def _print_plain(row: Row) -> str:
    first, *paragraphs = row.blocks
    if first.kind != "turn":
        return first.text
    return ": ".join(filter(None, (first.text, paragraphs[0].text if paragraphs else "")))


def _print_row(row: Row, language: str) -> str:
    first = row.blocks[0]
    if first.kind == "turn":
        return _print_turn(row, language)
    if not row.marked:
        return first.text
    if first.kind == "paragraph":
        return f"\\{first.text}"
    return f"{{{first.kind}{', continues' if first.continues else ''}}} {first.text}"


def _print_turn(row: Row, language: str) -> str:
    turn, *paragraphs = row.blocks
    spoken = paragraphs[0].text if paragraphs else ""
    if turn.continues and paragraphs and not row.marked:
        return spoken
    marks = _marks(turn, row.inherited, language)
    if not marks and (row.marked or not turn.text):
        marks = [turn.classification]
    if not marks:
        return f"{turn.text}: {spoken}".rstrip(" ")
    label = f"{print_label(turn.text)} " if turn.text else ""
    return f"{label}{{{', '.join(marks)}}}: {spoken}".rstrip(" ")


def _marks(turn: Block, inherited: Block | None, language: str) -> list[str]:
    """Give the words that say what differs from what the reader would fill in."""
    if turn.continues and inherited:
        default = (inherited.classification, inherited.delivery, inherited.language)
    else:
        default = (*defaults_of(turn.text), "")
    meant = (turn.classification, turn.delivery, turn.language)
    marks = ["continues"] if turn.continues else []
    return marks + [value or language for value, usual in zip(meant, default, strict=True) if value != usual]
