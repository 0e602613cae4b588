"""Which pages the benchmark asks for; run in a process of its own, with the database in the environment."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.searching import A_KIND, searches

A_LIST = 25
"""How many events a page of the list has."""
DEEP = 400
"""Which page of the list is called deep, where there are as many."""


LONG_ONES = 10
"""How many long transcripts are asked for: more than readers have open at a time."""
A_FEW = 10

DESK = "form of an event"
"""The kind that is asked for with an editor's cookies."""


def main() -> None:
    """Print the number of turns, for each kind its addresses, and the cookies of an editor.

    kinds: what readers ask for; others: what programs and editors do.
    """
    import django

    django.setup()
    from speeches.models import Utterance

    turns = Utterance.objects.published()
    kinds, others = {**dict(plain()), **searches(turns)}, dict(for_others())
    told = {"turns": turns.count(), "kinds": kinds, "others": others, "editor": editor()}
    sys.stdout.write(json.dumps(told) + "\n")


def plain() -> Iterator[tuple[str, list[str]]]:
    """Yield the pages that are no searches, of each kind several where there are several."""
    from speeches.models import Event, Place, Speaker, Tag

    events = Event.objects.published()
    yield "home", ["/"]
    short = events.filter(turn_count__range=(23, 27)).order_by("pk")
    yield "event of 25", addresses(short)
    yield "event of 1,000", addresses(events.filter(turn_count__gte=900).order_by("pk"))[:LONG_ONES]
    yield "list", ["/events/"]
    yield "list, deep", [f"/events/?page={min(DEEP, events.count() // A_LIST)}"]
    yield "speaker", addresses(Speaker.objects.public().order_by("-utterance_count"))
    yield "tag", addresses(Tag.objects.public().order_by("-event_count"))
    yield "place", addresses(Place.objects.public().order_by("-event_count"))
    yield "year", [f"/events/{day.year}/" for day in events.exclude(start_date=None).dates("start_date", "year")]
    yield "feed", ["/feeds/events.atom"]


def for_others() -> Iterator[tuple[str, list[str]]]:
    """Yield what programs ask for, of whom one address may not ask without end, and what only an editor is shown."""
    from django.urls import reverse

    from speeches.models import Event

    events = Event.objects.published().filter(turn_count__range=(23, 27)).order_by("pk")[:A_FEW]
    yield "API list", ["/api/v1/events/", "/api/v1/utterances/"]
    yield DESK, [reverse("admin:speeches_event_change", args=[event.pk]) for event in events]


def editor() -> str:
    """Sign in an account that nobody knows a password of, and give its cookies."""
    from django.contrib.auth.models import User
    from django.test import Client

    user, _ = User.objects.get_or_create(username="benchmark", defaults={"is_staff": True, "is_superuser": True})
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())


def addresses(rows: Any) -> list[str]:
    return [row.get_absolute_url() for row in rows[:A_KIND]]


if __name__ == "__main__":
    main()
