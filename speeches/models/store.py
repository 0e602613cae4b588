"""Uploaded files: each in the folder of its own SHA-256, written once and never written over.

They lie under MEDIA_ROOT, or on the storage that several machines share (STORAGE_URL), under the same names. A row
keeps the hash. Files without a row are served to nobody; they stay because history may bring their row back. Only
expunging deletes one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage

ORIGINAL = "original"
"""The name of the bytes as they came."""


class Unavailable(OSError):
    """The storage that machines share does not answer, or not as it should."""


def path_of(digest: str, name: str) -> Path:
    """Give where a file of this machine lies. name: of one made of what has this hash, or `ORIGINAL`."""
    return Path(settings.MEDIA_ROOT) / name_of(digest, name)


def name_of(digest: str, name: str) -> str:
    return f"{digest[:2]}/{digest}/{name}"


def read(digest: str, name: str) -> IO[bytes]:
    """Open a file that was kept; FileNotFoundError where there is none, `Unavailable` where nobody can tell now."""
    if not settings.STORAGE:
        return path_of(digest, name).open("rb")
    with _shared() as storage:
        # What it gives fetches the file when it is first asked for.
        return storage.open(name_of(digest, name)).file


def keep(digest: str, name: str, chunks: Iterable[bytes]) -> None:
    """Write a file, whole or not at all; one that is there already stays as it is."""
    if settings.STORAGE:
        _keep_shared(name_of(digest, name), chunks)
        return
    path = path_of(digest, name)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _keep_shared(name: str, chunks: Iterable[bytes]) -> None:
    with _shared() as storage, TemporaryFile() as file:
        if not storage.exists(name):
            for chunk in chunks:
                file.write(chunk)
            storage.save(name, File(file))


def shared_names() -> Iterator[str]:
    """Yield the names of all files on the storage that machines share, in order."""
    with _shared() as storage:
        for start in sorted(storage.listdir("")[0]):
            for digest in sorted(storage.listdir(start)[0]):
                for name in sorted(storage.listdir(f"{start}/{digest}")[1]):
                    yield name_of(digest, name)


def put_back(name: str, file: IO[bytes], size: int) -> bool:
    """Write a file of a backup to the shared storage, unless it is there as long; tell whether it was written.

    What is there by its name was written whole and never changed, so that its length tells enough.
    """
    with _shared() as storage:
        is_new = not storage.exists(name)
        if not is_new and storage.size(name) == size:
            return False
        if not is_new:
            storage.delete(name)
        storage.save(name, File(file))
        return True


def drop(digest: str) -> None:
    """Delete a file with all that was made of it, for what must not be kept. Raises OSError."""
    if settings.STORAGE:
        with _shared() as storage:
            folder = f"{digest[:2]}/{digest}"
            for name in storage.listdir(folder)[1]:
                storage.delete(f"{folder}/{name}")
        return
    with suppress(FileNotFoundError):
        shutil.rmtree(path_of(digest, ORIGINAL).parent)


@contextmanager
def _shared() -> Iterator[Storage]:
    # Installed where the setting asks for it.
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield default_storage
    except (BotoCoreError, ClientError) as error:
        raise Unavailable(str(error)) from error
