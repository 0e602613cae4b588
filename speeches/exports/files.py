"""Files of an export: each is hashed while it is written, and the whole appears at once or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class ExportRefused(Exception):
    """The export cannot be written there. The message says why, and what to do."""


class HashedFile:
    """A new file that takes bytes and counts them."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def closed(self) -> bool:
        return self._file.closed

    def close(self) -> str:
        """Close the file and give its SHA-256."""
        self._file.close()
        return self._digest.hexdigest()


class Folder:
    """An export in the making. Its list of files lies in a file of its own: an archive may have a million of them."""

    def __init__(self, root: Path):
        self.root = root
        self._list = (root / ".files").open("w+", encoding="utf-8")
        self.count = 0

    @contextmanager
    def file(self, name: str) -> Iterator[HashedFile]:
        """Write a file and list it. name: its path below the folder, with slashes."""
        file = HashedFile(self.root / name)
        try:
            yield file
        finally:
            digest = file.close()
        self._list.write(f"  {json.dumps({'path': name, 'size': file.size, 'sha256': digest}, ensure_ascii=False)}\n")
        self.count += 1

    def write(self, name: str, text: str) -> None:
        with self.file(name) as file:
            file.write(text.encode())

    def close(self, facts: dict[str, Any]) -> None:
        """Write the manifest: facts first, then every file with its size and digest, in order of its path."""
        self._list.seek(0)
        head = json.dumps(facts, ensure_ascii=False, indent=1).removesuffix("\n}")
        with (self.root / MANIFEST).open("w", encoding="utf-8") as manifest:
            manifest.write(f'{head},\n "files": [')
            for number, line in enumerate(self._list):
                manifest.write(f"{',' if number else ''}\n{line.removesuffix(chr(10))}")
            manifest.write("\n ]\n}\n")
        self.drop_list()

    def drop_list(self) -> None:
        self._list.close()
        (self.root / ".files").unlink(missing_ok=True)


@contextmanager
def appearing(target: Path) -> Iterator[Folder]:
    """Make a folder beside its place, and put it there when it is done. An earlier export there gives way.

    Raises ExportRefused where something else is there, or nothing can be written.
    """
    if target.exists() and not is_ours(target):
        raise ExportRefused(f"{target} is there already and is no export: name an empty or a new folder.")
    unfinished = target.with_name(f".{target.name}.unfinished-{os.getpid()}")
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        raise ExportRefused(f"{target} cannot be written: {error.strerror}.") from error
    folder = Folder(unfinished)
    try:
        yield folder
        _put(unfinished, target)
    finally:
        folder.drop_list()
        shutil.rmtree(unfinished, ignore_errors=True)


def is_ours(folder: Path) -> bool:
    """Tell whether a folder may be replaced: it is an earlier export, or empty."""
    return folder.is_dir() and ((folder / MANIFEST).is_file() or not any(folder.iterdir()))


def _put(unfinished: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    unfinished.rename(target)
    shutil.rmtree(old, ignore_errors=True)
