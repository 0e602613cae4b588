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


def main() -> None:
    """Print the number of turns, and for each kind its addresses."""
    import django

    django.setup()
    from speeches.models import Utterance

    turns = Utterance.objects.published()
    kinds = {**dict(plain()), **searches(turns)}
    sys.stdout.write(json.dumps({"turns": turns.count(), "kinds": kinds}) + "\n")


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


def addresses(rows: Any) -> list[str]:
    return [row.get_absolute_url() for row in rows[:A_KIND]]


if __name__ == "__main__":
    main()
