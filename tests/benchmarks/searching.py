"""What a page of results costs, as a multiple of a bare Django view that returns the same bytes.

python -m tests.benchmarks.searching [EVENTS] fills a database of each engine with synthetic events (7,150 of them have
250,000 turns); SEARCH_DATABASES names databases to use instead, one URL an engine, separated by spaces. Queries are of
the archive's own words, by how many turns have them; each kind has many, so that no cache of one answer helps.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlsplit

from tests.benchmarks.serving import Cost, serving
from tests.engine import ENGINES
from tests.scratch import ROOT, scratch

EVENTS, FULL = 500, 7_150
ROUNDS, FLOOR_ROUNDS = 3, 15
"""A bare view costs so little that it takes many to measure: the kernel counts in hundredths of a second."""
A_KIND = 40
SAMPLE = 4_000
"""Turns from which words are taken."""

SHARES = {"common": (0.10, 0.5), "rare": (0.0005, 0.004)}
"""In which share of the turns of its language a word stands."""


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    report(measured(events))


def measured(events: int) -> Iterator[dict[str, Any]]:
    given = os.environ.get("SEARCH_DATABASES", "").split()
    for url in given:
        with TemporaryDirectory(prefix="rostrum-bench-") as folder:
            yield measure(os.environ | {"DATABASE_URL": url, "DATA_DIR": folder}, folder)
    for engine in () if given else ENGINES:
        with scratch(engine) as place:
            place.migrated("searched")
            place.manage("searched", "make_archive", str(events)).check_returncode()
            yield measure(place.environment("searched"), str(place.folder))


def measure(environment: dict[str, str], folder: str) -> dict[str, Any]:
    """Measure one database: each kind of page, then the same bytes from a bare view."""
    environment = environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "no"}
    run(environment, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    asked = json.loads(run(environment, "-m", "tests.benchmarks.searching", "--queries"))
    pages = Path(folder) / "pages"
    pages.mkdir(exist_ok=True)
    costs: dict[str, Cost] = {}
    with serving("config.wsgi", environment, postmasters(environment["DATABASE_URL"])) as server:
        for kind, paths in asked["paths"].items():
            costs[kind] = server.cost(paths, ROUNDS)
            (pages / kind.replace(" ", "-")).write_bytes(server.get(paths[0]))
    floor = {}
    with serving("tests.benchmarks.floor", {**os.environ, "FLOOR_PAGES": str(pages)}) as server:
        for kind in costs:
            floor[kind] = server.cost([f"/{kind.replace(' ', '-')}"] * A_KIND, FLOOR_ROUNDS)
    return {
        "engine": urlsplit(environment["DATABASE_URL"]).scheme,
        "turns": asked["turns"],
        "costs": costs,
        "floor": floor,
    }


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def postmasters(url: str) -> list[int]:
    """Give the process that all of a PostgreSQL's backends are children of."""
    if not url.startswith("postgres"):
        return []
    import psycopg

    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        return [int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])]


def report(columns: Iterable[dict[str, Any]]) -> None:
    write = sys.stdout.write
    for column in columns:
        write(f"{column['engine']}, {column['turns']:,} turns\n")
        write(f"{'':<22}{'CPU ms':>9}{'floor':>9}{'ratio':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'bytes':>9}\n")
        for kind, cost in column["costs"].items():
            floor = column["floor"][kind].cpu
            write(
                f"{kind:<22}{cost.cpu:>9.2f}{floor:>9.2f}{cost.cpu / floor:>8.1f}{cost.percentile(0.5):>9.1f}"
                f"{cost.percentile(0.95):>9.1f}{cost.percentile(0.99):>9.1f}{cost.bytes:>9,}\n"
            )


# Run in a process of its own, with the database in the environment.


def tell_queries() -> None:
    """Print the addresses to ask for, by kind."""
    import django

    django.setup()
    from speeches.models import Utterance

    turns = Utterance.objects.published()
    paths = {
        f"{kind} {language}": [f"/search/?q={quote(text)}" for text in texts]
        for language in ("ru", "en")
        for kind, texts in queries(turns, language).items()
    }
    passages = [f"/quote/?text={quote(text)}" for text in quotations(turns)]
    sys.stdout.write(json.dumps({"turns": turns.count(), "paths": {**paths, "quotation": passages}}) + "\n")


def queries(turns: Any, language: str) -> dict[str, list[str]]:
    chance = random.Random(language)  # noqa: S311 The same on every run.
    keys = list(turns.filter(language=language).values_list("pk", flat=True))
    texts = list(
        turns.filter(pk__in=chance.sample(keys, min(SAMPLE, len(keys)))).order_by("pk").values_list("text", flat=True)
    )
    words = [[word.strip('.,:;!?…«»"()[]–-').lower() for word in text.split()] for text in texts]
    stand = Counter(word for each in words for word in set(each) if word.isalpha() and len(word) > 2)
    found = {}
    for kind, (least, most) in SHARES.items():
        fitting = sorted(word for word, number in stand.items() if least <= number / len(texts) <= most)
        found[kind] = chance.sample(fitting, min(A_KIND, len(fitting)))
    found["two words"] = (
        [" ".join(chance.sample(found["common"], 2)) for _ in range(A_KIND)] if len(found["common"]) > 1 else []
    )
    for length in (2, 3):
        found[f"phrase of {length}"] = [f'"{" ".join(each)}"' for each in phrases(words, length, chance)]
    return {kind: texts for kind, texts in found.items() if texts}


def phrases(words: list[list[str]], length: int, chance: random.Random) -> list[str]:
    runs = [each[start : start + length] for each in words for start in [chance.randrange(max(1, len(each) - length))]]
    runs = [run for run in runs if len(run) == length and all(word.isalpha() for word in run)]
    return chance.sample(runs, min(A_KIND, len(runs)))


def quotations(turns: Any) -> list[str]:
    """Give two sentences of turns, every other one with a word left out."""
    chance = random.Random(4)  # noqa: S311
    keys = list(turns.filter(word_count__gt=60).values_list("pk", flat=True))
    found = []
    for number, text in enumerate(
        turns.filter(pk__in=chance.sample(keys, min(A_KIND, len(keys)))).values_list("text", flat=True)
    ):
        words = text.replace("\n", " ").split()[5:35]
        if number % 2:
            del words[7]
        found.append(" ".join(words))
    return found


if __name__ == "__main__":
    tell_queries() if "--queries" in sys.argv else main()
