"""Look at an archive from a process of its own, and print as JSON what is in it and what is wrong with it.

python -m tests.torture.state EXPECTED.json [DUMP], with DATABASE_URL in the environment; the file says what each text
gives: {"name": [["label", "text"], …], …}. DUMP is a file for the lines by which two archives are compared.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.torture.dump import lines

Expected = dict[str, list[list[str]]]


def look(expected: Expected) -> dict[str, Any]:
    """Give the numbers of events and turns, what the last run says of itself, and the problems."""
    from speeches.models import Event, Import, Source, Utterance

    wait_for_the_dead()
    last = Import.objects.order_by("pk").last()
    return {
        "events": Event.objects.count(),
        "turns": Utterance.objects.count(),
        "expected": Source.objects.filter(name__in=expected).count(),
        "last_run": {"created": last.created, "unchanged": last.unchanged} if last else None,
        "problems": [*wrong_events(expected), *wrong_counts(), *wrong_runs(), *wrong_tables()],
    }


def wait_for_the_dead() -> None:
    """Wait until the server has noticed that the processes killed are gone."""
    from django.db import connection

    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def wrong_events(expected: Expected) -> Iterator[str]:
    """Each event has one source, that source's turns, and its entry in the public log; no source came in twice."""
    from speeches.models import Change, Event, Source

    names = Counter(Source.objects.values_list("name", flat=True))
    yield from (f"{name} came in {count} times" for name, count in names.items() if count > 1)
    for event in Event.objects.prefetch_related("sources", "utterances"):
        sources, turns = event.sources.all(), sorted(event.utterances.all(), key=lambda turn: turn.position)
        if len(sources) != 1:
            yield f"{event} has {len(sources)} sources"
            continue
        name = sources[0].name
        if name in expected and [[turn.attribution_text, turn.text] for turn in turns] != expected[name]:
            yield f"{name} has other turns than its text"
        if (event.turn_count, event.word_count) != (len(turns), sum(turn.word_count for turn in turns)):
            yield f"{name} has wrong counts"
        if event.is_published and not Change.objects.filter(event=event, kind="added").exists():
            yield f"{name} is public and not in the log"
    for orphan in (Source.objects.filter(event=None), Event.objects.filter(sources=None)):
        yield from (f"{row} stands alone" for row in orphan)


def wrong_counts() -> Iterator[str]:
    """The public counts of speakers and places are those of the published events."""
    from speeches.models import Place, Speaker
    from speeches.models.revision import recount_everything

    def counts() -> list[tuple[Any, ...]]:
        speakers = Speaker.objects.order_by("pk").values_list("pk", "utterance_count", "event_count")
        return [*speakers, *Place.objects.order_by("pk").values_list("pk", "event_count")]

    stored = counts()
    recount_everything()
    if counts() != stored:
        yield "counts of speakers or places are not what they would be counted anew"


def wrong_runs() -> Iterator[str]:
    """A run says as much as it did."""
    from speeches.models import Import

    for run in Import.objects.exclude(finished_at=None):
        if run.created != run.sources.count():
            yield f"the run of {run} says that it created {run.created}, and has {run.sources.count()} sources"
    yield from (
        f"{count} runs are not finished" for count in [Import.objects.filter(finished_at=None).count()] if count > 1
    )


def wrong_tables() -> Iterator[str]:
    """The database is whole, and its indexes of words are in step with the rows."""
    from django.db import connection, utils

    from speeches.search.engines import engine_of

    try:
        engine_of("default").check(connection)
    except (ValueError, utils.DatabaseError) as error:
        yield f"the index of turns: {error}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (line for (line,) in cursor.fetchall() if line != "ok")
            cursor.execute("PRAGMA foreign_key_check")
            yield from (f"dangling reference: {row}" for row in cursor.fetchall())
            yield from _wrong_names(cursor)


def _wrong_names(cursor: Any) -> Iterator[str]:
    """Compare the index of titles and names with their tables; PostgreSQL keeps its own in step."""
    from django.db import utils

    from speeches.search.columns import INDEXED
    from speeches.search.columns.sqlite import index_of

    for index in (index_of(model._meta.db_table) for model in INDEXED):
        try:
            # The 1 asks to compare with the rows too.
            cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except utils.DatabaseError as error:
            yield f"{index}: {error}"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(look(json.loads(Path(sys.argv[1]).read_text()))))
    if sys.argv[2:]:
        Path(sys.argv[2]).write_text("\n".join(lines()))
