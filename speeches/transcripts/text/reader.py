"""Plain text to a Transcript, in stages that each answer one question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..decode import decode
from ..languages import LANGUAGES
from ..transcript import ROW_OF_KIND, Block, Doubt, Transcript
from .doubts import doubts_of
from .evidence import label_lines
from .furniture import mark_furniture, mark_late, mark_pages
from .header import ends_a_sentence, mark_header, titles_above_date
from .layout import Layout, lay_out
from .lines import Line, lines_of
from .marks import LANGUAGE_LINE, defaults_of, understand

# * * *    ***    <…>    <...>
SEPARATOR = re.compile(r"\*(?:\s*\*){2,}|<\s*(?:…|\.{3})\s*>")
# (Applause.) · [Laughter.]
SCENE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]{1,300}[.!?…]\]")
# «Присутствует           442 чел.            98,2 %»: the line of a table is no heading.
TABLE = re.compile(r"\s{3}|\t|%$")
HEADING_LENGTH = 160
HEADINGS = 4
"""More lines than that above a turn are a table of contents, not headings."""
OPENING_DEPTH = 80
OPENINGS = tuple(beginning for language in LANGUAGES for beginning in language.openings)
CLOSING_DEPTH = 4
CLOSINGS = tuple(beginning for language in LANGUAGES for beginning in language.closings)
"""How one of the last lines begins that says the sitting is over: nobody says it."""
LETTERS = re.compile(r"[^\W\d_]+")


class Outcome(NamedTuple):
    """What was read. transcript: without its doubts; refused: names at the beginning of lines that are no labels."""

    transcript: Transcript
    layout: Layout
    doubts: list[Doubt]
    refused: frozenset[str]


def read_text(
    data: bytes,
    *,
    known_names: frozenset[str] = frozenset(),
    without: frozenset[str] = frozenset(),
) -> Transcript:
    """Read plain text or the notation. Raises TranscriptError for what is no text.

    without: rules of evidence that are switched off.
    """
    transcript, layout, doubts, _ = read_blocks(data, known_names, without)
    return replace(transcript, doubts=tuple(doubts + doubts_of(transcript, layout)))


def read_blocks(
    data: bytes, known_names: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()
) -> Outcome:
    """Read a text without asking what is doubtful about it as a whole."""
    text, encoding, marked = decode(data)
    lines = [understand(line) for line in lines_of(text)]
    language = _stated_language(lines)
    mark_pages(lines)
    layout = lay_out(lines, text)
    lines = layout.lines
    doubts, refused = _understood(lines, known_names, without)
    language = language or detect_language(text)
    blocks, tail = _laid_out(text, _pieces(lines, language))
    transcript = Transcript(
        blocks=blocks,
        language=language,
        encoding=encoding,
        byte_order_mark=marked,
        tail=tail,
        laid_out=True,
    )
    return Outcome(transcript, layout, doubts, refused)


def _understood(
    lines: list[Line], known_names: frozenset[str], without: frozenset[str]
) -> tuple[list[Doubt], frozenset[str]]:
    """Give every line its kind. Gives what is doubtful about labels, and the names that were refused."""
    copied = mark_furniture(lines)
    about_labels = label_lines(lines[titles_above_date(lines) :], known_names, without)
    _mark_rows(lines)
    mark_header(lines)
    mark_late(lines, copied)
    _mark_headings(lines)
    if all(line.kind == "furniture" for line in lines) and lines[0].reason != "mark":
        lines[0].kind = "narrative"  # There is no furniture without a text that it stands around.
    return about_labels


def detect_language(text: str) -> str:
    """Tell the language by its most frequent short words; "und" where none of the known ones stands out.

    >>> detect_language("Мы начнём с того, что было в мае.")
    'ru'
    """
    words = Counter(LETTERS.findall(text[:10_000].casefold()))
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
    last = max((place for place, line in enumerate(lines) if line.kind == "turn"), default=0)
    for part, beginnings in ((lines[:OPENING_DEPTH], OPENINGS), (_closing_lines(lines, last), CLOSINGS)):
        for line in part:
            if not line.kind and len(line.text) <= HEADING_LENGTH and line.text.casefold().startswith(beginnings):
                line.kind, line.reason, line.confidence = "narrative", "sitting-begins-or-ends", 0.9
    for line in lines:
        if not line.kind and SEPARATOR.fullmatch(line.text):
            line.kind = "separator"
        elif not line.kind and SCENE.fullmatch(line.text):
            line.kind = "scene"


def _closing_lines(lines: list[Line], last: int) -> list[Line]:
    """Give the lines that may say that the sitting is over: the last ones, and what is in brackets below all speech."""
    below = lines[last + 1 :]
    return [line for line in below[:-CLOSING_DEPTH] if line.text[0] in "(["] + lines[-CLOSING_DEPTH:]


def _mark_headings(lines: list[Line]) -> None:
    """Find the lines directly above a turn that are no sentence; a marked heading without a turn becomes narrative."""
    below_is_turn, found, turn_follows = False, 0, False
    for line in reversed(lines):
        short = not line.kind and below_is_turn and len(line.text) <= HEADING_LENGTH and found < HEADINGS
        if short and _may_be_heading(line.text):
            line.kind, line.reason, line.confidence = "heading", "line-above-turn", 0.85
            found += 1
        # What the page prints between a marked heading and its turn does not part them.
        if line.kind == "heading" and not turn_follows:
            line.kind = "narrative"
        below_is_turn = line.kind in ("heading", "turn")
        turn_follows = below_is_turn or (turn_follows and line.kind == "furniture")
        found = found if line.kind == "heading" else 0


def _may_be_heading(text: str) -> bool:
    if text.isupper() and text.endswith(":"):
        return True  # "BY MR. BERG:" stands above the questions that he asks a witness.
    return not ends_a_sentence(text) and not TABLE.search(text)


Said = tuple[str, str, str]
"""The classification, delivery and language of a turn."""
NOTHING_SAID = ("", "", "")


class Piece(NamedTuple):
    """What becomes a block: its text with the line it stands on, and where in the source the text begins and ends."""

    kind: str
    text: str
    line: Line
    start: int
    end: int
    continues: bool = False
    said: Said = NOTHING_SAID


class _Reading:
    """What is open while the lines go by."""

    def __init__(self, language: str):
        self.language = language
        self.turn: Said | None = None
        self.interrupted = False
        self.row = ""

    def opened(self, line: Line) -> Said:
        """Open the turn of a label, and tell what it says with its defaults filled in."""
        marks = line.marks
        classification, delivery, language = self._defaults(line)
        stated = language if marks.language is None else marks.language
        self.turn = (
            marks.classification or classification,
            marks.delivery or delivery,
            "" if stated == self.language else stated,
        )
        self.interrupted, self.row = False, ""
        return self.turn

    def _defaults(self, line: Line) -> Said:
        if line.marks.continues and self.turn:
            return self.turn
        return *defaults_of(line.label), ""

    def resumed(self) -> Said | None:
        """Give the turn that goes on after an interruption, if one does."""
        if not (self.turn and self.interrupted):
            return None
        self.interrupted, self.row = False, ""
        return self.turn

    def interrupt(self, kind: str) -> None:
        """Note a row that is no turn. Only a narrative ends the turn: nobody can tell who speaks after it."""
        self.row = kind
        self.interrupted = True
        if kind == "narrative":
            self.turn = None

    def close(self) -> None:
        """End the turn: what follows belongs to another page."""
        self.turn, self.interrupted, self.row = None, False, ""


def _pieces(lines: list[Line], language: str) -> Iterator[Piece]:
    reading = _Reading(language)
    for line in lines:
        if line.kind == "turn":
            yield from _turn_pieces(line, reading)
        elif line.kind in ROW_OF_KIND:
            reading.interrupt(line.kind)
            yield _whole(line, line.kind, line.continues)
        elif line.kind in ("", "paragraph"):
            yield from _plain_pieces(line, reading)
        else:
            yield _whole(line, line.kind)
        if line.closes:
            reading.close()


def _turn_pieces(line: Line, reading: _Reading) -> Iterator[Piece]:
    start = line.at(line.skip)
    end = line.until(line.label_end) if line.label_end > line.skip else start
    turn = Piece("turn", line.label, line, start, end, line.marks.continues, reading.opened(line))
    if line.asides:
        yield from sorted([turn, *(_aside(line, aside) for aside in line.asides)], key=lambda piece: piece.start)
    else:
        yield turn
    if line.rest < len(line.text):
        yield Piece("paragraph", line.text[line.rest :], line, line.at(line.rest), line.end)


def _plain_pieces(line: Line, reading: _Reading) -> Iterator[Piece]:
    if said := reading.resumed():
        start = line.at(line.skip)
        yield Piece("turn", "", line, start, start, True, said)
    if reading.turn:
        yield _whole(line, "paragraph")
        return
    yield _whole(line, "narrative", reading.row == "narrative")
    reading.interrupt("narrative")


def _aside(line: Line, aside: tuple[int, int]) -> Piece:
    start, end = aside
    return Piece("furniture", line.text[start:end], line, line.at(start), line.until(end))


def _whole(line: Line, kind: str, continues: bool = False) -> Piece:
    return Piece(kind, line.text[line.skip :], line, line.at(line.skip), line.end, continues)


def _laid_out(text: str, pieces: Iterable[Piece]) -> tuple[tuple[Block, ...], str]:
    """Give every block the characters before it and its own where they differ, and what is left after the last."""
    blocks, done = [], 0
    for kind, content, line, start, end, continues, said in pieces:
        reason = line.reason if kind != "furniture" or line.kind == kind else "beside-label"
        own, before = text[start:end], text[done:start]
        printed = own if own != content else ""
        blocks.append(Block(kind, content, continues, *said, before, printed, line.number, reason, line.confidence))
        done = end
    return tuple(blocks), text[done:]
