"""make torture: whatever may come from files, readers, editors and machines, on both engines. A line each.

SEED chooses what comes (default: by lot, and printed). The sizes stand in SIZES, and each is an environment variable;
PARTS leaves only parts with one of these words in their names. Ends with 1 when anything failed, after all parts.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from tests.engine import ENGINES
from tests.scratch import ROOT, scratch
from tests.torture.archive import Torn
from tests.torture.asking import ask_alike
from tests.torture.busy import read_meanwhile
from tests.torture.editing import edit_together
from tests.torture.files import FORMATS, read_files
from tests.torture.fuzz import fuzz
from tests.torture.kills import kill_imports
from tests.torture.load import under_load
from tests.torture.moves import kill_keeping, move
from tests.torture.visiting import visit

LAWS = (
    "tests/transcripts/test_laws.py",
    "tests/transcripts/test_formats.py",
    "tests/ingest/test_rows_law.py",
    "tests/exports/test_documents.py",
    "tests/admin/test_interleavings.py",
)
EXPORTED = 1_000
"""Generated events that are written in every format, checked against the schemas and read again."""
FILES = 200
ROUNDS, FUZZED = 10, 400
EVENTS = 560
"""They have some 20,000 turns."""
VISITED, LOADED = 60, 120
"""How many events the sites have that are visited and loaded."""
CALM = 60
"""For how many seconds readers read before an import runs."""
SIZES = {
    "MOMENTS": 200,  # kills of an import an engine
    "KEPT": 50,  # kills of backups and restores an engine
    "EXAMPLES": 10_000,  # texts a law
    "QUERIES": 50_000,  # queries an engine
    "READS": 20_000,  # spoiled files a format
    "REQUESTS": 20_000,  # requests an engine
    "HOSTILE": 500,  # strings, in every field
    "MINUTES": 10,  # of load an engine
    "IMPORTED": 5_000,  # files, while readers read, an engine
    "EDITORS": 100,  # at once
    "EDITS": 20,  # of each at a turn of their own, and as many at one turn
    "MOVED": 60,  # made events of an archive that moves from engine to engine
    "ASKED": 80,  # rows of a kind whose every address is asked for before and after
    "FOLLOWED": 500,  # edits that a mirror follows, an engine
    "PROBED": 385,  # of requests of each of two kinds for each of the API's doors: 10,000 an engine
}


def laws(examples: int, seed: int) -> str:
    """Run the property tests. Raises Torn with what pytest says last."""
    sizes = {"HYPOTHESIS_EXAMPLES": str(examples), "EXPORTED_EVENTS": str(EXPORTED), "ORDERS": str(examples // 50)}
    return f"{examples:,} texts a law: {suite('sqlite', sizes, *LAWS, f'--hypothesis-seed={seed}')[-1]}"


def hostile(number: int, seed: int) -> str:
    """Put strings into every field, and open every page in a browser. Raises Torn with what was found."""
    lines = suite("sqlite", {"HOSTILE": str(number), "SEED": str(seed)}, "-s", "tests/torture/test_hostile.py")
    return next(line.lstrip(".") for line in lines if "executed 0" in line)


def follow(edits: int, seed: int, engine: str) -> str:
    """Let a mirror follow random edits. Raises Torn where it is not equal to the archive."""
    lines = suite(engine, {"EDITS": str(edits), "SEED": str(seed)}, "tests/api/test_mirror.py")
    return f"{edits} edits: {lines[-1]}"


def probe(requests: int, engine: str) -> str:
    """Make up requests from the API's description. Raises Torn with those that are not answered as it says."""
    return f"{requests} of a kind: {suite(engine, {'REQUESTS': str(requests)}, 'tests/api/test_schema.py')[-1]}"


def suite(engine: str, sizes: dict[str, str], *arguments: str) -> list[str]:
    """Run a part of the suite with larger sizes, and give the lines of pytest. Raises Torn with what it says."""
    # What was logged would push what failed out of sight.
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--show-capture=no", *arguments]
    environment = os.environ | sizes | {"TEST_ENGINE": engine}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Torn(done.stdout[-6_000:] + done.stderr[-2_000:])
    return done.stdout.splitlines()


def on(engine: str, part: Callable[..., object], **sizes: float) -> str:
    with scratch(engine) as place:
        return str(part(place, **sizes))


def queries(number: int, seed: int) -> str:
    with ExitStack() as resources:
        places = [resources.enter_context(scratch(engine)) for engine in ENGINES]
        return ask_alike(places, events=EVENTS, queries=number, seed=seed)


def expressions() -> str:
    """Try every regular expression, in a process that has Django set up."""
    program = (
        "import django; django.setup(); from tests.torture.patterns import check_patterns; print(check_patterns())"
    )
    with scratch("sqlite") as place:
        done = place.run("none", "-c", program)
    if done.returncode:
        raise Torn(done.stderr[-4_000:])
    return done.stdout.strip()


def main() -> int:
    seed = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
    size = {name: float(os.environ.get(name) or usual) for name, usual in SIZES.items()}
    only = os.environ.get("PARTS", "").split()
    sys.stdout.write(f"seed {seed}\n")
    failed = [
        name
        for name, part in parts(size, seed)
        if (not only or any(word in name for word in only)) and not succeeds(name, part)
    ]
    return 1 if failed else 0


def parts(size: dict[str, float], seed: int) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the parts by their names. size: of each, by the names of SIZES."""
    whole = {name: int(number) for name, number in size.items()}
    seconds = size["MINUTES"] * 60
    yield "laws", lambda: laws(whole["EXAMPLES"], seed)
    yield "files", lambda: read_files(whole["READS"], FORMATS, seed)
    yield "hostile", lambda: hostile(whole["HOSTILE"], seed)
    by_engine: dict[str, tuple[Callable[..., object], dict[str, float]]] = {
        "kills": (kill_imports, {"files": FILES, "moments": whole["MOMENTS"], "seed": seed}),
        "keeping": (kill_keeping, {"moments": whole["KEPT"], "seed": seed}),
        "fuzz": (fuzz, {"rounds": ROUNDS, "files": FUZZED, "seed": seed}),
        "visits": (visit, {"events": VISITED, "requests": whole["REQUESTS"], "seed": seed}),
        "editors": (edit_together, {"editors": whole["EDITORS"], "rounds": whole["EDITS"]}),
        "meanwhile": (read_meanwhile, {"events": LOADED, "files": whole["IMPORTED"], "seconds": CALM, "seed": seed}),
        "load": (under_load, {"events": LOADED, "seconds": seconds, "seed": seed}),
    }
    for engine in ENGINES:
        for name, (part, sizes) in by_engine.items():
            yield f"{name}, {engine}", partial(on, engine, part, **sizes)
        yield f"mirror, {engine}", partial(follow, whole["FOLLOWED"], seed, engine)
        yield f"requests, {engine}", partial(probe, whole["PROBED"], engine)
    yield "moving", lambda: move(whole["MOVED"], whole["ASKED"])
    yield "regular expressions", expressions
    yield "queries", lambda: queries(whole["QUERIES"], seed)


def succeeds(name: str, part: Callable[[], str]) -> bool:
    start = time.monotonic()
    try:
        said = part()
    except Torn as torn:
        said = f"FAILED: {torn}"
    sys.stdout.write(f"{name} ({time.monotonic() - start:.0f} s): {said}\n")
    sys.stdout.flush()
    return not said.startswith("FAILED")


if __name__ == "__main__":
    sys.exit(main())
