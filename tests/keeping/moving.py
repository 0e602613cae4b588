"""Move an archive from one engine to the other by a backup, and ask both for every public address."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.keeping.archive import CLOSE
from tests.scratch import ROOT, Scratch

FULL, MOVED = "full", "moved"
PATIENCE_SECONDS = 120


class Differs(AssertionError):
    """The restored archive gives other answers."""


def fill(place: Scratch, name: str = FULL) -> None:
    """Make an archive with one of everything."""
    place.migrated(name)
    place.run(name, "-m", "tests.keeping.archive", "fill").check_returncode()


def back_up_under_load(place: Scratch, backup: Path, name: str = FULL) -> str:
    """Back up an archive on SQLite that somebody writes to, and give the name of a copy of it as it was at that moment.

    Raises Differs where the writer had to stop meanwhile.
    """
    copies = place.folder / "copies"
    copies.mkdir()
    command = [sys.executable, "-m", "tests.keeping.archive", "write", str(copies)]
    with subprocess.Popen(command, cwd=ROOT, env=place.environment(name)) as writer:
        _wait_for(copies, 2, writer)
        done = place.manage(name, "backup", str(backup), "--verbosity", "0")
        _wait_for(copies, len(list(copies.iterdir())) + 2, writer)
        (copies / CLOSE).touch()
    if done.returncode or writer.returncode:
        raise Differs(done.stderr)
    version = version_in(backup)
    shutil.copyfile(copies / f"{version}.sqlite3", place.called("copy"))
    versions = sorted(int(path.stem) for path in copies.glob("*.sqlite3"))
    if not versions[0] < version < versions[-1]:
        raise Differs(f"Nobody wrote while the backup was made: {versions[0]}, {version}, {versions[-1]}.")
    return "copy"


def _wait_for(folder: Path, number: int, writer: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(list(folder.glob("*.sqlite3"))) < number:
        if writer.poll() is not None or time.monotonic() > deadline:
            raise Differs("The writer has stopped.")
        time.sleep(0.02)


def version_in(backup: Path) -> int:
    """Give the site's version that a backup has kept, in a process that has no Django set up."""
    with zipfile.ZipFile(backup) as archive:
        _columns, row = archive.read("tables/speeches_siteversion.jsonl").splitlines()
    return int(json.loads(row)[1])


def restored(backup: Path, place: Scratch, name: str = MOVED) -> str:
    """Restore a backup to a database without tables."""
    place.create(name)
    done = place.manage(name, "restore", str(backup), "--verbosity", "0")
    if done.returncode:
        raise Differs(done.stderr)
    return name


def compare(one: tuple[Scratch, str], other: tuple[Scratch, str], most: int) -> int:
    """Ask two archives for all their addresses, and tell how many they are. Raises Differs, naming some."""
    asked = [_asked(place, name, most) for place, name in (one, other)]
    answers, others = [json.loads(process.communicate()[0]) for process in asked]
    if broken := [address for address, (status, *_rest) in answers.items() if status >= 500]:
        raise Differs(f"{len(broken)} pages are broken: {broken[:5]}")
    unlike = [address for address in {**answers, **others} if answers.get(address) != others.get(address)]
    if unlike:
        first = unlike[0]
        raise Differs(f"{len(unlike)} of {len(answers)}: {unlike[:5]}; {answers.get(first)} {others.get(first)}")
    return len(answers)


def _asked(place: Scratch, name: str, most: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.keeping.pages", str(most)]
    return subprocess.Popen(command, cwd=ROOT, env=place.environment(name), stdout=subprocess.PIPE, text=True)
