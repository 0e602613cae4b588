"""A gunicorn of our own on loopback, and what a request costs it: time, and processor time of server and database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

from tests.scratch import ROOT

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Of one kind of page. cpu: milliseconds a request; times: of each request, in milliseconds; bytes: of the last."""

    cpu: float
    times: list[float] = field(default_factory=list)
    bytes: int = 0

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Server:
    """One gunicorn with one worker, the site's own configuration, and one client that keeps its connection."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, database: Iterable[int] = ()):
        self.process, self.port, self.database = process, port, list(database)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return body

    def cost(self, paths: list[str], rounds: int) -> Cost:
        """Ask for every path in turn, after a first round that is not counted."""
        for path in paths:
            self.get(path)
        before, cost = self._spent(), Cost(0.0)
        for _ in range(rounds):
            for path in paths:
                start = perf_counter()
                cost.bytes = len(self.get(path))
                cost.times.append((perf_counter() - start) * 1000)
        cost.cpu = (self._spent() - before) / len(cost.times) * 1000
        return cost

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
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", application]
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
