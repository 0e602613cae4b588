"""The text that an editor edits: an event in the notation, and what was typed read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from ...models import Event, Utterance
from ...transcripts import Block, Doubt, Transcript, read, write
from ...transcripts.dates import moment_of
from ...transcripts.text.marks import LANGUAGE_LINE
from ..rows import transcript_of

KEPT_NOWHERE = ("headline", "stamp", "furniture")
"""Kinds of block that a source keeps and a row does not."""
KEPT_ONCE = ("title", "place")


def text_of(event: Event, rows: Iterable[Utterance] | None = None) -> str:
    """Give an event in the notation. rows: its turns in order, where they are at hand."""
    return write(transcript_of(event, rows))


def read_edited(text: str, language: str = "", names: frozenset[str] = frozenset()) -> Transcript:
    """Read what an editor typed. Raises TranscriptError for what is no text.

    language: the event's, which stays unless the text states another: a few words more never make it French.
    names: labels that certainly are speakers, as `read` has them.
    """
    transcript = read(text.encode(), known_names=names, format="text")
    first = next(filter(None, map(str.strip, text.splitlines())), "")
    if language and transcript.language != language and not LANGUAGE_LINE.fullmatch(first):
        transcript = _shifted(read(f"{{language {language}}}\n{text}".encode(), known_names=names, format="text"))
    return replace(transcript, doubts=(*transcript.doubts, *_left_out(transcript.blocks)))


def _shifted(transcript: Transcript) -> Transcript:
    """Count the lines without the first."""
    blocks = tuple(replace(block, line=block.line - 1) for block in transcript.blocks)
    doubts = tuple(replace(doubt, line=max(1, doubt.line - 1)) for doubt in transcript.doubts)
    return replace(transcript, blocks=blocks, doubts=doubts)


def _left_out(blocks: Iterable[Block]) -> Iterator[Doubt]:
    """Point out what was typed and would be kept nowhere."""
    seen: set[str] = set()
    for block in blocks:
        needed = _needed(block)
        if block.kind in KEPT_NOWHERE or (needed and needed <= seen):
            message = _(
                "“%(words)s” would be left out: it was taken for %(kind)s. Put \\ before it to keep it as text."
            )
            words = block.text if len(block.text) <= 60 else f"{block.text[:59]}…"
            yield Doubt(block.line, "left-out", 0.5, message % {"words": words, "kind": f"{{{block.kind}}}"})
        seen |= needed


def _needed(block: Block) -> set[str]:
    """Name what a block of the header gives that only one of them can give."""
    if block.kind in KEPT_ONCE:
        return {block.kind}
    moment = moment_of(block.text) if block.kind == "date" else None
    return {name for name in ("date", "time") if moment and getattr(moment, name)}
