"""The file of a backup: a zip with one JSON Lines file for each table, tars of files, and a manifest that lists them.

Everything in it can be read with tools that will be there in twenty years; docs/keeping.md describes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from .. import __version__
from .refusal import Refused

FORMAT, FORMAT_VERSION = "rostrum backup", 1
MANIFEST = "manifest.json"
MANIFEST_BYTES = 16 * 1024 * 1024
"""A manifest is far shorter than that, and is read at once."""

QUICK = 3
"""Level of compression. The highest takes five times as long for a tenth less."""
AT_A_TIME = 1 << 20

Progress = Callable[[int, int], None]


class BackupSpoiled(Exception):
    """The file is damaged, or is no backup. The message names the part."""


class Member:
    """A file inside a backup that is being written: it takes bytes, counts and hashes them."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        return self._stream.write(data)

    @property
    def facts(self) -> dict[str, Any]:
        return {"size": self.size, "sha256": self._digest.hexdigest()}


class Writer:
    """A backup in the making."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self.files: list[dict[str, Any]] = []

    @contextmanager
    def member(self, name: str, *, compressed: bool = True) -> Iterator[Member]:
        """Write a file of the backup and list it."""
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        info._compresslevel = QUICK  # type: ignore[attr-defined]  # What ZipFile itself sets when it makes one.
        # How long a table gets is not known beforehand.
        with self._archive.open(info, "w", force_zip64=True) as stream:
            member = Member(stream)
            yield member
        self.files.append({"path": name, **member.facts})

    def close(self, facts: dict[str, Any]) -> None:
        """Write the manifest."""
        told = {"format": FORMAT, "version": FORMAT_VERSION, **facts, "files": self.files}
        self._archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Make a file beside its place, for its owner alone, and put it there when it is done. An earlier backup gives way.

    Raises Refused where something else is there or nothing can be written.
    """
    if target.exists() and not is_backup(target):
        raise Refused(f"{target} is there already and is no backup: give the file another name.")
    unfinished = target.with_name(f".{target.name}.unfinished-{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the disk know what the files of a folder are called."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_backup(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


class Backup:
    """A backup that is read. facts: what its manifest says."""

    def __init__(self, archive: zipfile.ZipFile, facts: dict[str, Any]):
        self._archive, self.facts = archive, facts

    @property
    def tables(self) -> list[dict[str, Any]]:
        return list(self.facts["tables"])

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        """Give size and SHA-256 of every file in it but the manifest, by its path."""
        return {each["path"]: each for each in self.facts["files"]}

    @property
    def migrations(self) -> set[tuple[str, str]]:
        return {(app, name) for app, names in self.facts["migrations"].items() for name in names}

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the backup. BackupSpoiled at whatever of it cannot be read."""
        try:
            with self._archive.open(name) as stream:
                yield stream
        except (KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise BackupSpoiled(f"The backup is damaged in {name}: {error}") from error

    def lines(self, name: str) -> Iterator[bytes]:
        with self.member(name) as stream:
            yield from stream

    def check(self, progress: Progress = lambda done, total: None) -> None:
        """Read all of it through and compare it with the manifest. Raises BackupSpoiled, which names the part."""
        there = set(self._archive.namelist()) - {MANIFEST}
        for name in sorted(there ^ self.files.keys()):
            raise BackupSpoiled(f"The backup {'lacks' if name in self.files else 'should not have'} {name}.")
        total, done = sum(each["size"] for each in self.facts["files"]), 0
        for name, listed in self.files.items():
            for size in self._compare(name, listed):
                done += size
                progress(done, total)

    def _compare(self, name: str, listed: dict[str, Any]) -> Iterator[int]:
        read = Member(_Nowhere())  # type: ignore[arg-type]
        with self.member(name) as stream:
            while data := stream.read(AT_A_TIME):
                yield read.write(data)
        if read.facts != {key: listed[key] for key in read.facts}:
            raise BackupSpoiled(f"The backup is damaged in {name}: it is not what the manifest says of it.")


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)


@contextmanager
def reading(path: Path) -> Iterator[Backup]:
    """Open a backup. Raises Refused for no file or one of a newer release, BackupSpoiled for no whole backup."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise BackupSpoiled(f"{path} is no backup, or only the beginning of one.") from error
    with archive:
        yield Backup(archive, _facts(archive, path))


def _facts(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        with archive.open(MANIFEST) as stream:
            facts = json.loads(stream.read(MANIFEST_BYTES))
    except KeyError as error:
        raise BackupSpoiled(f"{path} is no backup: it has no {MANIFEST}.") from error
    except (ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BackupSpoiled(f"The backup is damaged in {MANIFEST}: {error}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise BackupSpoiled(f"{path} is no backup of this software.")
    if facts["version"] > FORMAT_VERSION:
        raise Refused(newer(facts))
    return facts


def newer(facts: dict[str, Any]) -> str:
    """Say that a backup is of a newer release than this one."""
    return (
        f"The backup was made by Rostrum {facts['release']}, and this is {__version__}: restore it with that release "
        "or a newer one."
    )
