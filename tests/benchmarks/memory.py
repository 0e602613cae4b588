"""Import a folder in one process, and tell now and then how much memory it has; prints JSON.

Run in a process of its own, with DATABASE_URL in its environment: python -m tests.benchmarks.memory FOLDER WORDS
where WORDS is a file with more words than the caches hold, so that they are full from the start.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from resource import getpagesize
from time import perf_counter
from typing import Any

MARKS = (100, 1_000, 2_000, 10_000)
LAPS = 100


def measure(folder: str, words: str) -> dict[str, Any]:
    """Give megabytes by number of files, and the seconds of the first and of the last hundred files."""
    from django.core.management import call_command

    from speeches.ingest import import_paths
    from speeches.words import lemmatize

    call_command("migrate", verbosity=0)
    lemmatize(Path(words).read_text())
    megabytes: dict[int, float] = {}
    laps = [perf_counter()]
    count = 0

    def note(outcome: Any) -> None:
        nonlocal count
        if outcome.status != "created":
            raise SystemExit(f"{outcome.name}: {outcome.status} {outcome.message}")
        count += 1
        if count % LAPS == 0:
            laps.append(perf_counter())
        if count in MARKS:
            megabytes[count] = resident_megabytes()

    import_paths([folder], publish=True, report=note)
    return {"megabytes": megabytes, "first": laps[1] - laps[0], "last": laps[-1] - laps[-2]}


def resident_megabytes() -> float:
    """Tell how much memory this process has for itself now (Linux).

    What it shares is left out: SQLite lets the system map the file of the database, which is no memory of the process.
    """
    _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text().split())
    return (resident - shared) * getpagesize() / 1e6


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(measure(*sys.argv[1:])) + "\n")
