"""Ten times the readers that a site is comfortable with: none gets an error, memory stays flat, and calm comes back."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import chain
from statistics import median
from threading import Event, Thread

from config import gunicorn
from tests.scratch import Scratch
from tests.torture.archive import Torn
from tests.torture.serving import HOST, Site, filled, running

LOADED = "loaded"
COMFORTABLE = gunicorn.workers * gunicorn.threads
"""Readers who ask without a pause, each as `make bench` does: as many as are answered at once, so that none waits."""
TIMES = 10
LONGEST_WAIT = 120.0
SECONDS_TO_RECOVER = 10.0
CALM_AGAIN = 2.0
"""How many times the former median a page may take that counts as calm."""
GROWTH, GRAIN = 1.1, 5
"""What the last third may have more than the middle third, as a share, and in megabytes."""


@dataclass(slots=True)
class Load:
    """What came of it. times: of each answer, in seconds; megabytes: of the largest worker, once a second."""

    clients: int
    seconds: float
    calm: float = 0.0
    recovered: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def problems(self) -> list[str]:
        """Give what must not be. The memory of a short run still grows: caches fill."""
        third = len(self.megabytes) // 3
        middle, last = max(self.megabytes[third:-third] or [0]), max(self.megabytes[-third:] or [0])
        found = [f"{len(self.failures)} requests failed: {self.failures[:3]}"] if self.failures else []
        if third > 60 and last > middle * GROWTH + GRAIN:
            found.append(f"a worker grew from {middle:.0f} MB to {last:.0f} MB")
        if self.recovered > SECONDS_TO_RECOVER:
            found.append(f"calm came back after {self.recovered:.1f} s")
        return found

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p50, p99 = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.99))
        third = len(self.megabytes) // 3
        return (
            f"{self.clients} readers for {self.seconds:.0f} s: {len(ordered):,} answers "
            f"({len(ordered) / self.seconds:,.0f} a second), 5xx {len(self.failures)}; median {p50:.0f} ms, 99 % in "
            f"{p99:.0f} ms, one reader alone {self.calm * 1000:.0f} ms, again after {self.recovered:.1f} s; worker "
            f"{max(self.megabytes[third : 2 * third] or [0]):.0f} MB in the middle third, "
            f"{max(self.megabytes[2 * third :] or [0]):.0f} MB in the last"
        )


def load(place: Scratch, *, events: int, seconds: float, seed: int) -> Load:
    """Serve so many events to ten times the comfortable number of readers for so long. Raises Torn at an error."""
    filled(place, LOADED, events)
    kinds = json.loads(place.run(LOADED, "-m", "tests.benchmarks.addresses").stdout)["kinds"]
    paths = list(chain.from_iterable(kinds.values()))
    result = Load(COMFORTABLE * TIMES, seconds)
    with running(place, LOADED) as site:
        result.calm = alone(site, paths, result)
        done = Event()
        watch = Thread(target=watched, args=(site, result, done))
        watch.start()
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(result.clients) as pool:
            list(pool.map(lambda number: read_on(site, paths, until, seed + number, result), range(result.clients)))
        done.set()
        watch.join()
        result.recovered = until_calm(site, paths, result)
        if errors := site.errors():
            raise Torn(f"{place.engine}: {len(errors)} errors in the log: {errors[0]}")
    return result


def under_load(place: Scratch, *, events: int, seconds: float, seed: int) -> str:
    """Load a site, and raise Torn at whatever must not be."""
    result = load(place, events=events, seconds=seconds, seed=seed)
    if problems := result.problems():
        raise Torn(f"{place.engine}: {'; '.join(problems)}; {result}")
    return str(result)


def read_on(site: Site, paths: list[str], until: float, seed: int, result: Load) -> None:
    """Read one page after the other, as one reader does."""
    chance, reader = random.Random(seed), Reader(site.port)  # noqa: S311 - can be repeated.
    while time.monotonic() < until:
        path = chance.choice(paths)
        start = time.monotonic()
        if problem := reader.problem_with(path):
            result.failures.append(f"{path}: {problem}")
        else:
            result.times.append(time.monotonic() - start)


class Reader:
    """A browser that keeps its connection, and opens another one where the server has closed it."""

    def __init__(self, port: int):
        self.connection = HTTPConnection(HOST, port, timeout=LONGEST_WAIT)

    def problem_with(self, path: str) -> str:
        """Ask for a page; "" where it came."""
        try:
            return self._ask(path)
        except (HTTPException, OSError):
            # A connection may be closed between two requests; RFC 9112 (9.3.1) has a client ask once more.
            self.connection.close()
        try:
            return self._ask(path)
        except (HTTPException, OSError) as error:
            self.connection.close()
            return f"{type(error).__name__}: {error}"

    def _ask(self, path: str) -> str:
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        answer.read()
        return "" if answer.status == 200 else f"status {answer.status}"


def watched(site: Site, result: Load, done: Event) -> None:
    while not done.wait(1):
        result.megabytes.append(site.megabytes())


def alone(site: Site, paths: list[str], result: Load) -> float:
    """Give the median time of a page to one reader; each is asked for once more before."""
    reader, times = Reader(site.port), []
    for path in (*paths, *paths):
        start = time.monotonic()
        if problem := reader.problem_with(path):
            result.failures.append(f"{path}, before the load: {problem}")
        times.append(time.monotonic() - start)
    return median(times[len(paths) :])


def until_calm(site: Site, paths: list[str], result: Load) -> float:
    """Give the seconds after which one reader is answered as before, at most somewhat more than it may take."""
    reader, start = Reader(site.port), time.monotonic()
    while (passed := time.monotonic() - start) <= SECONDS_TO_RECOVER:
        times = []
        for path in paths[:: max(1, len(paths) // 10)]:
            asked = time.monotonic()
            if problem := reader.problem_with(path):
                result.failures.append(f"{path}, after the load: {problem}")
            times.append(time.monotonic() - asked)
        if median(times) <= result.calm * CALM_AGAIN:
            break
    return passed
