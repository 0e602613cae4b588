"""Ask an archive for every public address, and print as JSON what it answers: python -m tests.keeping.pages MOST.

Without a server: the whole stack answers, from the first middleware to the last.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

UNLIKE = re.compile(rb'name="(csrfmiddlewaretoken|opened)" value="[^"]*"|name="opened"[^>]*')
"""What a form has of its own each time: against forgery, and when it was opened."""

LEFT_OUT = {"ETag", "Set-Cookie", "Expires", "X-Request-ID"}
"""ETag has the site's version, which a restored archive raises so that no browser takes an old page for a present one.
A cookie is made for each form; Expires is the time of the question where nothing may be kept; each question has a name
of its own."""


def answers(most: int, bodies: Path | None = None) -> dict[str, list[object]]:
    """Give status, headers and a digest of the body for every address."""
    from django.conf import settings
    from django.test import override_settings

    # Static files as they lie in the checkout, pages made anew, and a program may ask as often as it likes.
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.PLAIN_STATIC}}
    with override_settings(STORAGES=storages, KEEPS_PAGES=False, API_BURST=1_000_000):
        return dict(_answers(most, bodies))


def _answers(most: int, bodies: Path | None) -> Iterator[tuple[str, list[object]]]:
    from django.test import Client
    from django.utils import translation

    from tests.keeping.addresses import public_addresses

    client = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1:8000")
    with translation.override("ru"):
        addresses = list(dict.fromkeys(public_addresses(most)))
    for number, address in enumerate(addresses):
        client.cookies.clear()
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = sorted(
            (name, _ordered(name, told)) for name, told in response.headers.items() if name not in LEFT_OUT
        )
        body = UNLIKE.sub(b"", body)
        if bodies:
            (bodies / f"{number:05}").write_bytes(address.encode() + b"\n" + body)
        yield address, [response.status_code, headers, hashlib.sha256(body).hexdigest()]


def _ordered(name: str, told: str) -> str:
    """Give the parts of a policy in order: each process writes them in another one."""
    return "; ".join(sorted(told.split("; "))) if name.startswith("Content-Security-Policy") else told


if __name__ == "__main__":
    import django

    django.setup()
    logging.disable(logging.WARNING)
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    sys.stdout.write(json.dumps(answers(int(sys.argv[1]), folder)))
