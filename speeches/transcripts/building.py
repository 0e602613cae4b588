"""Blocks from a source that says itself what is what: markup to a Transcript."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import dates
from .labels import classification_of, delivery_of
from .text.reader import detect_language
from .transcript import LANGUAGE_TAG, ROW_OF_KIND, Block, Doubt, Transcript, TranscriptError


def language_tag(stated: str | None) -> str:
    """Give a stated language as a tag that a Transcript may have, "" for none.

    >>> language_tag("EN"), language_tag("pt_BR"), language_tag("")
    ('en', 'pt-BR', '')
    """
    primary, mark, rest = (stated or "").strip().replace("_", "-").partition("-")
    tag = f"{primary.lower()}{mark}{rest}"
    return tag if LANGUAGE_TAG.fullmatch(tag) else ""


@dataclass(slots=True)
class Building:
    """The blocks of a document as they are met. language: as stated, "" where it must be told from the words."""

    language: str = ""
    encoding: str = "utf-8"
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    open_turn: Block | None = None
    interrupted: bool = False

    def add(self, kind: str, text: str, line: int, *, continues: bool = False) -> None:
        """Add a block that is no turn; a text that is empty adds nothing."""
        if not text:
            return
        if kind == "paragraph":
            self._add_paragraph(text, line)
            return
        self.interrupted = self.interrupted or kind in ROW_OF_KIND
        self.blocks.append(Block(kind, text, continues=continues, line=line))

    def date(self, printed: str, stated: str, line: int) -> None:
        """Add a date as printed where that can be read, else as an attribute states it (ISO 8601).

        What is printed and cannot be read stays beside it as furniture.
        """
        stated = stated.strip().replace("T", " ")[:16]
        moment = dates.parse_moment(printed)
        readable = bool(moment and moment.date) or not dates.parse_moment(stated)
        self.add("date", printed if readable else stated, line)
        if not readable:
            self.add("furniture", printed, line)

    def turn(
        self,
        label: str,
        line: int,
        *,
        classification: str = "",
        delivery: str = "",
        language: str = "",
        continues: bool = False,
    ) -> None:
        """Open a turn. What is not stated follows from the label, of a turn that continues from the turn above."""
        above = self.open_turn if continues else None
        block = Block(
            "turn",
            "" if continues else label,
            continues=continues,
            classification=classification or (above.classification if above else classification_of(label)),
            delivery=delivery or (above.delivery if above else delivery_of(label)),
            language="" if language == self.language else language,
            line=line,
        )
        self.blocks.append(block)
        self.open_turn, self.interrupted = block, False

    def close_turn(self) -> None:
        """Say that nobody speaks any more: a paragraph that follows is narrative."""
        self.open_turn = None

    def doubt(self, line: int, rule: str, confidence: float, message: str) -> None:
        self.doubts.append(Doubt(line, rule, confidence, message))

    def finish(self) -> Transcript:
        """Give the Transcript. Raises TranscriptError when no text was met."""
        if not self.blocks:
            raise TranscriptError("There is no text in it. Give another file, or take this one away.")
        blocks = _headings_above_turns(self.blocks)
        language = self.language or detect_language("\n".join(block.text for block in blocks))
        return Transcript(
            blocks=tuple(replace(block, language="") if block.language == language else block for block in blocks),
            language=language,
            encoding=self.encoding,
            doubts=tuple(self.doubts),
        )

    def _add_paragraph(self, text: str, line: int) -> None:
        if self.open_turn and self.interrupted:
            self.blocks.append(replace(self.open_turn, text="", continues=True, line=line))
            self.interrupted = False
        if self.open_turn:
            self.blocks.append(Block("paragraph", text, line=line))
        else:
            goes_on = bool(self.blocks) and self.blocks[-1].kind == "narrative"
            self.add("narrative", text, line, continues=goes_on)


def _headings_above_turns(blocks: list[Block]) -> list[Block]:
    """Make narrative of the headings that no turn follows."""
    given: list[Block] = []
    below_is_turn = False
    for block in reversed(blocks):
        if block.kind == "heading" and not below_is_turn:
            block = replace(block, kind="narrative")
        if block.kind != "furniture":
            below_is_turn = block.kind in ("heading", "turn")
        given.append(block)
    return given[::-1]
