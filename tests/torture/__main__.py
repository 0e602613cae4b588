"""make torture: laws on many texts, imports killed and fed with rubbish, a mirror that follows many edits, made-up
requests and any query asked, on both engines. A line each.

SEED chooses the texts, moments and queries (default: by lot, and printed), MOMENTS how many kills an engine gets,
EXAMPLES how many texts each law, QUERIES how many queries an engine. Ends with 1 when anything failed, after all parts.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from tests.engine import ENGINES
from tests.scratch import ROOT, scratch
from tests.torture.archive import Torn
from tests.torture.asking import ask_alike
from tests.torture.fuzz import fuzz
from tests.torture.kills import kill_imports
from tests.torture.moves import kill_keeping, move

LAWS = (
    "tests/transcripts/test_laws.py",
    "tests/transcripts/test_formats.py",
    "tests/ingest/test_rows_law.py",
    "tests/exports/test_documents.py",
)
EXPORTED = 1_000
"""Generated events that are written in every format, checked against the schemas and read again."""
EDITS, REQUESTS = 500, 385
"""Random edits that a mirror follows; made-up requests of either kind for each of the API's doors, 10,000 in all."""
FILES = 200
ROUNDS, FUZZED = 10, 400
EVENTS = 560
"""They have some 20,000 turns."""
MOVED, ASKED = 60, 80
"""Events of an archive that moves from engine to engine, and of how many rows of a kind every address is asked for."""


def laws(examples: int, seed: int) -> str:
    """Run the property tests. Raises Torn with what pytest says last."""
    sizes = {"HYPOTHESIS_EXAMPLES": str(examples), "EXPORTED_EVENTS": str(EXPORTED)}
    return f"{examples:,} texts a law: {suite('sqlite', sizes, *LAWS, f'--hypothesis-seed={seed}')}"


def follow(engine: str, seed: int) -> str:
    """Let a mirror follow random edits. Raises Torn where it is not equal to the archive."""
    return f"{EDITS} edits: {suite(engine, {'EDITS': str(EDITS), 'SEED': str(seed)}, 'tests/api/test_mirror.py')}"


def request(engine: str) -> str:
    """Make up requests from the API's description. Raises Torn with those that are not answered as it says."""
    return f"{REQUESTS} of a kind: {suite(engine, {'REQUESTS': str(REQUESTS)}, 'tests/api/test_schema.py')}"


def suite(engine: str, sizes: dict[str, str], *arguments: str) -> str:
    """Run a part of the suite with larger sizes, and give pytest's last line. Raises Torn with what it says."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | sizes | {"TEST_ENGINE": engine}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Torn(done.stdout[-6_000:] + done.stderr[-2_000:])
    return done.stdout.splitlines()[-1]


def on(engine: str, part: Callable[..., object], **sizes: int) -> str:
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
    moments, examples = int(os.environ.get("MOMENTS", "50")), int(os.environ.get("EXAMPLES", "10000"))
    number = int(os.environ.get("QUERIES", "50000"))
    sys.stdout.write(f"seed {seed}\n")
    parts: list[tuple[str, Callable[[], str]]] = [("laws", lambda: laws(examples, seed))]
    for engine in ENGINES:
        parts += [
            (f"kills, {engine}", lambda e=engine: on(e, kill_imports, files=FILES, moments=moments, seed=seed)),
            (f"fuzz, {engine}", lambda e=engine: on(e, fuzz, rounds=ROUNDS, files=FUZZED, seed=seed)),
            (f"mirror, {engine}", lambda e=engine: follow(e, seed)),
            (f"requests, {engine}", lambda e=engine: request(e)),
        ]
        parts.append((f"keeping, {engine}", lambda e=engine: on(e, kill_keeping, moments=moments, seed=seed)))
    parts.append(("moving", lambda: move(MOVED, ASKED)))
    parts.append(("regular expressions", expressions))
    parts.append(("queries", lambda: queries(number, seed)))
    return sum([not succeeds(name, part) for name, part in parts]) and 1


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
