"""make bench: how fast texts come in, against bare SQL in the same run, with how much memory; how fast they are read;
what each page costs, against a bare view in the same run; how fast all is exported, against a bare dump, and
the word index made anew, against a bare one.

BENCH_SIZE is the number of files that are imported (default: 100), BENCH=full asks for three times as many, for 10,000
in the run that looks at memory, for every kind of document that is read, and for 250,000 turns to read and search in.
docs/benchmarks.md says what each line is.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import exporting, pages, reading, rebuilding
from tests.benchmarks.texts import SMALL, write_texts
from tests.benchmarks.words import SIZES, Vocabulary
from tests.engine import ENGINES
from tests.scratch import Scratch, scratch

Measured = dict[str, Any]
WIDTH, COLUMN = 44, 14


def main() -> None:
    is_full = os.environ.get("BENCH") == "full"
    files = int(os.environ.get("BENCH_SIZE") or (300 if is_full else 100))
    with TemporaryDirectory(prefix="rostrum-bench-") as name:
        folder = Path(name)
        write_texts(folder / "usual", files)
        write_texts(folder / "small", 10_000 if is_full else 2_000, seed=2, size=SMALL)
        words = folder / "words.txt"
        words.write_text(" ".join(word for language in SIZES for word in Vocabulary(language).words))
        columns = [measured(engine, folder, words) for engine in ENGINES]
    tell_import(columns)
    tell_memory(columns)
    tell_reading(reading.measure(None if is_full else list(reading.ORDINARY)))
    pages.report(pages.measured(pages.FULL if is_full else pages.EVENTS))
    exporting.report(exporting.FULL if is_full else exporting.EVENTS)
    rebuilding.report(rebuilding.FULL if is_full else rebuilding.EVENTS)


def measured(engine: str, folder: Path, words: Path) -> Measured:
    with scratch(engine) as place:
        for name in ("imported", "bare", "plain", "memory"):
            place.create(name)
        bare, plain = place.called("bare"), place.called("plain")
        result = child(place, "imported", "tests.benchmarks.importing", str(folder / "usual"), bare, plain)
        result |= child(place, "memory", "tests.benchmarks.memory", str(folder / "small"), str(words))
        for name in ("imported", "bare", "plain", "memory"):
            place.drop(name)
    return {"engine": engine, **result}


def child(place: Scratch, name: str, module: str, *arguments: str) -> Measured:
    """Measure in a process of its own. Ends this one where that fails."""
    done = place.run(name, "-m", module, *arguments)
    if done.returncode:
        raise SystemExit(f"{place.engine}: {module} failed:\n{done.stderr}")
    result: Measured = json.loads(done.stdout.splitlines()[-1])
    return result


def tell_import(columns: list[Measured]) -> None:
    sizes = columns[0]
    tell(
        f"{sizes['files']:,} files, {sizes['bytes'] / 1e6:.1f} MB, {sizes['turns']:,} turns",
        *(c["engine"] for c in columns),
    )
    row("import, turns a second", columns, lambda c: f"{c['turns'] / c['seconds']['import']:,.0f}")
    row("import, MB a second", columns, lambda c: f"{c['bytes'] / c['seconds']['import'] / 1e6:.2f}")
    row("bare SQL and lemmas / import", columns, lambda c: ratio(c, "bare", "lemmas"))
    row("bare SQL, lemmas given / import", columns, lambda c: ratio(c, "bare"))
    row("reading, lemmas and bare SQL / import", columns, lambda c: ratio(c, "reading", "bare", "lemmas"))
    row(
        "the word index's share of bare SQL",
        columns,
        lambda c: f"{1 - c['seconds']['plain'] / c['seconds']['bare']:.0%}",
    )
    rooms = sorted(columns[0]["shares"], key=lambda room: -columns[0]["shares"][room])
    for room in rooms:
        row(f"  time of the import in {room}", columns, lambda c, r=room: share(c, r))


def tell_memory(columns: list[Measured]) -> None:
    for files in columns[0]["megabytes"]:
        row(f"memory after {int(files):,} small files, MB", columns, lambda c, f=files: f"{c['megabytes'][f]:.0f}")
    row("time of the last 100 / of the first 100", columns, lambda c: f"{c['last'] / c['first']:.2f}")


def tell_reading(found: dict[str, float]) -> None:
    tell("reading alone", "MB/s", "growth")
    for kind in found:
        if not kind.endswith(", growth"):
            tell(f"  {kind}", f"{found[kind]:.1f}", f"{found[f'{kind}, growth']:.2f}")


def ratio(column: Measured, *parts: str) -> str:
    return f"{sum(column['seconds'][part] for part in parts) / column['seconds']['import']:.2f}"


def share(column: Measured, room: str) -> str:
    return f"{column['shares'].get(room, 0) / sum(column['shares'].values()):.0%}"


def row(name: str, columns: Iterable[Measured], value: Callable[[Measured], str]) -> None:
    tell(name, *map(value, columns))


def tell(name: str, *values: str) -> None:
    sys.stdout.write(f"{name:<{WIDTH}}" + "".join(f"{value:>{COLUMN}}" for value in values) + "\n")


if __name__ == "__main__":
    main()
