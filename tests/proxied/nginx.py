"""A real nginx in front of a real gunicorn: TLS ends there, addresses are passed on, and pages are cached."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from http.cookies import SimpleCookie
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import pytest

from tests.benchmarks.serving import free_port
from tests.engine import IN_CI

HOST = "tribuna.example"

CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/bodies;
  proxy_temp_path {folder}/proxied;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  client_max_body_size 20m;
  proxy_cache_path {folder}/cache keys_zone=pages:1m;

  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;

  # What somebody else may not see is kept by no cache that heeds the answer; all else is kept, whatever it says.
  map $upstream_http_cache_control $is_private {{
    default 0;
    ~*(private|no-store) 1;
  }}
  server {{
    listen 127.0.0.1:{http};
    location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
  }}
  server {{
    listen 127.0.0.1:{https} ssl;
    ssl_certificate {folder}/site.pem;
    ssl_certificate_key {folder}/site.key;
    location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
  }}
  server {{
    listen 127.0.0.1:{through_socket} ssl;
    ssl_certificate {folder}/site.pem;
    ssl_certificate_key {folder}/site.key;
    location / {{ proxy_pass http://unix:{folder}/site.sock; }}
  }}
  server {{
    listen 127.0.0.1:{cached} ssl;
    ssl_certificate {folder}/site.pem;
    ssl_certificate_key {folder}/site.key;
    location / {{
      proxy_pass http://127.0.0.1:{upstream};
      proxy_cache pages;
      proxy_cache_valid any 1m;
      proxy_ignore_headers Cache-Control Expires;
      proxy_no_cache $is_private;
      add_header X-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where gunicorn and the servers of nginx listen."""

    upstream: int = field(default_factory=free_port)
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    through_socket: int = field(default_factory=free_port)
    cached: int = field(default_factory=free_port)


def nginx_or_give_up() -> str:
    """Give the path of nginx; without it the tests are left out, and fail in CI."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not found:
        (pytest.fail if IN_CI else pytest.skip)("nginx is not installed")
    return found


@contextmanager
def in_front(folder: Path, ports: Ports) -> Iterator[None]:
    """Run nginx with a certificate of its own until the end."""
    program = nginx_or_give_up()
    make_certificate(folder)
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    places = {name: getattr(ports, name) for name in Ports.__slots__}
    configuration.write_text(CONFIGURATION.format(folder=folder, user=user, **places))
    with subprocess.Popen(
        [program, "-e", str(folder / "error.log"), "-c", str(configuration)], stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until_open(ports.cached, process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def behind(folder: Path, ports: Ports, environment: dict[str, str], python: str, root: Path) -> Iterator[None]:
    """Run gunicorn on a port and on a socket, as the site configures it, until the end."""
    command = [python, "-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{ports.upstream}"]
    command += ["--bind", f"unix:{folder}/site.sock", "config.wsgi"]
    variables = {**environment, "WEB_CONCURRENCY": "1"}
    log = (folder / "site.log").open("wb")
    with log, subprocess.Popen(command, cwd=root, env=variables, stderr=log, stdout=log) as process:
        try:
            wait_until_open(ports.upstream, process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def make_certificate(folder: Path) -> None:
    names = ["-keyout", str(folder / "site.key"), "-out", str(folder / "site.pem"), "-subj", f"/CN={HOST}"]
    subprocess.run(
        [
            shutil.which("openssl") or "/usr/bin/openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            *names,
        ],
        check=True,
        capture_output=True,
    )


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"A server ended before it listened on {port}.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.1)
    raise RuntimeError(f"Nothing answers on port {port}.")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str
    cookies: SimpleCookie


class Browser:
    """Somebody with an address of this machine's own and cookies, which are sent over https alone.

    port: of the server that is asked; address: whose client this is, any of 127.0.0.0/8.
    """

    def __init__(self, port: int, address: str = "127.0.0.2", *, secure: bool = True):
        self.port, self.address, self.secure = port, address, secure
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        sent = {"Host": HOST, "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if self.secure and self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = self._connect()
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
            cookies = SimpleCookie()
            for line in response.headers.get_all("Set-Cookie", []):
                cookies.load(line)
            self.cookies |= {name: morsel.value for name, morsel in cookies.items()}
            return Answer(response.status, dict(response.headers), text, cookies)
        finally:
            connection.close()

    def _connect(self) -> HTTPConnection:
        source = (self.address, 0)
        if not self.secure:
            return HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=source)
        # The certificate was made a moment ago, by nobody known.
        context = ssl._create_unverified_context()  # noqa: S323
        return HTTPSConnection("127.0.0.1", self.port, timeout=60, source_address=source, context=context)

    def post(self, path: str, data: dict[str, str], **headers: str) -> Answer:
        """Send a form, as from the page that has it."""
        token = self.token_of(self.ask(path).body)
        body = urlencode({**data, "csrfmiddlewaretoken": token})
        sent = {"Content_Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}{path}", **headers}
        return self.ask(path, "POST", body, **sent)

    @staticmethod
    def token_of(page: str) -> str:
        return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

    def sign_in(self, name: str, password: str, **headers: str) -> int:
        """Sign in at the desk, and give the status of the answer: 302 for who is let in."""
        return self.post("/admin/login/", {"username": name, "password": password}, **headers).status
