"""Ask an archive whatever a reader may type: every query is answered, and none takes longer than a second."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tests.scratch import Scratch
from tests.torture.archive import Torn

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of it. slowest: in seconds, with the query it was; answers: of each query a sum of its hits."""

    turns: int
    queries: int
    found: int
    notes: int
    slowest: float
    query: str
    answers: list[str]

    def __str__(self) -> str:
        return (
            f"{self.queries:,} queries to {self.turns:,} turns, {self.found:,} found something, {self.notes:,} were "
            f"told what was not understood; the slowest took {self.slowest * 1000:.0f} ms: {self.query!r}"
        )


def ask(place: Scratch, *, events: int, queries: int, seed: int) -> Asked:
    """Make an archive of so many events and ask it so many queries. Raises Torn."""
    place.migrated(ASKED)
    made = place.manage(ASKED, "make_archive", str(events), "--verbosity", "0")
    if made.returncode:
        raise Torn(made.stderr[-3_000:])
    asked = place.run(ASKED, "-m", "tests.torture.questions", str(queries), str(seed))
    if asked.returncode:
        raise Torn(asked.stderr[-3_000:])
    result = json.loads(asked.stdout)
    if problems := result.pop("problems"):
        raise Torn(f"{place.engine}, seed {seed}: {len(problems)} queries: " + "\n".join(problems[:5]))
    return Asked(**result)


def ask_alike(places: Iterable[Scratch], *, events: int, queries: int, seed: int) -> str:
    """Ask the same on several engines. Raises Torn where one answers otherwise."""
    by_engine = {place.engine: ask(place, events=events, queries=queries, seed=seed) for place in places}
    for answers in zip(*(asked.answers for asked in by_engine.values()), strict=True):
        if len(set(answers)) > 1:
            raise Torn(f"seed {seed}: the engines do not find the same: {answers[0]}")
    return "the same hits on each engine; " + "; ".join(f"{engine}: {asked}" for engine, asked in by_engine.items())
