"""The site as it runs, over an archive to throw away: gunicorn with its own configuration, and its workers' memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.serving import free_port, wait_for, workers
from tests.scratch import ROOT, Scratch
from tests.torture.archive import Torn

HOST = "127.0.0.1"
ERRORS = (" ERROR ", "[ERROR]", "[CRITICAL]")
FOREIGN_HOST = "DisallowedHost"
"""What is told of a request for another site; its answer is 400."""


@dataclass(frozen=True, slots=True)
class Site:
    """A gunicorn that answers. log: the file of what it says."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def errors(self) -> list[str]:
        """Give the ends of the lines of the log that tell of an error, or of a worker that died."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line[-1_500:] for line in lines if any(word in line for word in ERRORS) and FOREIGN_HOST not in line]

    def megabytes(self) -> float:
        """Give the memory of the largest worker; what SQLite maps of its file is the system's to take back."""
        sizes = [0.0]
        for pid in workers(self.process.pid):
            try:
                state = Path(f"/proc/{pid}/status").read_text()
            except FileNotFoundError:
                continue  # It was renewed just now.
            if private := state.partition("RssAnon:")[2].split():
                sizes.append(int(private[0]) / 1000)
        return max(sizes)


def filled(place: Scratch, name: str, events: int) -> None:
    """Make a database of the place with so many synthetic events, the static files beside it. Raises Torn."""
    place.migrated(name)
    commands = [("make_archive", str(events))]
    if not (place.folder / "static").exists():
        commands.append(("collectstatic", "--noinput"))
    for command in commands:
        done = place.manage(name, *command, "--verbosity", "0")
        if done.returncode:
            raise Torn(done.stderr[-3_000:])


@contextmanager
def running(place: Scratch, name: str) -> Iterator[Site]:
    """Start the site, wait until it answers, and stop it at the end; only the port is not what it would be."""
    port = free_port()
    log = place.folder / f"{name}-{port}.log"
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
    environment = {**place.environment(name), "PORT": str(port), "HOST": HOST}
    with (
        log.open("w+b") as errors,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=errors, stderr=errors) as process,
    ):
        try:
            wait_for(port, process, errors)
            yield Site(port, process, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
