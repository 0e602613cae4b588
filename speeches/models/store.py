"""Uploaded files under MEDIA_ROOT: each in the folder of its own SHA-256, written once and never written over.

A row keeps the hash. Files without a row are served to nobody; they stay because history may bring their row back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

ORIGINAL = "original"
"""The name of the bytes as they came."""


def path_of(digest: str, name: str) -> Path:
    """Give where a file lies. name: of one made of what has this hash, or `ORIGINAL`."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest / name


def keep(digest: str, name: str, chunks: Iterable[bytes]) -> None:
    """Write a file, whole or not at all; one that is there already stays as it is."""
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
