"""A Transcript as JSON values: nothing is left out, so that `load(dump(t))` is written as `t` was."""

from __future__ import annotations

import datetime
from dataclasses import asdict, fields
from typing import Any

from .transcript import Block, Doubt, Transcript, Turn

BLOCK = [(field.name, field.default) for field in fields(Block)]


def dump(transcript: Transcript) -> dict[str, Any]:
    """Give a Transcript as a JSON object; a block's fields that have their default are left out."""
    values = {field.name: getattr(transcript, field.name) for field in fields(Transcript)}
    values["named_date"] = transcript.named_date.isoformat() if transcript.named_date else None
    # Read field by field, because `asdict` copies each value deeply and takes six times as long.
    values["blocks"] = [
        {name: value for name, default in BLOCK if (value := getattr(block, name)) != default}
        for block in transcript.blocks
    ]
    values["doubts"] = [asdict(doubt) for doubt in transcript.doubts]
    return values


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
