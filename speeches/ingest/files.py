"""Files on a disk: which there are below a path, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..transcripts import TranscriptError
from ..transcripts.decode import MAX_BYTES
from ..transcripts.registry import ENDINGS
from .listed import NAME, NOTHING, Listed, read_listing


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why not.

    name: its path below the folder that was given, or as it was given itself; problem: "" when there is none.
    listed: what the folder's sources.csv says of it.
    """

    path: Path
    name: str
    problem: str = ""
    is_skipped: bool = False
    listed: Listed = NOTHING


def find_files(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Give the files at and below the paths, each folder in order of names; unknown endings are skipped, not failed."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Found(path, printable(path))
        else:
            yield Found(path, printable(path), "There is no such file or folder.")


def _below(folder: Path) -> Iterator[Found]:
    try:
        listing = read_listing(folder)
    except (TranscriptError, OSError) as error:
        # Without it files could be taken for others than they are.
        yield Found(folder / NAME, NAME, f"{error} Nothing in this folder was read.")
        return
    seen: set[str] = set()
    for found in _walk(folder, listing):
        seen.add(found.name)
        yield found
    for name in listing.keys() - seen:
        yield Found(folder / name, name, f"There is no such file, but {NAME} lists it.")


def _walk(folder: Path, listing: dict[str, Listed]) -> Iterator[Found]:
    problems: list[OSError] = []
    # Links to folders are not followed, so that a loop of them ends.
    for where, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where) / name
            below = printable(path.relative_to(folder))
            if name.startswith(".") or below == NAME:
                continue
            known = path.suffix.lower() in ENDINGS
            problem = "" if known else f"Files ending in {path.suffix or 'nothing'} are not read."
            yield Found(path, below, problem, not known, listing.get(below, NOTHING))
    for error in problems:
        yield Found(Path(error.filename), str(error.filename), f"The folder cannot be read: {error.strerror}.")


def printable(path: Path) -> str:
    """Give a path as text; bytes of it that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_file(path: Path) -> bytes:
    """Read a file whole. Raises OSError, or TranscriptError when it is no ordinary file or too large."""
    if not path.is_file():
        raise TranscriptError("This is no ordinary file.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TranscriptError(f"The file has {size:,} bytes, more than {MAX_BYTES:,}. Divide it.")
    return path.read_bytes()
