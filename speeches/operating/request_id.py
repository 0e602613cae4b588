"""The name of a request: it stands in every line of the log, in the answer, and on the page that tells of an error."""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar
from urllib.parse import quote

from ..site.serving.clients import address_of, is_trusted

HEADER = "X-Request-ID"
VARIABLE = "HTTP_X_REQUEST_ID"
"""The same among what a request brings: asked for as a header, all of them would be read."""
IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{8,64}")

SECRETS = ("token", "uidb64")
"""What parts of addresses are called that let in whoever knows them."""
LONGEST_PATH = 500

current: ContextVar[str] = ContextVar("request_id", default="-")


def identify(request) -> str:
    """Give the name that the proxy has given to a request, where it is one that can stand in a log; else make one."""
    named = request.META.get(VARIABLE, "")
    if IDENTIFIER.fullmatch(named) and is_trusted(address_of(request.META.get("REMOTE_ADDR", ""))):
        return named
    return secrets.token_hex(8)


def shown_path(request) -> str:
    """Give the path as the log may have it: in ASCII without spaces, without the query and what is secret in it."""
    path = request.path
    match = request.resolver_match
    for name in SECRETS:
        if match and (secret := match.kwargs.get(name)):
            path = path.replace(secret, "***")
    # A lone surrogate has no bytes of its own.
    told = quote(path.encode("utf-8", "replace"), safe="/*:@!$&'()+,;=~")
    return told if len(told) <= LONGEST_PATH else f"{told[:LONGEST_PATH]}..."


class RequestFilter(logging.Filter):
    """Give every record the name of its request, and take out of Django's own records what is secret in the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        request = getattr(record, "request", None)
        # Django's records end with the path of the request, and have nothing else of it.
        if record.name.startswith("django.") and hasattr(request, "resolver_match") and record.args:
            record.args = (*record.args[:-1], shown_path(request)) if isinstance(record.args, tuple) else record.args
        return True
