"""Telling a cache before the site that what it holds is old: one POST to PURGE_URL for what has changed in a second.

Every page changes its tag with the site's version, so that there is nothing to choose: all of it is old. The editor
whose act it was waits for nothing and hears of no failure; the log and /readyz do.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from .service import Service

service = Service("The cache before the site")

TRIES, TIMEOUT_SECONDS = 4, 5
GRACE_SECONDS = 0.2


class _Wanted:
    """Up to which version the cache is to be told; and whether a thread of this process is about to."""

    version = 0
    is_on_the_way = False
    lock = threading.Lock()


def tell(version: int, *, after: float) -> None:
    """Tell the cache of this version, in a thread of its own. after: seconds in which nodes still answer with the last.

    Told earlier, it would fetch an old page from one of them and hold that.
    """
    with _Wanted.lock:
        _Wanted.version = version
        if not _Wanted.is_on_the_way:
            _Wanted.is_on_the_way = True
            # No daemon: a command that ends waits until it is told.
            threading.Thread(target=_tell_all, args=(after + GRACE_SECONDS,), name="purge").start()


def what_is_wrong() -> str:
    """Tell whoever watches the site; "" where all is well."""
    return "The cache before the site could not be told of a change. The reason stands in the log." * service.is_down


def _tell_all(pause: float) -> None:
    is_last = False
    while not is_last:
        time.sleep(pause)
        version = _Wanted.version
        _tell_patiently(version)
        with _Wanted.lock:
            is_last = _Wanted.version == version
            _Wanted.is_on_the_way = not is_last


def _tell_patiently(version: int) -> None:
    for trial in range(TRIES):
        try:
            _post(urlsplit(settings.PURGE_URL), {"site": settings.SITE_URL, "version": version})
        except (OSError, HTTPException) as error:
            service.failed(error)
            time.sleep(2**trial if trial < TRIES - 1 else 0)
        else:
            service.answered()
            return


def _post(url: SplitResult, told: dict[str, str | int]) -> None:
    """Send it. OSError where the answer is no success: a redirect would lead a password who knows where."""
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.hostname, url.port, timeout=TIMEOUT_SECONDS)
    headers = {"Content-Type": "application/json"}
    if url.username:
        pair = f"{unquote(url.username)}:{unquote(url.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    try:
        connection.request("POST", f"{url.path or '/'}?{url.query}".rstrip("?"), json.dumps(told), headers)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise OSError(f"it answered {answer.status} {answer.reason}")
