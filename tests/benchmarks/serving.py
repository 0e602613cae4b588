"""A gunicorn of our own on loopback, and what a request costs it: time, and processor time of server and database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import perf_counter, sleep

from tests.scratch import ROOT

TICKS = os.sysconf("SC_CLK_TCK")


PLAIN = {"Accept-Encoding": "identity"}
PACKED = {"Accept-Encoding": "gzip"}


@dataclass
class Cost:
    """Of one kind of page. cpu: milliseconds a request; times: of each request, in milliseconds; body: of the last.

    first: the time of the first request of all, which the others do not count.
    """

    cpu: float = 0.0
    times: list[float] = field(default_factory=list)
    body: bytes = b""
    first: float = 0.0

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

    def get(self, path: str, headers: dict[str, str]) -> HTTPResponse:
        """Ask, and read the answer to its end."""
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        answer.body = answer.read()
        if answer.status not in (200, 304):
            raise SystemExit(f"{path}: {answer.status}")
        return answer

    def cost(self, paths: list[str], rounds: int, headers: dict[str, str], *, again: bool = False) -> Cost:
        """Ask for every path in turn, after a first round that is not counted.

        again: as somebody who has the page already.
        """
        cost, asked = Cost(), []
        for path in paths:
            start = perf_counter()
            answer = self.get(path, headers)
            cost.first = cost.first or (perf_counter() - start) * 1000
            asked.append((path, {**headers, "If-None-Match": answer.headers["ETag"]} if again else headers))
            # A second time, for what is kept is made ready when it is asked for again.
            self.get(path, headers)
        before = self._spent()
        for path, told in asked * rounds:
            start = perf_counter()
            cost.body = self.get(path, told).body
            cost.times.append((perf_counter() - start) * 1000)
        cost.cpu = (self._spent() - before) / len(cost.times) * 1000
        return cost

    def megabytes(self) -> float:
        """Give the memory of the worker that is its own: what SQLite maps of its file is the system's to take back."""
        states = [Path(f"/proc/{pid}/status").read_text() for pid in workers(self.process.pid)]
        return sum(int(state.partition("RssAnon:")[2].split()[0]) for state in states) / 1000

    def _spent(self) -> float:
        return sum(map(seconds_of, {*workers(self.process.pid), *backends(self.database)}))


def seconds_of(pid: int) -> float:
    """Give the processor seconds of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def workers(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def backends(postmasters: Iterable[int]) -> list[int]:
    return [backend for pid in postmasters for backend in workers(pid)]


@contextmanager
def serving(application: str, environment: dict[str, str], database: Iterable[int] = ()) -> Iterator[Server]:
    """Start gunicorn, wait until it answers, and stop it at the end."""
    port = free_port()
    # A worker that is renewed on the way takes what it has spent with it.
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "--max-requests", "0", application]
    variables = {**environment, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.PIPE) as process:
        try:
            wait_for(port, process)
            yield Server(process, port, database)
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if process.poll() is not None:
            raise SystemExit(f"gunicorn ended: {process.stderr.read().decode() if process.stderr else ''}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.2)
    raise SystemExit(f"Nothing answers on port {port}.")
