"""Plain text to a Transcript, in stages that each answer one question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..decode import decode
from ..languages import LANGUAGES
from ..transcript import ROW_OF_KIND, Block, Doubt, Transcript
from .evidence import label_lines
from .header import ends_a_sentence, mark_header, titles_above_date
from .lines import LANGUAGE_LINE, Line, defaults_of, lines_of

# * * *    ***    <…>    <...>
SEPARATOR = re.compile(r"\*(?:\s*\*){2,}|<\s*(?:…|\.{3})\s*>")
# (Applause.)
SCENE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
HEADING_LENGTH = 160
LETTERS = re.compile(r"[^\W\d_]+")


def read_text(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read plain text or the notation. Raises TranscriptError for what is no text."""
    text, encoding, marked = decode(data)
    lines = list(lines_of(text))
    language = _stated_language(lines)
    doubts = label_lines(lines[titles_above_date(lines) :], known_names)
    _mark_rows(lines)
    mark_header(lines)
    _mark_headings(lines)
    language = language or detect_language(text)
    pieces = list(_pieces(lines, language))
    blocks, tail = _laid_out(text, pieces)
    return Transcript(
        blocks=blocks,
        language=language,
        encoding=encoding,
        byte_order_mark=marked,
        tail=tail,
        laid_out=True,
        doubts=tuple(doubts + _no_speaker(blocks)),
    )


def detect_language(text: str) -> str:
    """Tell the language by its most frequent short words; "und" where none of the known ones stands out.

    >>> detect_language("Мы начнём с того, что было в мае.")
    'ru'
    """
    words = Counter(LETTERS.findall(text[:50_000].casefold()))
    shares = {table.tag: sum(words[word] for word in table.common) for table in LANGUAGES}
    best = max(shares, key=lambda tag: shares[tag])
    if shares[best] * 12 >= words.total() and shares[best]:
        return best
    cyrillic = sum(count for word, count in words.items() if "а" <= word[0] <= "ё")
    return "ru" if cyrillic * 2 > words.total() and not words.keys() & {"і", "та", "є", "й"} else "und"


def _stated_language(lines: list[Line]) -> str:
    """Take the line `{language de}` off the top, where it stands."""
    match = LANGUAGE_LINE.fullmatch(lines[0].text)
    if not match or len(lines) == 1:
        return ""
    del lines[0]
    return match[1]


def _mark_rows(lines: list[Line]) -> None:
    for line in lines:
        if not line.kind and SEPARATOR.fullmatch(line.text):
            line.kind = "separator"
        elif not line.kind and SCENE.fullmatch(line.text):
            line.kind = "scene"


def _mark_headings(lines: list[Line]) -> None:
    """Find the lines directly above a turn that are no sentence; a marked heading without a turn becomes narrative."""
    below_is_turn = False
    for line in reversed(lines):
        if not line.kind and below_is_turn and len(line.text) <= HEADING_LENGTH and not ends_a_sentence(line.text):
            line.kind = "heading"
        if line.kind == "heading" and not below_is_turn:
            line.kind = "narrative"
        below_is_turn = line.kind in ("heading", "turn")


@dataclass(slots=True)
class Piece:
    """A block and where its text stands in the source."""

    block: Block
    start: int


class _Reading:
    """What is open while the lines go by."""

    def __init__(self, language: str):
        self.language = language
        self.turn: Block | None = None
        self.interrupted = False
        self.row = ""

    def opened(self, line: Line) -> Block:
        """Give the turn that a label opens, with its defaults filled in."""
        marks = line.marks
        classification, delivery, language = self._defaults(line)
        stated = language if marks.language is None else marks.language
        block = Block(
            "turn",
            line.label,
            continues=marks.continues,
            classification=marks.classification or classification,
            delivery=marks.delivery or delivery,
            language="" if stated == self.language else stated,
        )
        self.turn, self.interrupted, self.row = block, False, ""
        return block

    def _defaults(self, line: Line) -> tuple[str, str, str]:
        if line.marks.continues and self.turn:
            return self.turn.classification, self.turn.delivery, self.turn.language
        return *defaults_of(line.label), ""

    def resumed(self) -> Block | None:
        """Give the turn that goes on after an interruption, if one does."""
        if not (self.turn and self.interrupted):
            return None
        self.interrupted, self.row = False, ""
        return replace(self.turn, text="", continues=True)

    def interrupt(self, kind: str) -> None:
        """Note a row that is no turn. Only a narrative ends the turn: nobody can tell who speaks after it."""
        self.row = kind
        self.interrupted = True
        if kind == "narrative":
            self.turn = None


def _pieces(lines: list[Line], language: str) -> Iterator[Piece]:
    reading = _Reading(language)
    for line in lines:
        start = line.start + line.skip
        if line.kind == "turn":
            yield from _turn_pieces(line, reading)
        elif line.kind in ROW_OF_KIND:
            reading.interrupt(line.kind)
            yield _piece(Block(line.kind, line.content, continues=line.continues), line, start)
        elif line.kind in ("", "paragraph"):
            yield from _plain_pieces(line, reading, start)
        else:
            yield _piece(Block(line.kind, line.content), line, start)


def _turn_pieces(line: Line, reading: _Reading) -> Iterator[Piece]:
    yield _piece(replace(reading.opened(line), printed=line.printed), line, line.start + line.skip)
    if line.rest < len(line.text):
        yield _piece(Block("paragraph", line.text[line.rest :]), line, line.start + line.rest)


def _plain_pieces(line: Line, reading: _Reading, start: int) -> Iterator[Piece]:
    if resumed := reading.resumed():
        yield _piece(resumed, line, start)
    if reading.turn:
        yield _piece(Block("paragraph", line.content), line, start)
        return
    yield _piece(Block("narrative", line.content, continues=reading.row == "narrative"), line, start)
    reading.interrupt("narrative")


def _piece(block: Block, line: Line, start: int) -> Piece:
    return Piece(replace(block, line=line.number, reason=line.reason, confidence=line.confidence), start)


def _laid_out(text: str, pieces: list[Piece]) -> tuple[tuple[Block, ...], str]:
    """Give every block the characters before it, and what is left after the last."""
    blocks, end = [], 0
    for piece in pieces:
        blocks.append(replace(piece.block, before=text[end : piece.start]))
        end = piece.start + len(piece.block.printed or piece.block.text)
    return tuple(blocks), text[end:]


def _no_speaker(blocks: tuple[Block, ...]) -> list[Doubt]:
    if any(block.kind == "turn" for block in blocks):
        return []
    return [Doubt(blocks[0].line, "no-speaker", 0.5, "No line names a speaker: all of it is kept as narrative.")]
