"""Databases to throw away, for programs that start the site's own commands in other processes."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from urllib.parse import urlsplit

from tests.engine import ENGINES, UNSET

ROOT = Path(__file__).resolve().parent.parent

MIGRATED: dict[str, str] = {}
"""What databases with the site's tables are called, by server: to migrate takes longer than what most are for."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder, and the databases of one engine: files in it, or on the server at a URL."""

    engine: str
    folder: Path
    url: str

    def create(self, name: str, like: str = "") -> str:
        """Make a database, empty or like one that nobody uses, and give what it is called; a former one goes."""
        self.drop(name)
        database = self.called(name)
        if self.engine == "postgresql":
            copied = f' TEMPLATE "{self.called(like)}"' if like else ""
            self._execute(f'CREATE DATABASE "{database}"{copied}')
        elif like:
            shutil.copyfile(self.called(like), database)
        return database

    def migrated(self, name: str) -> str:
        """Make a database with the site's tables in it. They are made once in a process, and copied from there on."""
        server = self.url if self.engine == "postgresql" else self.engine
        original = MIGRATED.get(server)
        if original is None:
            original = self._outliving("migrated")
            self.create(original)
            self.manage(original, "migrate", "--verbosity", "0").check_returncode()
            MIGRATED[server] = original
        self.create(name, original)
        return name

    def _outliving(self, name: str) -> str:
        """Name a database that stays until the process ends, or its server."""
        if self.engine == "sqlite":
            folder = mkdtemp(prefix="rostrum-scratch-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            return f"{folder}/{name}"
        atexit.register(self._let_go, name)
        return name

    def _let_go(self, name: str) -> None:
        from psycopg import OperationalError

        # A server of its own has stopped by then.
        with suppress(OperationalError):
            self.drop(name)

    def drop(self, name: str) -> None:
        database = self.called(name)
        if self.engine == "postgresql":
            self._execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            return
        for ending in ("", "-wal", "-shm"):
            Path(database + ending).unlink(missing_ok=True)

    def called(self, name: str) -> str:
        """Give what the engine calls the database: a path, or a name that no other run has."""
        return f"rostrum_{os.getpid()}_{name}" if self.engine == "postgresql" else str(self.folder / f"{name}.sqlite3")

    def environment(self, name: str) -> dict[str, str]:
        """Give the environment in which the site uses the database."""
        database = self.called(name)
        url = urlsplit(self.url)._replace(path=f"/{database}").geturl()
        variables = {name: value for name, value in os.environ.items() if name not in UNSET}
        return variables | {
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{database}" if self.engine == "sqlite" else url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def manage(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the site's commands to its end."""
        return self.run(name, "manage.py", *arguments)

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python to its end, with what it prints."""
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment(name), capture_output=True, text=True, check=False
        )

    def _execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def scratch(engine: str) -> Iterator[Scratch]:
    """Open a place for databases: a folder, and for PostgreSQL the server at TEST_DATABASE_URL or one of its own."""
    with ExitStack() as resources:
        folder = Path(
            resources.enter_context(TemporaryDirectory(prefix="rostrum-scratch-", ignore_cleanup_errors=True))
        )
        started = ENGINES[engine](folder, resources)
        if started.problem:
            raise SystemExit(started.problem)
        yield Scratch(engine, folder, started.url)
