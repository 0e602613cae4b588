"""The releases that a site keeps: numbered folders in DATA_DIR/releases, each as it was made."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Min, Q

from ..models import Change, raise_version
from .files import MANIFEST
from .release import Progress, Report, write_release

HEAD_BYTES = 16_384
"""What a manifest says before its list of files is shorter than that."""


@dataclass(frozen=True)
class Release:
    number: int
    folder: Path

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What its manifest says before the list of files, which may be long."""
        with (self.folder / MANIFEST).open(encoding="utf-8") as manifest:
            head = manifest.read(HEAD_BYTES).partition(',\n "files"')[0]
        facts: dict[str, Any] = json.loads(f"{head}}}")
        return facts

    @property
    def is_open(self) -> bool:
        """Whether readers may have it: none of its events was withdrawn since, and no words of them expunged."""
        return bool(still_open([self]))

    def path_of(self, name: str) -> Path | None:
        """Give the file or folder of this name inside it, None where there is none. name: as an address has it."""
        parts = name.rstrip("/").split("/") if name else []
        if any(part in ("", ".", "..") or part.startswith(".") or "\0" in part or "\\" in part for part in parts):
            return None
        path = self.folder.joinpath(*parts)
        is_inside = path.resolve().is_relative_to(self.folder.resolve())
        # A file has no slash behind it: its address would be another one than the file's.
        return path if is_inside and (path.is_dir() or (path.is_file() and not name.endswith("/"))) else None


def releases_folder() -> Path:
    return Path(settings.DATA_DIR) / "releases"


def releases() -> list[Release]:
    """Give the releases there are, the newest first."""
    folder = releases_folder()
    found = folder.iterdir() if folder.is_dir() else ()
    numbers = (int(each.name) for each in found if each.name.isdecimal() and (each / MANIFEST).is_file())
    return [Release(number, folder / str(number)) for number in sorted(numbers, reverse=True)]


def still_open(found: list[Release]) -> list[Release]:
    """Choose those that readers may have, with one query: nothing that was public then has been taken back since."""
    oldest = min((release.facts["change"] for release in found), default=0)
    gone = Change.objects.filter(Q(nature=Change.Nature.EXPUNGED) | Q(kind=Change.Kind.WITHDRAWN), pk__gt=oldest)
    taken = list(gone.order_by().annotate(first=Min("event__changes__pk")).values_list("pk", "first"))
    return [release for release in found if not any(at > release.facts["change"] >= first for at, first in taken)]


def next_number() -> int:
    """Give a number that no release has had, those included that were taken away."""
    counter = releases_folder() / ".last"
    last = int(counter.read_text()) if counter.is_file() else 0
    return max([last, *(release.number for release in releases())]) + 1


def make_release(*, progress: Progress = lambda done, total: None) -> tuple[Release, Report, bool]:
    """Write the next release and tell whether it is a new one: where nothing has changed, the last one stays.

    Releases that readers may not have any more are taken away first. Raises ExportRefused.
    """
    drop_closed()
    number = next_number()
    folder = releases_folder() / str(number)
    report = write_release(folder, progress=progress)
    last = next((release for release in releases() if release.number < number), None)
    if last and (last.folder / MANIFEST).read_bytes() == (folder / MANIFEST).read_bytes():
        shutil.rmtree(folder)
        return last, report, False
    (releases_folder() / ".last").write_text(str(number))
    # The page that lists releases has another answer now, and is known by the site's version.
    raise_version()
    return Release(number, folder), report, True


def drop_closed() -> None:
    """Take away releases with words that were withdrawn or expunged since: they are to be nowhere."""
    found = releases()
    kept = still_open(found)
    for release in found:
        if release not in kept:
            shutil.rmtree(release.folder)
