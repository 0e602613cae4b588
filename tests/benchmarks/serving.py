"""A gunicorn of our own on loopback, and what a request costs it: time, and processor time of server and database."""

from __future__ import annotations

import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter, sleep
from typing import IO

from tests.scratch import ROOT

PROCESSOR_CLOCK = 2
"""The kind of a process's clock that counts what was done for it (CPUCLOCK_SCHED of Linux)."""
LEAST_A_ROUND = 40
"""So many requests go to one server in a row, so that it has the processor's caches for itself."""

CONNECTIONS = itertools.count()

PLAIN = {"Accept-Encoding": "identity"}
PACKED = {"Accept-Encoding": "gzip"}


@dataclass
class Cost:
    """Of one kind of page. cpu: milliseconds a request; times: of each request, in milliseconds; body: of the last.

    first: the time of the first request of all, which the others do not count.
    """

    spent: float = 0.0
    times: list[float] = field(default_factory=list)
    body: bytes = b""
    first: float = 0.0

    @property
    def cpu(self) -> float:
        return self.spent / len(self.times)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def figures(self) -> dict[str, float]:
        """Give what is reported. rate: requests a second of one client."""
        percentiles = {f"p{share}": self.percentile(share / 100) for share in (50, 95, 99)}
        rate = len(self.times) / sum(self.times) * 1000
        return {"cpu": self.cpu, "rate": rate, "first": self.first, "bytes": len(self.body), **percentiles}


class Server:
    """One gunicorn with one worker, the site's own configuration, and one client that keeps its connection."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, database: Iterable[int] = ()):
        self.process, self.port, self.database = process, port, list(database)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._milliseconds: dict[int, float] = {}

    def connect(self) -> None:
        """Connect anew, from another address of this machine: none of them asks more than the API allows to one.

        A connection that waits for its turn is closed by the server.
        """
        self.connection.close()
        number = next(CONNECTIONS)
        self.connection.source_address = (f"127.0.{number // 250}.{number % 250 + 2}", 0)
        self.connection.connect()

    def get(self, path: str, headers: dict[str, str]) -> HTTPResponse:
        """Ask, and read the answer to its end."""
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        answer.body = answer.read()
        if answer.status not in (200, 304):
            raise SystemExit(f"{path}: {answer.status}")
        return answer

    def asked(self, paths: list[str], headers: dict[str, str], *, again: bool = False) -> Asked:
        """Ask for every path in turn, a round that is not counted. again: from then on as who has the page already."""
        cost, asked = Cost(), []
        self.connect()
        for path in paths:
            start = perf_counter()
            answer = self.get(path, headers)
            cost.first = cost.first or (perf_counter() - start) * 1000
            asked.append((path, {**headers, "If-None-Match": answer.headers["ETag"]} if again else headers))
            # A second time, for what is kept is made ready when it is asked for again.
            cost.body = self.get(path, asked[-1][1]).body
        return Asked(self, asked, cost)

    def megabytes(self) -> float:
        """Give the memory of the worker that is its own: what SQLite maps of its file is the system's to take back."""
        states = [Path(f"/proc/{pid}/status").read_text() for pid in workers(self.process.pid)]
        return sum(int(state.partition("RssAnon:")[2].split()[0]) for state in states) / 1000

    def spent(self) -> float:
        """Give the processor milliseconds of its worker and the database so far; a backend that ended keeps its own."""
        now = {pid: milliseconds_of(pid) for pid in (*workers(self.process.pid), *backends(self.database))}
        self._milliseconds |= {pid: spent for pid, spent in now.items() if spent is not None}
        return sum(self._milliseconds.values())


@dataclass
class Asked:
    """Pages of one kind that a server has made, to be asked for again by the round."""

    server: Server
    pages: list[tuple[str, dict[str, str]]]
    cost: Cost

    def round(self) -> None:
        """Ask for each, and several times where they are few."""
        cost = self.cost
        self.server.connect()
        before = self.server.spent()
        for path, headers in self.pages * -(-LEAST_A_ROUND // len(self.pages)):
            start = perf_counter()
            cost.body = self.server.get(path, headers).body
            cost.times.append((perf_counter() - start) * 1000)
        cost.spent += self.server.spent() - before


def milliseconds_of(pid: int) -> float | None:
    """Give the processor time of a process so far, None where it has ended.

    From the clock that a process has; what /proc says of it goes by hundredths of a second.
    """
    try:
        return time.clock_gettime((~pid << 3) | PROCESSOR_CLOCK) * 1000
    except OSError:
        return None


def workers(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def backends(postmasters: Iterable[int]) -> list[int]:
    return [backend for pid in postmasters for backend in workers(pid)]


@contextmanager
def serving(
    application: str,
    environment: dict[str, str],
    database: Iterable[int] = (),
    config: str = "config/gunicorn.py",
) -> Iterator[Server]:
    """Start gunicorn, wait until it answers, and stop it at the end."""
    port = free_port()
    # A worker that is renewed on the way takes what it has spent with it.
    command = [sys.executable, "-m", "gunicorn", "--config", config, "--max-requests", "0", application]
    variables = {**environment, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    # The log has a line for each request, and a pipe that nobody reads would stop the server when it is full.
    with TemporaryFile() as log, subprocess.Popen(command, cwd=ROOT, env=variables, stderr=log) as process:
        try:
            wait_for(port, process, log)
            yield Server(process, port, database)
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    for _ in range(150):
        if process.poll() is not None:
            log.seek(0)
            raise SystemExit(f"gunicorn ended: {log.read().decode()}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.2)
    raise SystemExit(f"Nothing answers on port {port}.")
