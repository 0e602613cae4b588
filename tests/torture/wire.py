"""HTTP as bytes: send any request over a socket of its own, and hold the answer to the rules of RFC 9112."""

from __future__ import annotations

import gzip
import json
import random
import re
import socket
import time
from dataclasses import dataclass

from lxml import etree

from tests.torture.serving import HOST

STATUS = re.compile(rb"HTTP/1\.[01] (?P<status>[1-5][0-9]{2}) [^\r\n]*\Z")
FIELD = re.compile(rb"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?P<value>[\t -~\x80-\xff]*)\Z")
WITHOUT_BODY = {204, 304}
CHUNK = re.compile(rb"([0-9A-Fa-f]+)[^\r\n]*\r\n")


class Malformed(ValueError):
    """An answer that breaks the rules."""


class Silent(Exception):
    """No answer, or none to its end, within the limit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """headers: by their names in lower case, of several of one name the last."""

    status: int
    headers: dict[str, str]
    body: bytes


def exchange(port: int, request: bytes, *, limit: float) -> bytes:
    """Send a request from an address that nobody counts, and give all that comes back. Raises Silent."""
    # Every address of 127.0.0.0/8 is this machine, and the doors for programs count by address.
    address = f"127.{random.randrange(1, 255)}.{random.randrange(1, 255)}.{random.randrange(1, 255)}"  # noqa: S311
    deadline = time.monotonic() + limit
    pieces = []
    try:
        with socket.create_connection((HOST, port), timeout=limit, source_address=(address, 0)) as line:
            try:
                line.sendall(request)
                line.shutdown(socket.SHUT_WR)
            except (BrokenPipeError, ConnectionResetError):
                pass  # It may have answered without reading all.
            while piece := line.recv(65_536):
                pieces.append(piece)
                line.settimeout(max(0.01, deadline - time.monotonic()))
    except ConnectionResetError:
        pass
    except TimeoutError:
        raise Silent(f"no end after {limit} s, {sum(map(len, pieces))} bytes so far") from None
    return b"".join(pieces)


def answers_of(received: bytes, methods: list[str]) -> list[Answer]:
    """Take apart what came back. methods: of the requests, for HEAD has no body. Raises Malformed."""
    answers = []
    while received:
        method = methods[len(answers)] if len(answers) < len(methods) else "GET"
        answer, received = _first(received, method)
        answers.append(answer)
    return answers


def _first(received: bytes, method: str) -> tuple[Answer, bytes]:
    head, end, rest = received.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    status = STATUS.match(first)
    if not end or not status:
        raise Malformed(f"the head {head[:200]!r}")
    headers = {}
    for line in lines:
        field = FIELD.match(line)
        if not field:
            raise Malformed(f"the field {line[:200]!r}")
        headers[field["name"].decode().lower()] = field["value"].decode("latin-1")
    number = int(status["status"])
    # Where gunicorn could not read the request's head, it does not know of HEAD either, and sends its page.
    if (method == "HEAD" and not (number >= 400 and rest)) or number in WITHOUT_BODY or number < 200:
        return Answer(number, headers, b""), rest
    body, rest = _body(headers, rest)
    return Answer(number, headers, body), rest


def _body(headers: dict[str, str], rest: bytes) -> tuple[bytes, bytes]:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return _chunks(rest)
    if "content-length" not in headers:
        return rest, b""
    length = int(headers["content-length"])
    if len(rest) < length:
        raise Malformed(f"{len(rest)} bytes of {length}")
    return rest[:length], rest[length:]


def _chunks(rest: bytes) -> tuple[bytes, bytes]:
    pieces = []
    while size := CHUNK.match(rest):
        number = int(size[1], 16)
        piece, end, rest = rest[size.end() :][:number], rest[size.end() + number :][:2], rest[size.end() + number + 2 :]
        if len(piece) < number or end != b"\r\n":
            raise Malformed("a chunk that is cut off")
        if not number:
            return b"".join(pieces), rest
        pieces.append(piece)
    raise Malformed("chunks without an end")


def check_content(answer: Answer) -> None:
    """Hold a whole body to what its type promises. Raises Malformed."""
    body, kind = answer.body, answer.headers.get("content-type", "")
    if not body or answer.status == 206:
        return
    try:
        if answer.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if kind.startswith(("text/html", "text/plain", "text/csv")) and "charset=utf-8" in kind:
            body.decode("utf-8")
        elif "json" in kind:
            json.loads(body)
        elif "xml" in kind:
            etree.fromstring(body, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except (ValueError, OSError, EOFError, etree.XMLSyntaxError) as error:
        raise Malformed(f"{kind}: {type(error).__name__}: {str(error)[:200]}") from error
    if not kind:
        raise Malformed("a body without a type")
