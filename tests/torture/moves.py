"""Move an archive to the other engine and back, and kill backups and restores at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

from tests.engine import ENGINES
from tests.keeping.moving import FULL, MOVED, Differs, back_up_under_load, compare, fill, restored
from tests.scratch import ROOT, Scratch, scratch
from tests.torture.archive import Torn

BACK = "back"
COUNT = (
    "from speeches.models import *; print(Event.objects.count(), Utterance.objects.count(), SiteVersion.objects.get())"
)


def move(events: int, most: int) -> str:
    """Move an archive of so many made events from SQLite, which is written to, to PostgreSQL and back. Raises Torn."""
    with ExitStack() as resources:
        here, there = (resources.enter_context(scratch(engine)) for engine in ENGINES)
        for name in (FULL, MOVED):
            resources.callback(there.drop, name)
        fill(here)
        here.manage(FULL, "make_archive", str(events), "--verbosity", "0").check_returncode()
        try:
            before = back_up_under_load(here, first := here.folder / "first.zip")
            restored(first, there)
            number = compare((here, before), (there, MOVED), most)
            there.manage(MOVED, "backup", str(second := there.folder / "second.zip")).check_returncode()
            restored(second, here, BACK)
            compare((there, MOVED), (here, BACK), most)
        except Differs as differs:
            raise Torn(str(differs)) from differs
        return f"{number:,} addresses answer alike on SQLite, on PostgreSQL, and on SQLite again"


def kill_keeping(place: Scratch, *, moments: int, seed: int) -> str:
    """Kill so many backups and restores: no half file is called a backup, the archive is as it was or restored.

    Raises Torn.
    """
    fill(place)
    chance, backup = random.Random(seed), place.folder / "whole.zip"  # noqa: S311 - can be repeated.
    place.manage(FULL, "backup", str(backup)).check_returncode()
    before, half = _count(place), place.folder / "half.zip"
    for number in range(moments):
        half.unlink(missing_ok=True)
        seconds = chance.uniform(0.5, 6)
        command = ["backup", str(half)] if number % 2 else ["restore", str(backup), "--replace"]
        was_killed = _kill(place, command, seconds)
        if half.exists() and place.manage(FULL, "restore", "--check", str(half)).returncode:
            raise Torn(f"a backup killed after {seconds:.3f} s left half a file")
        after = _count(place)
        # The site's version tells a restored archive from the one before.
        if after.split()[:2] != before.split()[:2] or (was_killed and number % 2 and after != before):
            raise Torn(f"{command[0]} killed after {seconds:.3f} s: {before} became {after}")
        before = after
    place.drop(FULL)
    return f"{moments} backups and restores killed: no half file, no archive that is neither the one nor the other"


def _count(place: Scratch) -> str:
    counted = place.manage(FULL, "shell", "-v0", "-c", COUNT)
    if counted.returncode:
        raise Torn(counted.stderr)
    return counted.stdout


def _kill(place: Scratch, command: list[str], seconds: float) -> bool:
    started = subprocess.Popen(
        [sys.executable, "manage.py", *command, "--verbosity", "0"],
        cwd=ROOT,
        env=place.environment(FULL),
        start_new_session=True,
    )
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        time.sleep(0.1)
        return True
    return False
