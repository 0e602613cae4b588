"""Who comes to the nodes over HTTP: an editor who acts, and readers who never stop."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from .servers import until

TIMEOUT_SECONDS = 20


def get(address: str, opener: OpenerDirector | None = None) -> tuple[int, str]:
    """Ask for a page, and give its status and its text."""
    try:
        with (opener or build_opener()).open(address, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def ready(address: str) -> dict[str, str]:
    """Give what a node says of each thing it looks at: ok, warn or fail."""
    return {name: told["status"] for name, told in json.loads(get(f"{address}/readyz")[1])["checks"].items()}


class Editor:
    """Somebody at the desk of one node; a session holds on all of them."""

    def __init__(self, site: str):
        self.site = site
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def see(self, path: str, site: str = "") -> str:
        status, text = get((site or self.site) + path, self.opener)
        assert status == 200, (path, status)
        return text

    def send(self, path: str, **fields: object) -> str:
        token = next(each.value for each in self.cookies if each.name == "csrftoken")
        data = urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True).encode()
        with self.opener.open(Request(self.site + path, data), timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return answer.read().decode()

    def sign_in(self, name: str, password: str) -> None:
        self.see("/admin/login/")
        self.send("/admin/login/", username=name, password=password, next="/admin/")
        assert any(each.name == "sessionid" for each in self.cookies)

    def act(self, action: str, event: int, **fields: str) -> None:
        self.send("/admin/speeches/event/", action=action, _selected_action=[event], **fields)

    def correct(self, ref: str, text: str) -> None:
        """Give a published turn other words where it is read."""
        path = f"/u/{ref}/edit/"
        page = self.see(path)
        since = re.search(r'<input type="hidden" name="since" value="([^"]*)"', page)
        assert since, page
        self.send(path, text=text, since=since[1], nature="correction", reason="Misheard.", _save="1")


class Readers:
    """Some threads that ask for pages, one after the other, half of them made anew each time."""

    def __init__(self, site: str, paths: list[str], number: int = 3):
        self.site, self.paths = site, paths
        self.statuses: Counter[int | str] = Counter()
        self.refused: list[str] = []
        self._lock, self._stop, self._count = threading.Lock(), threading.Event(), count()
        self.threads = [threading.Thread(target=self._read, daemon=True) for _ in range(number)]

    def __enter__(self) -> Readers:
        for each in self.threads:
            each.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stop.set()
        for each in self.threads:
            each.join()

    def _read(self) -> None:
        while not self._stop.is_set():
            number = next(self._count)
            path = self.paths[number // 2 % len(self.paths)]
            path += f"{'&' if '?' in path else '?'}unknown={number}" * (number % 2)
            try:
                status: int | str = get(self.site + path)[0]
            except (OSError, HTTPException) as error:
                status = type(error).__name__
            with self._lock:
                self.statuses[status] += 1
                if status != 200:
                    self.refused.append(f"{path}: {status}")

    def go_on(self, number: int = 30) -> None:
        """Wait until so many more pages were read."""
        goal = self.statuses.total() + number
        until(lambda: self.statuses.total() >= goal, f"read {number} more pages")
