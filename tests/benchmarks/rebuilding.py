"""How fast the word index is made anew, against the engine's own full-text index of the same words in the same run.

python -m tests.benchmarks.rebuilding [EVENTS]: makes an archive on each engine; BENCH_DATABASES names databases that
are there instead ("sqlite:///… postgres://…").
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from time import perf_counter

from tests.benchmarks.running import run
from tests.engine import ENGINES
from tests.scratch import scratch

EVENTS, FULL = 300, 7_200
"""Events with about 10,500 and 250,000 turns."""

BARE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE bare_words USING fts5(words, content='')",
        "INSERT INTO bare_words (rowid, words) SELECT id, lemmas || ' ' || terms FROM speeches_utterance",
    ),
    "postgresql": (
        """CREATE TABLE bare_words AS SELECT id, array_to_tsvector(
            array_remove(string_to_array(lemmas || ' ' || terms, ' '), '')) words FROM speeches_utterance""",
        "CREATE INDEX ON bare_words USING gin (words)",
    ),
}
"""What finds turns by the same words and nothing else: by no name, tag or day, and in no order."""


def measure() -> dict[str, float]:
    """Give the number of turns and seconds: of the bare index, of analysing, of filling, and of doing all anew."""
    from django.db import connection

    from speeches.models import Utterance
    from speeches.search import rebuilding
    from tests.benchmarks.bare import unshared_lemmas

    def bare() -> None:
        with connection.cursor() as cursor:
            for statement in BARE[connection.vendor]:
                cursor.execute(statement)

    def analyse() -> None:
        for texts in Utterance.objects.values_list("heading", "text").iterator():
            for text in filter(None, texts):
                lemmatize(text)

    def everything() -> None:
        rebuilding.rebuild_words(everything=True)
        rebuilding.refill_index()

    # They are for those who write meanwhile, and nobody does.
    rebuilding.PAUSES_SECONDS.update(dict.fromkeys(rebuilding.PAUSES_SECONDS, 0.0))
    lemmatize = unshared_lemmas().lemmatize
    parts = {"bare": bare, "lemmas": analyse, "filling": rebuilding.refill_index, "everything": everything}
    try:
        found = {name: seconds_of(part) for name, part in parts.items()}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bare_words")
    return {"turns": Utterance.objects.count(), **found}


def seconds_of(part: Callable[[], object]) -> float:
    start = perf_counter()
    part()
    return perf_counter() - start


def report(events: int = EVENTS) -> None:
    """Print a table for each engine."""
    if urls := os.environ.get("BENCH_DATABASES", "").split():
        for url in urls:
            tell(
                url.partition(":")[0],
                child(os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}),
            )
        return
    for engine in ENGINES:
        with scratch(engine) as place:
            place.migrated("rebuilt")
            place.manage("rebuilt", "make_archive", str(events), "--verbosity", "0").check_returncode()
            tell(engine, child(place.environment("rebuilt")))
            place.drop("rebuilt")


def child(environment: dict[str, str]) -> dict[str, float]:
    found: dict[str, float] = json.loads(
        run(environment, "-m", "tests.benchmarks.rebuilding", "--one").splitlines()[-1]
    )
    return found


def tell(engine: str, found: dict[str, float]) -> None:
    bare, lemmas = found["bare"], found["lemmas"]
    title = f"index made anew, {engine}, {found['turns']:,} turns"
    sys.stdout.write(f"{title:<44}{'turns/s':>10}{'of bare':>10}\n")
    for name, ours, same in (
        ("filled from the words", found["filling"], bare),
        ("texts analysed, and filled", found["everything"], bare + lemmas),
    ):
        sys.stdout.write(f"  {name:<42}{found['turns'] / ours:>10,.0f}{same / ours:>10.2f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        import django

        django.setup()
        sys.stdout.write(json.dumps(measure()) + "\n")
    else:
        report(int(sys.argv[1]) if sys.argv[1:] else EVENTS)
