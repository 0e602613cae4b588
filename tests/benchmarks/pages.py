"""What each page costs, as a multiple of a bare Django view that returns the same bytes.

python -m tests.benchmarks.pages [EVENTS] fills a database of each engine with synthetic events (7,150 of them have
250,000 turns); BENCH_DATABASES names databases to use instead, one URL an engine, separated by spaces. BENCH_KINDS
leaves only kinds of pages with one of these words, separated by commas, in their names; BENCH_JSON is a file to write
the figures to, and python -m tests.benchmarks.pages --compare BEFORE.json AFTER.json lays two such files side by side.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlsplit

from tests.benchmarks.addresses import DESK
from tests.benchmarks.running import run
from tests.benchmarks.serving import PACKED, PLAIN, serving
from tests.engine import ENGINES
from tests.scratch import scratch

EVENTS, FULL = 500, 7_150
ROUNDS = 6

Column = dict[str, Any]

MODES = {
    "new": ("tests.benchmarks.anew", "dummycache://"),
    "cold": ("config.wsgi", "dummycache://"),
    "warm": ("config.wsgi", "locmemcache://"),
}
"""Nothing kept at all; pages made anew of the pieces that no change has touched; pages kept, as nothing was published.

Each by its application and its CACHE_URL.
"""
ALSO = {"event of 25": ("gzip", "304"), "event of 1,000": ("gzip", "304"), "list": ("gzip",)}
"""Which kinds are asked for in further ways."""


def main() -> None:
    if sys.argv[1:2] == ["--compare"]:
        compare(*(json.loads(Path(file).read_text()) for file in sys.argv[2:4]))
        return
    columns = []
    for column in measured(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS):
        report([column])
        columns.append(column)
    if file := os.environ.get("BENCH_JSON"):
        Path(file).write_text(json.dumps(columns, indent=1))


def measured(events: int) -> Iterator[Column]:
    given = os.environ.get("BENCH_DATABASES", "").split()
    for url in given:
        with TemporaryDirectory(prefix="rostrum-bench-") as folder:
            yield measure(os.environ | {"DATABASE_URL": url, "DATA_DIR": folder}, folder)
    for engine in () if given else ENGINES:
        with scratch(engine) as place:
            place.migrated("read")
            place.manage("read", "make_archive", str(events)).check_returncode()
            place.manage("read", "maintain").check_returncode()
            yield measure(place.environment("read"), str(place.folder))


def measure(environment: dict[str, str], folder: str) -> Column:
    """Measure one database: each kind of page cold and warm, then the same bytes from a bare view."""
    environment = environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "no"}
    run(environment, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    asked = json.loads(run(environment, "-m", "tests.benchmarks.addresses"))
    only = os.environ.get("BENCH_KINDS", "").split(",")
    found = asked["kinds"] | asked["others"]
    kinds = {kind: paths for kind, paths in found.items() if paths and any(part in kind for part in only)}
    bodies = Path(folder) / "pages"
    bodies.mkdir(exist_ok=True)
    costs: dict[str, dict[str, Any]] = {}
    memory = {}
    bare = {**os.environ, "FLOOR_PAGES": str(bodies)}
    with serving("tests.benchmarks.floor", bare, config="tests/benchmarks/floor_config.py") as floor:
        for mode, (application, cache) in MODES.items():
            served = environment | {"CACHE_URL": cache}
            with serving(application, served, postmasters(environment["DATABASE_URL"])) as server:
                for kind, way, paths in ways(kinds):
                    headers = (PACKED if way == "gzip" else PLAIN) | (
                        {"Cookie": asked["editor"]} if kind == DESK else {}
                    )
                    page = server.asked(paths, headers, again=way == "304")
                    name = f"{mode} {named(kind, way)}"
                    (bodies / name).write_bytes(page.cost.body)
                    beside = floor.asked([f"/{quote(name)}"], PLAIN)
                    # By turns, since a machine is now quicker, now slower.
                    for _ in range(ROUNDS):
                        page.round()
                        beside.round()
                    figures = page.cost.figures() | {"floor": beside.cost.cpu}
                    costs.setdefault(named(kind, way), {})[mode] = figures
                memory[mode] = server.megabytes()
    engine = urlsplit(environment["DATABASE_URL"]).scheme
    return {"engine": engine, "turns": asked["turns"], "costs": costs, "memory": memory}


def ways(kinds: dict[str, list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    for kind, paths in kinds.items():
        for way in ("", *ALSO.get(kind, ())):
            yield kind, way, paths


def named(kind: str, way: str) -> str:
    return f"{kind}, {way}" if way else kind


def postmasters(url: str) -> list[int]:
    """Give the process that all of a PostgreSQL's backends are children of."""
    if not url.startswith("postgres"):
        return []
    import psycopg

    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        return [int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])]


HEAD = ("CPU ms", "ratio", "req/s", "p50 ms", "p95 ms", "p99 ms", "first")


def report(columns: Iterable[Column]) -> None:
    """Print a table a database: each page cold, with its times, and warm."""
    for column in columns:
        tell(
            f"{column['engine']}, {column['turns']:,} turns; cold",
            *HEAD,
            "new",
            "ratio",
            "warm",
            "ratio",
            "floor",
            "bytes",
        )
        for name, cost in column["costs"].items():
            cold = cost["cold"]
            tell(
                name,
                f"{cold['cpu']:.2f}",
                f"{ratio(cold):.1f}",
                f"{cold['rate']:,.0f}",
                *(f"{cold[each]:.1f}" for each in ("p50", "p95", "p99", "first")),
                *(figure for mode in ("new", "warm") for figure in against(cost, mode)),
                f"{cold['floor']:.2f}",
                f"{cold['bytes']:,}",
            )
        memory = column["memory"]
        sys.stdout.write(f"memory of a worker: {memory['cold']:.0f} MB cold, {memory['warm']:.0f} MB warm\n")


def against(cost: dict[str, Any], mode: str) -> tuple[str, str]:
    """Give the milliseconds of a mode, and their ratio to the floor."""
    return f"{cost[mode]['cpu']:.2f}", f"{ratio(cost[mode]):.2f}"


def ratio(figures: dict[str, float]) -> float:
    return figures["cpu"] / figures["floor"]


def compare(before: list[Column], after: list[Column]) -> None:
    """Print how the ratios of a run differ from those of one before."""
    for old, new in zip(before, after, strict=True):
        tell(f"{new['engine']}, {new['turns']:,} turns", "cold", "before", "warm", "before")
        for name in new["costs"].keys() & old["costs"].keys():
            told = []
            for mode in ("cold", "warm"):
                told += [f"{ratio(each['costs'][name][mode]):.2f}" for each in (new, old)]
            tell(name, *told)


def tell(name: str, *values: str) -> None:
    sys.stdout.write(f"{name:<32}" + "".join(f"{value:>9}" for value in values) + "\n")


if __name__ == "__main__":
    main()
