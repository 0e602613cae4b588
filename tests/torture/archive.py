"""What is imported under torture, and what must be in the archive afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from speeches.transcripts import read
from tests.scratch import Scratch


class Torn(AssertionError):
    """Something is in the archive that must not be, or is not in it that must."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A folder of texts, and the file that says what turns each of them gives."""

    folder: Path
    expected: Path
    events: int
    turns: int


def texts_in(folder: Path, *, good: str = "*") -> Texts:
    """Read the texts below a folder and note their turns. good: a pattern of names; all else there may be anything."""
    expected = {
        str(path.relative_to(folder)): [
            [turn.attribution_text, turn.text]
            for turn in read(path.read_bytes(), path.name).turns
            if turn.paragraphs or turn.attribution_text
        ]
        for path in sorted(folder.rglob(good))
        if path.is_file()
    }
    note = folder.with_suffix(".json")
    note.write_text(json.dumps(expected))
    return Texts(folder, note, len(expected), sum(map(len, expected.values())))


def look(place: Scratch, name: str, texts: Texts, *, dump: Path | None = None) -> dict[str, Any]:
    """Look at an archive from a new process. Raises Torn with all that is wrong with it.

    dump: a file for the lines by which two archives are compared.
    """
    looked = place.run(name, "-m", "tests.torture.state", str(texts.expected), *([str(dump)] if dump else []))
    if looked.returncode:
        raise Torn(looked.stderr)
    state: dict[str, Any] = json.loads(looked.stdout)
    if state["problems"]:
        raise Torn("; ".join(state["problems"]))
    return state


def compare(undisturbed: Path, other: Path) -> None:
    """Compare two archives by what was written of them. Raises Torn with the first lines that differ."""
    first, second = (path.read_text().split("\n") for path in (undisturbed, other))
    if first != second:
        differences = [line[:1_000] for line in unified_diff(first, second, n=0, lineterm="")][2:8]
        raise Torn("not what an undisturbed run gives: " + "\n".join(differences))
