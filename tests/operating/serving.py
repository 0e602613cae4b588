"""A real gunicorn of the site's own configuration, on the database of this test run."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.db import connection

from tests.benchmarks.serving import free_port
from tests.engine import UNSET
from tests.scratch import ROOT

PATIENCE_SECONDS = 120
"""For a machine that has much else to do; what goes well takes a few seconds."""


def wait_for(what: str, holds: Callable[[], object], seconds: int = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"In vain waited for: {what}.")
        time.sleep(0.05)


def database_url() -> str:
    """Give the URL by which another process uses this run's database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Gunicorn:
    """Starts when it is made, and ends by `stop`. folder: its DATA_DIR; log: the file with all that it says."""

    def __init__(self, application: str = "config.wsgi", **variables: str):
        self._folder = TemporaryDirectory(prefix="rostrum-gunicorn-")
        self.folder = Path(self._folder.name)
        self.log = self.folder / "log"
        self.port = free_port()
        environment = {name: value for name, value in os.environ.items() if name not in UNSET}
        environment |= {"DATABASE_URL": database_url(), "DATA_DIR": self._folder.name, "PORT": str(self.port)}
        environment |= variables
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", application],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        wait_for("gunicorn", self.answers)

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text())
        try:
            return self.get("/healthz") == (200, b"ok")
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Ask on a connection of its own."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            client.request("GET", path, headers={**headers, "Connection": "close"})
            answer = client.getresponse()
            return answer.status, answer.read()
        finally:
            client.close()

    def workers(self) -> set[int]:
        """Give the processes of the workers that live."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return {int(child) for child in children if "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]}

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        self.process.wait(PATIENCE_SECONDS)
        self._folder.cleanup()
