"""Files on a disk: which there are below a path, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..transcripts import TranscriptError
from ..transcripts.decode import MAX_BYTES

ENDINGS = frozenset({".txt"})
"""What is read in a folder. A file that is named itself is read whatever its ending."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why not. name: its path below the folder that was given; problem: "" when there is none."""

    path: Path
    name: str
    problem: str = ""
    is_skipped: bool = False


def find_files(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Give the files at and below the paths, each folder in order of names; unknown endings are skipped, not failed."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Found(path, path.name)
        else:
            yield Found(path, path.name, "There is no such file or folder.")


def _below(folder: Path) -> Iterator[Found]:
    problems: list[OSError] = []
    # Links to folders are not followed, so that a loop of them ends.
    for where, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where) / name
            below = os.fsencode(path.relative_to(folder)).decode("utf-8", "backslashreplace")
            if name.startswith("."):
                continue
            known = path.suffix.lower() in ENDINGS
            problem = "" if known else f"Files ending in {path.suffix or 'nothing'} are not read."
            yield Found(path, below, problem, not known)
    for error in problems:
        yield Found(Path(error.filename), str(error.filename), f"The folder cannot be read: {error.strerror}.")


def read_file(path: Path) -> bytes:
    """Read a file whole. Raises OSError, or TranscriptError when it is no ordinary file or too large."""
    if not path.is_file():
        raise TranscriptError("This is no ordinary file.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TranscriptError(f"The file has {size:,} bytes, more than {MAX_BYTES:,}. Divide it.")
    return path.read_bytes()
