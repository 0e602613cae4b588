"""What is asked of a site that runs: addresses, parameters, fields and bodies, each in order or spoiled.

python -m tests.torture.visits PORT NUMBER SEED, with the site's DATABASE_URL in the environment, prints the outcome.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, quote_from_bytes, urlencode

from tests.torture.strings import strings
from tests.torture.wire import Answer, Malformed, Silent, answers_of, check_content, exchange

LIMIT = 20.0
"""Seconds for an answer, on a machine that does other things too."""
AT_ONCE = 8
METHODS = ("GET",) * 8 + (
    "HEAD",
    "OPTIONS",
    "POST",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "CONNECT",
    "get",
    "ПУТЬ",
)
RIGHTLY = {501, 505}
"""Not implemented: the right answer to a coding or a version of HTTP that is none."""
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>(?:[^()]|\([^()]*\))*\)")
FORMS_OF = ("event", "utterance", "speaker", "tag", "place", "sitetext", "redirect", "report", "source", "act")
ACTS = (
    "change text share duplicate suggestions split join move insert speaker merge withdraw delete note expunge".split()
)
BRACKETED = '{}[]()<>"\\'


class Visits:
    """Requests by chance, for one seed; `one()` gives the next, as bytes, with its method and what it was."""

    def __init__(self, port: int, seed: int):
        from speeches.site.serving.kept import PARAMETERS

        self.port, self.chance = port, random.Random(seed)  # noqa: S311 - can be repeated.
        self.hostile = strings(400, seed)
        self.parameters = sorted(
            PARAMETERS | {"next", "_changelist_filters", "o", "p", "all", "term", "app_label", "url"}
        )
        self.templates = list(dict.fromkeys(templates()))
        self.values = known_values()
        self.sessions = [new_session() for _ in range(AT_ONCE)]
        self.forms = list(self.filled_forms())

    def one(self) -> tuple[str, bytes]:
        """Make a request: most are well-formed HTTP with odd contents, one in twenty is no HTTP at all."""
        draw = self.chance.random()
        if draw < 0.05:
            return "GET", self.noise()
        if draw < 0.25 and self.forms:
            return self.form()
        method = self.chance.choice(METHODS)
        body, kind = self.body() if method not in ("GET", "HEAD") else (b"", "")
        return method, self.request(method, self.target(), body, kind)

    def request(self, method: str, target: str, body: bytes, kind: str, more: tuple[str, ...] = ()) -> bytes:
        fields = [f"Host: {self.host()}", "Connection: close", *self.fields(), *more]
        if kind:
            fields.append(f"Content-Type: {kind}")
        if body or kind:
            fields.append(f"Content-Length: {len(body)}")
        self.chance.shuffle(fields)
        head = "\r\n".join([f"{method} {target} HTTP/1.{self.chance.choice('1110')}", *fields])
        return head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body

    def host(self) -> str:
        if self.chance.random() < 0.95:
            return "127.0.0.1"
        return self.chance.choice(("", "elsewhere.invalid", "127.0.0.1:99999", "[::1", "a b", self.plain()))

    def target(self) -> str:
        path = PARAMETER.sub(
            lambda found: self.value(found["name"] or found["named"]), self.chance.choice(self.templates)
        )
        if self.chance.random() < 0.15:
            path = self.spoiled(path)
        if self.chance.random() < 0.2:
            path = f"/en{path}"
        query = self.query() if self.chance.random() < 0.6 else ""
        # A target holds no space and no control character; anything else is left as it is.
        return re.sub(r"[\x00-\x20\x7f]", lambda found: quote(found[0]), path + query)

    def value(self, name: str) -> str:
        known = self.values.get(name)
        if known and self.chance.random() < 0.75:
            return quote(str(self.chance.choice(known)), safe="/")
        return self.junk()

    def query(self) -> str:
        pairs = [
            (self.chance.choice(self.parameters), self.asked()) for _ in range(self.chance.choice((1, 1, 2, 3, 12)))
        ]
        return "?" + "&".join(f"{name}={value}" for name, value in pairs)

    def asked(self) -> str:
        known = (
            *self.values["slug"],
            *self.values["word"],
            "2026-03-01",
            "1",
            "2",
            "ru",
            "en",
            "lines",
            "oldest",
            "0.5",
        )
        return quote(str(self.chance.choice(known))) if self.chance.random() < 0.4 else self.junk()

    def junk(self) -> str:
        """Give a value of an address that nobody means well."""
        chance = self.chance
        kinds = (
            lambda: quote(chance.choice(self.hostile[1:]), safe=chance.choice(("", "/<>\"'")), encoding="utf-8"),
            lambda: quote_from_bytes(chance.randbytes(chance.randint(1, 30))),
            lambda: chance.choice(
                ("%", "%0", "%zz", "%u0041", "%00", "%ff%fe", "%ed%a0%80", "%c0%ae%c0%ae%2f", "%f8%88")
            ),
            lambda: str(chance.choice((0, -1, 2**31, 2**63, 10**30, 10**400, 1.5, "1e9", "NaN", "٣", "²", "0x1"))),
            lambda: chance.choice(("0000-00-00", "9999-12-31", "2026-02-30", "10000-01-01", "1-1-1", "now", "2026-1")),
            lambda: quote("".join(chr(chance.randrange(1, 0xD800)) for _ in range(chance.randint(1, 12)))),
            lambda: (
                chance.choice(("a", "..", ".", "%2e%2e", "/", "%2f", "[]", "null", "true", "*"))
                * chance.choice((1, 3, 300))
            ),
            lambda: "",
        )
        return chance.choice(kinds)()

    def spoiled(self, text: str) -> str:
        letters = list(text)
        for _ in range(self.chance.choice((1, 2, 5))):
            place = self.chance.randint(1, len(letters))
            letters[place : place + self.chance.randint(0, 2)] = self.chance.choice(
                ("%", "/", ".", "é", "%00", "\\", "//", ";", "")
            )
        return "".join(letters)

    def fields(self) -> Iterator[str]:
        """Yield header fields, each there by chance."""
        chance, values = self.chance, (self.plain(), self.plain(), "*", "", "0", "W/", '"a", W/"b"')
        if chance.random() < 0.3:
            yield f"Cookie: {self.cookies()}"
        for name in SENT:
            if chance.random() < 0.08:
                yield f"{name}: {chance.choice((*values, *SENT[name]))}"
        if chance.random() < 0.02:
            yield from (f"X-Hit-{number}: {self.plain()}" for number in range(chance.choice((5, 90, 110))))

    def plain(self) -> str:
        """Give a hostile string that may stand in a field."""
        return re.sub(r"[\x00-\x1f\x7f]", "", self.chance.choice(self.hostile[1:]))

    def cookies(self) -> str:
        chance = self.chance
        session = chance.choice((chance.choice(self.sessions), chance.choice(self.sessions), self.plain(), ""))
        more = chance.choice(
            (f"messages={self.plain()}", "csrftoken=short", "language=en", f"{self.plain()}={self.plain()}", ";;=")
        )
        return f"sessionid={session}; {more}"

    def body(self) -> tuple[bytes, str]:
        """Give a body, and what it says it is."""
        chance = self.chance
        pairs = [
            (chance.choice(self.parameters), chance.choice(self.hostile)) for _ in range(chance.choice((1, 3, 30)))
        ]
        text = json.dumps(dict(pairs), ensure_ascii=chance.random() < 0.5)
        bodies = (
            (urlencode(pairs).encode(), "application/x-www-form-urlencoded"),
            (
                urlencode(pairs).encode() + b"&%ff=%zz&=&;",
                "application/x-www-form-urlencoded; charset=" + self.plain()[:20],
            ),
            (text.encode(), "application/json"),
            ((chance.choice(BRACKETED) * 2_000).encode(), "application/json"),
            (self.multipart(pairs), "multipart/form-data; boundary=b"),
            (self.multipart(pairs)[: chance.randint(1, 400)], "multipart/form-data; boundary=" + self.plain()[:20]),
            (
                chance.randbytes(chance.choice((0, 1, 3_000))),
                chance.choice(("text/plain", "", "a/b;;", "application/xml")),
            ),
        )
        return chance.choice(bodies)

    def multipart(self, pairs: list[tuple[str, str]]) -> bytes:
        parts = []
        for name, value in pairs:
            file = f'; filename="{self.plain()}"' if self.chance.random() < 0.3 else ""
            parts.append(f'--b\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n')
        return "".join([*parts, "--b--\r\n"]).encode("utf-8", "surrogatepass")

    def filled_forms(self) -> Iterator[tuple[str, dict[str, Any], str, str]]:
        """Yield forms of the desk as an editor has them open: address, fields, session, secret against forgery."""
        from tests.admin.rows import SentForm

        session = self.sessions[0]
        for path in ["/report/", *form_paths()]:
            asked = (
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: sessionid={session}\r\n\r\n"
            )
            (answer,) = answers_of(exchange(self.port, asked.encode(), limit=LIMIT), ["GET"])
            form = SentForm()
            form.feed(answer.body.decode())
            if answer.status == 200 and form.data:
                secret = answer.headers.get("set-cookie", "").partition("csrftoken=")[2].partition(";")[0]
                yield path, form.data, session, secret

    def form(self) -> tuple[str, bytes]:
        """Send one of the desk's forms with some of its fields spoiled."""
        path, data, session, secret = self.chance.choice(self.forms)
        sent = dict(data)
        for name in self.chance.sample(sorted(sent), min(len(sent), self.chance.choice((1, 2, 3, 8)))):
            if name != "csrfmiddlewaretoken":
                sent[name] = self.chance.choice(
                    ("", "0", "-1", "99999999999999999999", "2026-13-45", "on", "\0", *self.hostile[:60])
                )
        sent[self.chance.choice(("_save", "_continue", "_look", "_publish", "_propose", "_add", "post"))] = "1"
        body = urlencode(sent, doseq=True, errors="surrogatepass").encode()
        cookies = f"Cookie: sessionid={session}; csrftoken={secret}"
        kind = "Content-Type: application/x-www-form-urlencoded"
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", cookies, kind]
        return "POST", "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body

    def noise(self) -> bytes:
        """Give what is hardly HTTP."""
        chance, good = self.chance, self.request("GET", self.target(), b"", "")
        kinds = (
            lambda: chance.randbytes(chance.randint(1, 3_000)),
            lambda: good[: chance.randrange(1, len(good))],
            lambda: good.replace(b"\r\n", b"\n"),
            lambda: good.replace(b"HTTP/1.", chance.choice((b"HTTP/9.", b"HTCPCP/", b"http/1.", b""))),
            lambda: (
                good.replace(b"\r\nHost", b"\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nHost")
                + b"0\r\n\r\nGET"
            ),
            lambda: good.replace(b"\r\nHost", b"\r\nTransfer-Encoding: hit\r\nHost"),
            lambda: good.replace(b"\r\nHost", b"\r\nContent-Length: -1\r\nHost"),
            lambda: good.replace(b"\r\nHost", b"\r\nExpect: 100-continue\r\nContent-Length: 1\r\nHost"),
            lambda: good.replace(b"\r\nHost", b"\r\n folded\r\nHost"),
            lambda: b"GET /" + b"a" * chance.choice((4_000, 9_000, 70_000)) + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            lambda: b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
            lambda: bytes(chance.choice((byte, byte, byte, chance.randrange(256))) for byte in good),
        )
        return chance.choice(kinds)()


SENT = {
    "Accept": ("text/html", "application/json;q=x", "*/*", "image/png", "application/x-bibtex"),
    "Accept-Language": ("en", "ru", "xx-" * 300, "*;q=0", "en;q=9"),
    "Accept-Encoding": ("gzip", "identity;q=0", "br, *;q=0", "gzip;q=nan"),
    "If-None-Match": ('"a"', "*", 'W/"', '"' * 300),
    "If-Modified-Since": (
        "Thu, 99 Foo 2026 10:00:00 GMT",
        "Sun, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ),
    "If-Match": ('"a"',),
    "If-Range": ('"a"',),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1,2-2", "lines=1"),
    "Referer": ("http://127.0.0.1/", "javascript:hit()", "http://[", "//elsewhere.invalid"),
    "Origin": ("null", "https://elsewhere.invalid", "http://127.0.0.1"),
    "User-Agent": ("",),
    "X-Forwarded-For": ("1.2.3.4, ::1", "unknown", "1.2.3.4:99999", ",,,"),
    "X-Forwarded-Proto": ("https", "http, https"),
    "X-Forwarded-Host": ("elsewhere.invalid",),
    "X-Request-ID": ("a" * 300,),
    "X-CSRFToken": ("a",),
    "X-Requested-With": ("XMLHttpRequest",),
    "Authorization": ("Basic Og==", "Basic !", "Bearer"),
    "Date": ("yesterday",),
    "Upgrade": ("websocket", "h2c"),
    "Content-Encoding": ("gzip",),
    "Content-Language": ("en",),
}
"""Fields by their names, with values that they may have beside any rubbish."""


def templates() -> Iterator[str]:
    """Yield the path of every address of the site, with its parameters in angle brackets."""
    from django.urls import URLPattern, get_resolver

    def walk(patterns: list[Any], prefix: str) -> Iterator[str]:
        for each in patterns:
            part = str(each.pattern)
            path = prefix + part.removeprefix("^").removesuffix("$").replace("\\", "")
            if isinstance(each, URLPattern):
                yield path
            else:
                yield from walk(each.url_patterns, path)

    # Nobody stays signed in whom this signs out.
    yield from (path for path in walk(get_resolver().url_patterns, "/") if "logout" not in path)


def known_values() -> dict[str, list[Any]]:
    """Give what parameters of paths stand for in this archive."""
    from speeches.models import Event, Place, Speaker, Tag, Utterance

    events, turns = list(Event.objects.order_by("pk")[:40]), list(Utterance.objects.order_by("pk")[:60])
    named = [row for model in (Speaker, Tag, Place) for row in model.objects.order_by("pk")[:15]]
    days = [event.start_date for event in events if event.start_date]
    words = [word for turn in turns for word in turn.text.split()[:3]]
    keys = list(range(1, 12))
    return {
        "ref": [row.ref for row in (*events, *turns)],
        "key": [*(row.ref for row in (*events, *turns)), *(row.slug for row in named)],
        "slug": [row.slug for row in (*events, *named)],
        "year": [f"{day:%Y}" for day in days],
        "month": [f"{day:%m}" for day in days],
        "day": [f"{day:%d}" for day in days],
        "ending": ["txt", "json", "csv", "akn.xml", "tei.xml", "bib", "ris"],
        "number": keys,
        "object_id": keys,
        "content_type_id": keys,
        "section": ["events", "speakers", "pages"],
        "page": keys,
        "app_label": ["speeches", "auth"],
        "word": words,
    }


def form_paths() -> Iterator[str]:
    """Yield the forms of the desk: to add, to change and to act on the first rows of each model."""
    from django.apps import apps
    from django.urls import NoReverseMatch, reverse

    for model in FORMS_OF:
        rows = apps.get_model("speeches", model).objects.order_by("pk")[:2]
        for act, keys in [("add", []), *((act, [row.pk]) for act in ACTS for row in rows)]:
            try:
                yield reverse(f"admin:speeches_{model}_{act}", args=keys)
            except NoReverseMatch:
                continue
    yield reverse("admin:speeches_utterance_replace")
    yield reverse("admin:speeches_utterance_tags")
    yield reverse("admin:speeches_incoming_add")


def new_session() -> str:
    """Sign somebody in who may do everything, and give the session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    user, _ = get_user_model().objects.get_or_create(username="torturer", is_staff=True, is_superuser=True)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.create()
    return str(session.session_key)


def visit(port: int, number: int, seed: int) -> dict[str, Any]:
    """Send so many requests, and give the counts, the slowest, and the problems."""
    visits = Visits(port, seed)
    asked = [visits.one() for _ in range(number)]
    statuses: Counter[str] = Counter()
    problems: list[str] = []
    slowest = (0.0, "")

    def send(method: str, request: bytes) -> None:
        nonlocal slowest
        start = time.monotonic()
        try:
            answers = answers_of(exchange(port, request, limit=LIMIT), [method, "GET"])
            for answer in answers:
                statuses[str(answer.status)] += 1
                judge(answer)
            statuses["none"] += not answers
        except (Malformed, Silent) as problem:
            problems.append(f"{problem}: {request[:600]!r}")
        slowest = max(slowest, (time.monotonic() - start, repr(request[:120])))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each: send(*each), asked))
    return {
        "requests": number,
        "statuses": statuses,
        "forms": len(visits.forms),
        "slowest": slowest,
        "problems": problems,
    }


def judge(answer: Answer) -> None:
    if answer.status >= 500 and answer.status not in RIGHTLY:
        raise Malformed(f"status {answer.status}")
    check_content(answer)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(visit(*map(int, sys.argv[1:4]))))
