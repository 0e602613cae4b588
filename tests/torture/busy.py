"""Readers while an import runs: none gets an error, and a page takes at most three times as long as before."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from threading import Event

from tests.benchmarks.texts import SMALL, write_texts
from tests.scratch import ROOT, Scratch
from tests.torture.archive import Torn
from tests.torture.load import Reader
from tests.torture.serving import Site, filled, running

BUSY = "busy"
READERS = 20
PAUSE = 0.5
"""Seconds for which a reader looks at a page, on average."""
LONGEST = 3
"""How many times the former 99th percentile a page may take."""


@dataclass(slots=True)
class Read:
    """What readers got. times: of each answer, in seconds."""

    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Give milliseconds."""
        ordered = sorted(self.times)
        return ordered[int(len(ordered) * share)] * 1000


@dataclass(slots=True)
class Busy:
    """What came of it. imported: files; locked: lines of the log and of the import that tell of a locked database."""

    imported: int
    seconds: float
    before: Read
    during: Read
    locked: list[str]

    def __str__(self) -> str:
        calm, busy = self.before, self.during
        return (
            f"{self.imported:,} files in {self.seconds:.0f} s, {READERS} readers: {len(busy.times):,} answers, failed "
            f"{len(calm.failures) + len(busy.failures)}, locked {len(self.locked)}; median {calm.percentile(0.5):.0f} "
            f"ms before, {busy.percentile(0.5):.0f} ms meanwhile; 99 % in {calm.percentile(0.99):.0f} ms before, "
            f"{busy.percentile(0.99):.0f} ms meanwhile ({busy.percentile(0.99) / calm.percentile(0.99):.1f} times)"
        )


def import_meanwhile(place: Scratch, *, events: int, files: int, seconds: float, seed: int) -> Busy:
    """Let readers read an archive of so many events for so long, and then while so many files come in."""
    filled(place, BUSY, events)
    folder = place.folder / "incoming"
    write_texts(folder, files, seed=seed, size=SMALL)
    kinds = json.loads(place.run(BUSY, "-m", "tests.benchmarks.addresses").stdout)["kinds"]
    paths = list(chain.from_iterable(kinds.values()))
    with running(place, BUSY) as site:
        reader = Reader(site.port)
        for path in paths:
            reader.problem_with(path)
        before = reading(site, paths, seed, lambda: time.sleep(seconds))
        start, told = time.monotonic(), []
        during = reading(site, paths, seed, lambda: told.append(imported(place, str(folder))))
        locked = [line for line in (*site.errors(), *told) if "locked" in line]
        return Busy(files, time.monotonic() - start, before, during, locked)


def read_meanwhile(place: Scratch, *, events: int, files: int, seconds: float, seed: int) -> str:
    """Do so, and raise Torn at whatever must not be."""
    busy = import_meanwhile(place, events=events, files=files, seconds=seconds, seed=seed)
    failures = [*busy.before.failures, *busy.during.failures, *busy.locked]
    if failures or busy.during.percentile(0.99) > LONGEST * busy.before.percentile(0.99):
        raise Torn(f"{place.engine}: {busy}; {failures[:3]}")
    return str(busy)


def imported(place: Scratch, folder: str) -> str:
    """Import a folder in a process of its own, and give what it says of errors. Raises Torn where it fails."""
    command = [sys.executable, "manage.py", "import_transcripts", folder, "--publish", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=place.environment(BUSY), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Torn(f"{place.engine}: the import ended with {done.returncode}: {done.stderr[-2_000:]}")
    return done.stderr


def reading(site: Site, paths: list[str], seed: int, until: Callable[[], object]) -> Read:
    """Have all readers read until something is over."""
    read, done = Read(), Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read_on, site, paths, seed + number, read, done) for number in range(READERS)]
        try:
            until()
        finally:
            done.set()
        for each in readers:
            each.result()
    return read


def read_on(site: Site, paths: list[str], seed: int, read: Read, done: Event) -> None:
    chance, reader = random.Random(seed), Reader(site.port)  # noqa: S311 - can be repeated.
    while not done.wait(chance.uniform(0, 2 * PAUSE)):
        path = chance.choice(paths)
        start = time.monotonic()
        if problem := reader.problem_with(path):
            read.failures.append(f"{path}: {problem}")
        else:
            read.times.append(time.monotonic() - start)
