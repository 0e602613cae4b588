"""What was read, as one flat JSON object: for a person checking the reader, and for a program measuring it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .labels import name_of
from .transcript import ROW_OF_KIND, Block, Transcript


def listing(transcript: Transcript, file: str) -> dict[str, Any]:
    """Give a Transcript as `read_transcripts --json` prints it: header fields, utterances in order, doubts.

    `name` is the printed label without its remark, and of a turn that continues the name of the turn above; headings
    and furniture are items of their own.
    """
    header = transcript.header
    return {
        "file": file,
        "title": header.title or None,
        "summary": header.summary or None,
        "place": header.place or None,
        "date": header.start_date.isoformat() if header.start_date else None,
        "time": f"{header.start_time:%H:%M}" if header.start_time else None,
        "language": transcript.language,
        "headline": header.headline or None,
        "stamp": header.stamp.isoformat() if header.stamp else None,
        "encoding": transcript.encoding,
        "utterances": _utterances(transcript.blocks),
        "doubts": [asdict(doubt) for doubt in transcript.doubts],
    }


def _utterances(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    open_turn: dict[str, Any] | None = None
    for block in blocks:
        if block.kind == "turn":
            before = open_turn["name"] if open_turn and block.continues else None
            open_turn = _item(block.classification, block)
            open_turn |= {
                "attribution_text": block.text,
                "name": name_of(block.text) or before,
                "delivery": block.delivery,
            }
            items.append(open_turn)
        elif block.kind == "paragraph" and open_turn:
            open_turn["paragraphs"].append(block.text)
        elif block.kind in ROW_OF_KIND and block.continues and items:
            items[-1]["paragraphs"].append(block.text)
        elif block.kind in ROW_OF_KIND or block.kind in ("heading", "furniture"):
            items.append(_item(ROW_OF_KIND.get(block.kind, "heading" if block.kind == "heading" else "other"), block))
            items[-1]["paragraphs"].append(block.text)
    return items


def _item(classification: str, block: Block) -> dict[str, Any]:
    return {
        "classification": classification,
        "attribution_text": "",
        "name": None,
        "delivery": "original",
        "paragraphs": [],
        "line": block.line,
        "reason": block.reason,
        "confidence": block.confidence,
    }
