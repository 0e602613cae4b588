"""Real servers on loopback, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.engine import IN_CI
from tests.scratch import ROOT

PATIENCE_SECONDS = 20


def program(name: str, package: str) -> str:
    """Find a program that the machine has to bring; Debian's package of it is told where it is missing."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        give_up = pytest.fail if IN_CI else pytest.skip
        give_up(f"no {name} on this machine (Debian: apt install {package})")
    return found


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> float:
    """Wait until something holds, and give how long it took."""
    began = monotonic()
    while not holds():
        if monotonic() - began > seconds:
            raise AssertionError(f"After {seconds} s: not {what}.")
        sleep(0.01)
    return monotonic() - began


class Server:
    """A process of ours, with its port and what it has printed."""

    def __init__(self, folder: Path, port: int | None = None):
        self.folder, self.port = folder, port or free_port()
        folder.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def start(self) -> Server:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        until(self.answers, f"listening: {self.command()[0]}\n{self.said()}")
        return self

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"{self.command()[0]} ended:\n{self.said()}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def said(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4_000:]

    def kill(self) -> None:
        """End it without a word of farewell, its children too."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class RedisServer(Server):
    def command(self) -> list[str]:
        options = {"bind": "127.0.0.1", "port": self.port, "save": "", "appendonly": "no", "dir": self.folder}
        told = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        return [program("redis-server", "redis-server"), *told]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class S3Server(Server):
    """A server that speaks S3, with one bucket."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]

    @property
    def url(self) -> str:
        return f"s3+http://key:se%2Fcret@127.0.0.1:{self.port}/archive/media?region=eu-north-1"
