"""How fast the archive is exported, against a bare dump of the same rows in the same run, and with how much memory.

python -m tests.benchmarks.exporting [EVENTS]: makes an archive on each engine, small and large, and exports it in every
format. BENCH_DATABASES names databases that are there instead ("sqlite:///… postgres://…"); BENCH_FORMATS some formats.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any

from django.conf import settings

from tests.benchmarks.memory import resident_megabytes
from tests.benchmarks.running import run
from tests.engine import ENGINES
from tests.scratch import scratch

FEW, EVENTS, FULL = 93, 300, 7_200
"""Events with about 2,500, 10,500 and 250,000 turns."""
FORMATS = ("jsonl", "parquet", "csv", "txt", "json", "akn", "tei", "notation")
WITH_LEMMAS = ("jsonl", "parquet")
BARE, BARE_OF_WORDS = "bare", "bare, without lemmas"
COLUMNS = """e.ref event, e.start_date, e.start_time, e.title, e.classification kind, p.name_ru place, u.position,
    u.ref, u.heading, u.classification, u.delivery, u.continues, u.language, u.attribution_text, s.ref speaker,
    s.name_ru, u.role, u.word_count, u.text"""
TABLES = """speeches_utterance u JOIN speeches_event e ON e.id = u.event_id
    LEFT JOIN speeches_place p ON p.id = e.place_id LEFT JOIN speeches_speaker s ON s.id = u.speaker_id
    WHERE e.status = 'published' ORDER BY e.sort_key, e.ref, u.position"""


def dump(target: Path, columns: str) -> None:
    """Write rows as JSON lines, with nothing but the driver and json: what any script of five lines does."""
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    cursor = raw.cursor() if connection.vendor == "sqlite" else raw.cursor(name="dump")
    if connection.vendor == "postgresql":
        raw.execute("BEGIN")
    cursor.execute(f"SELECT {columns} FROM {TABLES}")  # noqa: S608
    with target.open("w", encoding="utf-8") as file:
        names: list[str] = []
        for row in cursor:
            names = names or [column[0] for column in cursor.description]
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) + "\n")


def write(name: str, folder: Path) -> None:
    from speeches.exports.release import export
    from speeches.exports.sets import SETS

    if name in (BARE, BARE_OF_WORDS):
        dump(folder / "rows.jsonl", COLUMNS + (", u.lemmas" if name == BARE else ""))
    else:
        export(folder / "export", SETS[name])


def measure(name: str) -> dict[str, float]:
    """Give seconds, bytes that were written, and the most megabytes that the process had for itself.

    The site's addresses are read before, as the command's own checks do it: a small export would measure little else.
    """
    import_module(settings.ROOT_URLCONF)
    with TemporaryDirectory(prefix="rostrum-bench-") as folder:
        with watching() as peak:
            start = perf_counter()
            write(name, Path(folder))
            seconds = perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {"seconds": seconds, "bytes": size, "peak": max(peak)}


@contextmanager
def watching() -> Iterator[list[float]]:
    """Look at this process' memory a hundred times a second."""
    seen, is_over = [resident_megabytes()], Event()

    def watch() -> None:
        while not is_over.wait(0.01):
            seen.append(max(seen.pop(), resident_megabytes()))

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def child(environment: dict[str, str], name: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(
        run(environment, "-m", "tests.benchmarks.exporting", "--one", name).splitlines()[-1]
    )
    return found


def all_formats(environment: dict[str, str]) -> Iterator[tuple[str, dict[str, float]]]:
    """Measure one format after the other: a large archive takes minutes for each."""
    for name in (BARE, BARE_OF_WORDS, *(os.environ.get("BENCH_FORMATS", "").split() or FORMATS)):
        yield name, child(environment, name)


def report(events: int = EVENTS) -> None:
    """Print a table for each engine."""
    if urls := os.environ.get("BENCH_DATABASES", "").split():
        for url in urls:
            tell(url, all_formats(os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}), {})
        return
    for engine in ENGINES:
        with scratch(engine) as place:
            place.migrated("export")
            place.manage("export", "make_archive", str(FEW), "--verbosity", "0").check_returncode()
            few = dict(all_formats(place.environment("export")))
            place.manage("export", "make_archive", str(events), "--verbosity", "0").check_returncode()
            # As the nightly timer does; without statistics PostgreSQL reads all turns for a batch of events.
            place.manage("export", "maintain").check_returncode()
            tell(f"export of {events:,} events, {engine}", all_formats(place.environment("export")), few)
            place.drop("export")


def tell(title: str, measured: Iterable[tuple[str, dict[str, float]]], few: dict[str, dict[str, float]]) -> None:
    sys.stdout.write(f"{title:<44}{'MB/s':>10}{'of bare':>10}{'time':>10}{'memory':>10}{'growth':>10}\n")
    found: dict[str, dict[str, float]] = {}
    for name, each in measured:
        found[name] = each
        bare = found[BARE if name in (BARE, *WITH_LEMMAS) else BARE_OF_WORDS]
        growth = f"{each['peak'] / few[name]['peak']:.2f}" if few else "–"
        speed, time = rate(each), bare["seconds"] / each["seconds"]
        figures = f"{speed:>10.1f}{speed / rate(bare):>10.2f}{time:>10.2f}{each['peak']:>10.0f}{growth:>10}"
        sys.stdout.write(f"  {name:<42}{figures}\n")
        sys.stdout.flush()


def rate(measured: dict[str, float]) -> float:
    """Tell how many megabytes were written in a second."""
    return measured["bytes"] / measured["seconds"] / 1e6


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        import django

        django.setup()
        sys.stdout.write(json.dumps(measure(sys.argv[2])) + "\n")
    else:
        report(int(sys.argv[1]) if sys.argv[1:] else EVENTS)
