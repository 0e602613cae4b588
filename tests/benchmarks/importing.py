"""Import a folder and write the same rows by bare SQL, in turns, file by file; print seconds as JSON.

Run in a process of its own, with DATABASE_URL in its environment:
python -m tests.benchmarks.importing FOLDER BARE PLAIN
where BARE and PLAIN are names of two further, empty databases.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any


def measure(folder: str, bare_name: str, plain_name: str) -> dict[str, Any]:
    """Give the seconds of everything, and the numbers of files, turns and bytes."""
    from django.core.management import call_command

    from speeches.ingest import import_paths
    from speeches.models import Source, Utterance
    from speeches.transcripts import read
    from tests.benchmarks.bare import Reader, Writer, add_database, lemmatizing, unshared_lemmas
    from tests.benchmarks.shares import Shares

    call_command("migrate", verbosity=0)
    add_database("bare", bare_name)
    add_database("plain", plain_name, indexed=False)
    reader, bare, plain, lemmas = Reader(), Writer("bare"), Writer("plain"), unshared_lemmas()
    # Files come in turns, so that whatever else the machine does hits all alike.
    seconds: Counter[str] = Counter()
    shares = Shares()

    def compare(outcome: Any) -> None:
        nonlocal start
        seconds["import"] += perf_counter() - start
        shares.pause()
        if outcome.status != "created":
            raise SystemExit(f"{outcome.name}: {outcome.status} {outcome.message}")
        rows = reader.rows()
        seconds["bare"] += bare.write(rows)
        seconds["plain"] += plain.write(rows)
        seconds["lemmas"] += lemmatizing(lemmas, rows)
        data = (Path(folder) / outcome.name).read_bytes()
        before = perf_counter()
        read(data, outcome.name)
        seconds["reading"] += perf_counter() - before
        shares.resume()
        start = perf_counter()

    with shares:
        start = perf_counter()
        import_paths([folder], publish=True, report=compare)
        seconds["import"] += perf_counter() - start
    sizes = Source.objects.values_list("size", flat=True)
    counts = {"files": len(sizes), "turns": Utterance.objects.count(), "bytes": sum(sizes)}
    return {**counts, "seconds": seconds, "shares": shares.seconds}


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(measure(*sys.argv[1:])) + "\n")
