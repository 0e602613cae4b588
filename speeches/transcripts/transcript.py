"""The Transcript: what was said, as a plain value. See docs/transcript.md for the contract."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from . import dates, labels

KINDS = (
    "headline",
    "stamp",
    "title",
    "summary",
    "date",
    "place",
    "heading",
    "turn",
    "paragraph",
    "narrative",
    "scene",
    "separator",
    "furniture",
)
CLASSIFICATIONS = ("speech", "question", "answer", "scene", "narrative", "summary", "other")
DELIVERIES = ("original", "interpreted", "read", "written")

ROW_OF_KIND = {"narrative": "narrative", "scene": "scene", "separator": "other"}
"""The block kinds that are rows without a label, and the classification each becomes."""
KIND_OF_ROW = {row: kind for kind, row in ROW_OF_KIND.items()}

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class TranscriptError(ValueError):
    """What was given is no text, or a broken container. `line` is 1-based, None where no line is to blame."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message if line is None else f"line {line}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader is not sure of. confidence: 0 to 1, that the reading is right; label: that it is about."""

    line: int
    rule: str
    confidence: float
    message: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the source with a name.

    before: the exact characters since the text of the block above.
    printed: the source's own characters where the text differs: an escaped brace, joined lines, a card inside a label.
    """

    kind: str
    text: str
    continues: bool = False
    classification: str = ""
    delivery: str = ""
    language: str = ""
    before: str = field(default="", compare=False)
    printed: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    reason: str = field(default="", compare=False)
    confidence: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted contribution, or a piece of narrative, exactly as the source has it.

    attribution_text: the label before the colon; "" where none is printed.
    heading: the headings directly above, joined by line feeds.
    paragraphs: non-empty strings in source order; none where only a label was printed.
    language: BCP 47; "" is the Transcript's own.
    line: 1-based line of the source where the turn starts; 0 where there is no source.
    """

    attribution_text: str = ""
    paragraphs: tuple[str, ...] = ()
    classification: str = "speech"
    delivery: str = "original"
    language: str = ""
    heading: str = ""
    continues: bool = False
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """The label without its remark in parentheses; never expanded."""
        return labels.name_of(self.attribution_text)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the first turn. stamp and start are local, as printed; language is BCP 47, "und" if unknown."""

    title: str = ""
    summary: str = ""
    start_date: datetime.date | None = None
    start_time: datetime.time | None = None
    place: str = ""
    language: str = "und"
    headline: str = ""
    stamp: datetime.datetime | None = None


@dataclass(frozen=True)
class Transcript:
    """A flat sequence of blocks in source order.

    tail: the characters after the last block's text.
    named_date: the date in the file's name; it counts where the text has none.
    url, identifier: where the source stands on the web, and what it calls itself, where it says so.
    """

    blocks: tuple[Block, ...]
    language: str = "und"
    encoding: str = field(default="utf-8", compare=False)
    byte_order_mark: bool = field(default=False, compare=False)
    tail: str = field(default="", compare=False)
    laid_out: bool = field(default=False, compare=False)
    named_date: datetime.date | None = field(default=None, compare=False)
    url: str = field(default="", compare=False)
    identifier: str = field(default="", compare=False)
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)

    @cached_property
    def header(self) -> Header:
        """The header's blocks as values; the first of a kind counts, summaries are joined."""
        first: dict[str, str] = {}
        for block in self.blocks:
            first.setdefault(block.kind, block.text)
        moments = [dates.moment_of(block.text) for block in self.blocks if block.kind == "date"]
        date = next((moment.date for moment in moments if moment and moment.date), self.named_date)
        time = next((moment.time for moment in moments if moment and moment.time), None)
        return Header(
            title=first.get("title", ""),
            summary="\n".join(block.text for block in self.blocks if block.kind == "summary"),
            start_date=date,
            start_time=time if date else None,
            place=first.get("place", ""),
            language=self.language,
            headline=first.get("headline", ""),
            stamp=dates.parse_stamp(first.get("stamp", "")),
        )

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What becomes rows, in order: turns, narrative, scenes, separators."""
        return tuple(_turns(self.blocks))

    def dated_by(self, name: str) -> Transcript:
        """Take the date in a file's name where no block has one, which is a doubt."""
        date = dates.date_in_name(name)
        if not date or self.header.start_date:
            return self
        message = f"The text has no date; {date:%Y-%m-%d} is taken from the file's name."
        doubt = Doubt(self.blocks[0].line, "date-from-name", 0.7, message)
        return replace(self, named_date=date, doubts=(*self.doubts, doubt))

    def without_layout(self) -> Transcript:
        """Drop what takes no part in equality, so that it is written in the notation."""
        blocks = tuple(replace(b, before="", printed="", line=0, reason="", confidence=1.0) for b in self.blocks)
        return Transcript(blocks=blocks, language=self.language)


def _turns(blocks: Iterable[Block]) -> Iterator[Turn]:
    headings: list[str] = []
    current: Turn | None = None
    paragraphs: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            headings.append(block.text)
        elif block.kind == "turn" or (block.kind in ROW_OF_KIND and not (block.continues and current)):
            if current:
                yield replace(current, paragraphs=tuple(paragraphs))
            current, paragraphs = _opened_by(block, "\n".join(headings)), []
            headings = headings if block.kind in ROW_OF_KIND else []
        if current and (block.kind == "paragraph" or block.kind in ROW_OF_KIND):
            paragraphs.append(block.text)
    if current:
        yield replace(current, paragraphs=tuple(paragraphs))


def _opened_by(block: Block, heading: str) -> Turn:
    if block.kind in ROW_OF_KIND:
        return Turn(classification=ROW_OF_KIND[block.kind], line=block.line)
    return Turn(
        attribution_text=block.text,
        classification=block.classification,
        delivery=block.delivery,
        language=block.language,
        heading=heading,
        continues=block.continues,
        line=block.line,
    )


def compose(header: Header, turns: Iterable[Turn]) -> Transcript:
    """Make a Transcript of a header and turns, without layout. ValueError names the field that is not well-formed."""
    blocks = list(_header_blocks(header))
    for number, turn in enumerate(turns, 1):
        try:
            _check_turn(turn, header.language)
        except ValueError as error:
            raise ValueError(f"turn {number}, {error}") from None
        blocks += _turn_blocks(turn)
    if not blocks:
        raise ValueError("title: neither the header nor any turn has text.")
    return Transcript(blocks=tuple(blocks), language=header.language)


def _header_blocks(header: Header) -> Iterator[Block]:
    if not LANGUAGE_TAG.fullmatch(header.language):
        raise ValueError(f"language: {header.language!r} is no BCP 47 tag.")
    if header.start_time and not header.start_date:
        raise ValueError("start_time: a time needs a date beside it.")
    for name, moment in (("start_time", header.start_time), ("stamp", header.stamp)):
        if moment and (moment.second or moment.microsecond or moment.tzinfo):
            raise ValueError(f"{name}: a transcript prints local hours and minutes only.")
    texts = [
        ("headline", header.headline),
        ("stamp", dates.print_stamp(header.stamp)),
        ("title", header.title),
        *(("summary", paragraph) for paragraph in header.summary.split("\n")),
        ("date", dates.print_moment(header.start_date, header.start_time, header.language)),
        ("place", header.place),
    ]
    for kind, text in texts:
        if text:
            _check_text(kind, text)
            yield Block(kind, text)
        elif kind == "summary" and header.summary:
            raise ValueError("summary: a paragraph is empty.")


def _turn_blocks(turn: Turn) -> list[Block]:
    kind = KIND_OF_ROW.get(turn.classification)
    if kind and turn.paragraphs and not turn.continues and _is_plain(turn):
        return [Block(kind, paragraph, continues=place > 0) for place, paragraph in enumerate(turn.paragraphs)]
    headings = turn.heading.split("\n") if turn.heading else ()
    return [
        *[Block("heading", heading) for heading in headings],
        Block("turn", turn.attribution_text, turn.continues, turn.classification, turn.delivery, turn.language),
        *[Block("paragraph", paragraph) for paragraph in turn.paragraphs],
    ]


def _is_plain(turn: Turn) -> bool:
    """Tell whether nothing but classification and paragraphs is said of it."""
    return turn == Turn(classification=turn.classification, paragraphs=turn.paragraphs)


def _check_turn(turn: Turn, language: str) -> None:
    if turn.classification not in CLASSIFICATIONS:
        raise ValueError(f"classification: {turn.classification!r} is none of {', '.join(CLASSIFICATIONS)}.")
    if turn.delivery not in DELIVERIES:
        raise ValueError(f"delivery: {turn.delivery!r} is none of {', '.join(DELIVERIES)}.")
    if turn.continues and turn.attribution_text:
        raise ValueError("continues: a turn that continues has no label.")
    if turn.language and (not LANGUAGE_TAG.fullmatch(turn.language) or turn.language == language):
        raise ValueError(f"language: {turn.language!r} is no BCP 47 tag other than the transcript's own.")
    if turn.attribution_text:
        _check_text("attribution_text", turn.attribution_text)
    for heading in turn.heading.split("\n") if turn.heading else ():
        _check_text("heading", heading)
    for paragraph in turn.paragraphs:
        _check_text("paragraphs", paragraph)


def _check_text(where: str, text: str) -> None:
    # Looked for one by one, which takes a fifth of a pattern's time.
    if not text or text != text.strip() or "\n" in text or "\r" in text or "\0" in text:
        raise ValueError(f"{where}: {text[:40]!r} is empty, or has white space at its ends, a line end or NUL.")
