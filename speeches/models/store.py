"""Uploaded files: each in the folder of its own SHA-256, written once and never written over.

They lie under MEDIA_ROOT, or on the storage that several machines share (STORAGE_URL), under the same names. A row
keeps the hash. Files without a row are served to nobody; they stay because history may bring their row back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


@contextmanager
def _shared() -> Iterator[Storage]:
    # Installed where the setting asks for it.
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield default_storage
    except (BotoCoreError, ClientError) as error:
        raise Unavailable(str(error)) from error
