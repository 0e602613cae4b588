"""Files beside the database: uploads, and the releases that readers may have. Each set of them is one tar."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from django.conf import settings

from ..exports.releases import releases, still_open
from ..models import store
from .container import AT_A_TIME, BackupSpoiled, Writer

MEDIA = "media.tar"
RELEASES = re.compile(r"releases/([1-9][0-9]*)\.tar")
UPLOAD = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}/(?!tmp)[A-Za-z0-9._-]+")
"""An uploaded file or what was made of it; what is being written has a name that begins with tmp."""

Opened = tuple[tarfile.TarInfo, IO[bytes]]
"""A file that is open, and what the tar says of it."""


def write_media(backup: Writer) -> int:
    """Write all uploads, and tell how many files they are. They only ever become more, but for what is expunged."""
    found = _shared_uploads() if settings.STORAGE else _uploads()
    return _write(backup, MEDIA, found, compressed=False)


def write_releases(backup: Writer) -> int:
    """Write each release that readers may have, and tell how many files they are. Closed ones have what is gone."""
    kept = sorted(still_open(releases()), key=lambda release: release.number)
    return sum(
        _write(backup, f"releases/{each.number}.tar", map(_opened, _below(each.folder)), compressed=True)
        for each in kept
    )


def _uploads() -> Iterator[Opened]:
    for name, path in _below(Path(settings.MEDIA_ROOT)):
        if UPLOAD.fullmatch(name):
            with suppress(FileNotFoundError):
                yield _opened((name, path))


def _shared_uploads() -> Iterator[Opened]:
    for name in store.shared_names():
        if UPLOAD.fullmatch(name):
            digest, _, last = name.partition("/")[2].partition("/")
            with suppress(FileNotFoundError):
                file = store.read(digest, last)
                info = tarfile.TarInfo(name)
                info.size, info.mtime, info.mode = file.seek(0, os.SEEK_END), int(time.time()), 0o600
                file.seek(0)
                yield info, file


def _opened(found: tuple[str, Path]) -> Opened:
    name, path = found
    file = path.open("rb")
    info, status = tarfile.TarInfo(name), os.fstat(file.fileno())
    info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), status.st_mode & 0o666
    return info, file


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files below a folder in order, each with its path from there."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path


def _write(backup: Writer, member: str, files: Iterable[Opened], *, compressed: bool) -> int:
    count = 0
    with (
        backup.member(member, compressed=compressed) as stream,
        tarfile.open(fileobj=stream, mode="w|", bufsize=AT_A_TIME, format=tarfile.PAX_FORMAT) as tar,  # type: ignore[call-overload]
    ):
        for info, file in files:
            with file:
                tar.addfile(info, file)
            # The library keeps a list of all that it has written.
            tar.members.clear()
            count += 1
    return count


def unpack_media(stream: IO[bytes]) -> int:
    """Put uploads into their places, each whole or not at all, and tell how many were not there as they are here."""
    root = Path(settings.MEDIA_ROOT)
    changed = 0
    for info, file in _members(stream):
        if not UPLOAD.fullmatch(info.name):
            raise BackupSpoiled(f"The backup has no upload’s name in {MEDIA}: {info.name!r}.")
        if settings.STORAGE:
            changed += _put_shared(info, file)
        else:
            changed += _put(root / info.name, info, file)
    return changed


def _put_shared(info: tarfile.TarInfo, file: IO[bytes]) -> bool:
    """Write a file to the storage that machines share, which asks for one that can be read twice."""
    with TemporaryFile() as whole:
        shutil.copyfileobj(file, whole, AT_A_TIME)
        whole.seek(0)
        return store.put_back(info.name, whole, info.size)


def unpack_release(stream: IO[bytes], folder: Path) -> None:
    """Unpack a release into a new folder."""
    for info, file in _members(stream):
        parts = Path(info.name).parts
        if info.name.startswith("/") or ".." in parts:
            raise BackupSpoiled(f"The backup has a file outside of its release: {info.name!r}.")
        _put(folder / info.name, info, file)


def _members(stream: IO[bytes]) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=AT_A_TIME) as tar:  # type: ignore[call-overload]
            for info in tar:
                file = tar.extractfile(info) if info.isreg() else None
                if file is None:
                    raise BackupSpoiled(f"The backup has something that is no file: {info.name!r}.")
                yield info, file
                tar.members.clear()
    except tarfile.TarError as error:
        raise BackupSpoiled(f"The backup has files that cannot be unpacked: {error}") from error


def _put(path: Path, info: tarfile.TarInfo, file: IO[bytes]) -> bool:
    """Write a file with its time, unless just these bytes are there; tell whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as new:
        try:
            digest = hashlib.sha256()
            while data := file.read(AT_A_TIME):
                digest.update(data)
                new.write(data)
            new.flush()
            is_new = not path.exists() or _digest(path) != digest.hexdigest()
            if is_new:
                os.fsync(new.fileno())
                Path(new.name).chmod(info.mode & 0o666)
                os.utime(new.name, (info.mtime, info.mtime))
                Path(new.name).replace(path)
        finally:
            Path(new.name).unlink(missing_ok=True)
    return is_new


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
