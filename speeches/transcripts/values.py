"""A Transcript as JSON values: nothing is left out, so that `load(dump(t))` is written as `t` was."""

from __future__ import annotations

import datetime
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from .transcript import Block, Doubt, Transcript, Turn

BLOCK = [(field.name, field.default) for field in fields(Block)]
values_of = attrgetter(*(name for name, _ in BLOCK))
USUAL = tuple(default for _, default in BLOCK[2:])
"""What a paragraph has besides its kind and text."""


def dump(transcript: Transcript) -> dict[str, Any]:
    """Give a Transcript as a JSON object; a block's fields that have their default are left out."""
    values = {field.name: getattr(transcript, field.name) for field in fields(Transcript)}
    values["named_date"] = transcript.named_date.isoformat() if transcript.named_date else None
    values["blocks"] = [_dump_block(block) for block in transcript.blocks]
    values["doubts"] = [asdict(doubt) for doubt in transcript.doubts]
    return values


def _dump_block(block: Block) -> dict[str, Any]:
    """Do what `asdict` does, which copies each value deeply and takes ten times as long."""
    kind, text, *others = values = values_of(block)
    if tuple(others) == USUAL:
        return {"kind": kind, "text": text}
    return {name: value for (name, default), value in zip(BLOCK, values, strict=True) if value != default}


def dump_turn(turn: Turn) -> dict[str, Any]:
    """Give a turn as a JSON object, its line left out."""
    values = asdict(turn)
    del values["line"]
    return values


def load_turn(values: dict[str, Any]) -> Turn:
    """Read what `dump_turn` wrote."""
    return Turn(**{**values, "paragraphs": tuple(values["paragraphs"])})


def load(values: dict[str, Any]) -> Transcript:
    """Read what `dump` wrote. Raises KeyError or TypeError for anything else."""
    return Transcript(
        **{
            **values,
            "named_date": datetime.date.fromisoformat(values["named_date"]) if values.get("named_date") else None,
            "blocks": tuple(Block(**block) for block in values["blocks"]),
            "doubts": tuple(Doubt(**doubt) for doubt in values["doubts"]),
        }
    )
