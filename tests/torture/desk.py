"""Many editors at a desk over HTTP: each at a turn of their own, then all at one turn at once.

python -m tests.torture.desk PORT EDITORS ROUNDS, with the site's DATABASE_URL in the environment, prints the outcome.
"""

from __future__ import annotations

import itertools
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

from tests.torture.serving import HOST

PASSWORD = "a quiet reading room"
PATIENCE = 300.0
WORDS = "Слово раз два три."
ADDRESSES = itertools.count()
ACCEPTED, REFUSED = "accepted", "refused"


class Editor:
    """Somebody with a browser at an address of their own, signed in once."""

    def __init__(self, port: int, name: str):
        self.name, self.cookies = name, {}
        # From one address not that many may sign in at once.
        address = f"127.0.1.{next(ADDRESSES) % 250 + 2}"
        self.connection = HTTPConnection(HOST, port, timeout=PATIENCE, source_address=(address, 0))

    def sign_in(self) -> Editor:
        page = "/admin/login/"
        self.ask("GET", page)
        self.data = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        status, _ = self.send(page, {"username": self.name, "password": PASSWORD, "next": "/admin/"})
        if status != 302 or "sessionid" not in self.cookies:
            raise RuntimeError(f"{self.name} is not signed in: {status}")
        return self

    def open(self, address: str) -> Editor:
        """Open a form; what it carries is what its editor has seen."""
        self.data = self.form(address)
        if "text" not in self.data:
            raise RuntimeError(f"{self.name} got no form of {address}")
        return self

    def save(self, address: str, text: str) -> str:
        """Save the form that is open with another text, and tell what became of it."""
        status, page = self.send(address, {"text": text, "nature": "slip", "_save": "1"})
        if status == 302:
            return ACCEPTED
        if status == 200 and text in page and "errorlist" in page:
            return REFUSED
        raise RuntimeError(f"{self.name} at {address}: status {status}: {page[:300]}")

    def form(self, address: str) -> dict[str, Any]:
        from tests.admin.rows import SentForm

        _, page = self.ask("GET", address)
        form = SentForm()
        form.feed(page)
        return form.data

    def send(self, address: str, typed: dict[str, str]) -> tuple[int, str]:
        return self.ask("POST", address, urlencode({**self.data, **typed}, doseq=True))

    def ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        """Ask as a browser does: with cookies, and on a new connection where the former is closed before an answer."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if method == "POST":
            self.connection.close()  # Sent once only: a save that is sent again is another save.
        try:
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
        except (HTTPException, OSError):
            if method == "POST":
                raise
            self.connection.close()
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        page = answer.read().decode()
        if answer.status >= 500:
            raise RuntimeError(f"{method} {address}: status {answer.status}")
        return answer.status, page


def prepared(editors: int) -> tuple[list[str], list[Any]]:
    """Make the accounts, and a public event with a turn for each of them and one for all; give names and turns."""
    import datetime

    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from tests.admin.rows import make_event, make_turns

    model, encoded = get_user_model(), make_password(PASSWORD)
    names = [f"editor{number}" for number in range(editors)]
    users = model.objects.bulk_create(model(username=name, password=encoded, is_staff=True) for name in names)
    Group.objects.get(name="Publishers").user_set.set(users)
    day = datetime.date(2026, 3, 1)
    event = make_event(title="Встреча", start_date=day, status="published", published_at=timezone.now())
    return names, make_turns(event, editors + 1, text=WORDS)


def work(port: int, editors: int, rounds: int) -> dict[str, Any]:
    """Let them edit, and give the counts and what is wrong."""
    from django.urls import reverse

    names, (shared, *own) = prepared(editors)
    addresses = {turn.pk: reverse("admin:speeches_utterance_change", args=[turn.pk]) for turn in (shared, *own)}
    problems: list[str] = []
    texts: dict[int, list[str]] = {turn.pk: [] for turn in (shared, *own)}
    with ThreadPoolExecutor(editors) as pool:
        people = list(pool.map(lambda name: Editor(port, name).sign_in(), names))
        for number in range(rounds):

            def edit(each: tuple[Editor, Any], number: int = number) -> str:
                editor, turn = each
                said = f"{WORDS} {editor.name} {number}."
                became = editor.open(addresses[turn.pk]).save(addresses[turn.pk], said)
                if became == ACCEPTED:
                    texts[turn.pk].append(said)
                return became

            refused = list(pool.map(edit, zip(people, own, strict=True))).count(REFUSED)
            if refused:
                problems.append(f"round {number}: {refused} edits of different turns were refused")
        for number in range(rounds):
            # All have opened the form before the first saves.
            list(pool.map(lambda editor: editor.open(addresses[shared.pk]), people))
            # No two have a word in common, for then both could be kept.
            said = [f"{name}в{number}" for name in names]
            became = list(
                pool.map(lambda each: each[0].save(addresses[shared.pk], each[1]), zip(people, said, strict=True))
            )
            if became.count(ACCEPTED) != 1:
                problems.append(
                    f"round {number}: {became.count(ACCEPTED)} of {editors} edits of one turn were accepted"
                )
            texts[shared.pk] += [text for text, what in zip(said, became, strict=True) if what == ACCEPTED]
    accepted = sum(map(len, texts.values()))
    return {"accepted": accepted, "refused": 2 * rounds * editors - accepted, "problems": problems + lost(texts)}


def lost(texts: dict[int, list[str]]) -> list[str]:
    """Compare what was accepted, turn by turn and in order, with what is stored and what history tells."""
    from speeches.models import Event, Utterance

    problems = []
    for pk, accepted in texts.items():
        turn = Utterance.objects.get(pk=pk)
        told = list(turn.history.order_by("history_date", "history_id").values_list("text", flat=True))
        # The first is the text as it was before anybody changed it.
        if told != [WORDS, *accepted]:
            problems.append(
                f"turn {pk}: accepted were {len(accepted)} edits, history tells {told[-3:]} ({len(told)} in all)"
            )
        if turn.text != (accepted or [WORDS])[-1]:
            problems.append(f"turn {pk} is {turn.text!r}, and last accepted was {accepted[-1:]}")
    event = Event.objects.get(utterances=next(iter(texts)))
    if event.version != 1 + sum(map(len, texts.values())):
        problems.append(f"the event has version {event.version} after {sum(map(len, texts.values()))} edits")
    return problems


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(work(*map(int, sys.argv[1:4]))))
