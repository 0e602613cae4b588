"""Visit a site with whatever may come over a socket: every answer is HTTP, none is an error of the site's."""

from __future__ import annotations

import json
from collections import Counter

from tests.scratch import Scratch
from tests.torture.archive import Torn
from tests.torture.serving import filled, running
from tests.torture.visits import RIGHTLY

VISITED = "visited"


def visit(place: Scratch, *, events: int, requests: int, seed: int) -> str:
    """Serve so many events, and send so many requests. Raises Torn."""
    filled(place, VISITED, events)
    with running(place, VISITED) as site:
        done = place.run(VISITED, "-m", "tests.torture.visits", str(site.port), str(requests), str(seed))
        if done.returncode:
            raise Torn(done.stderr[-3_000:])
        result = json.loads(done.stdout)
        problems = [*result["problems"], *site.errors()]
    if problems:
        raise Torn(f"{place.engine}, seed {seed}: {len(problems)} problems: " + "\n".join(problems[:5]))
    statuses = Counter(result["statuses"])
    kinds = {f"{kind}xx": sum(count for status, count in statuses.items() if status[0] == kind) for kind in "234"}
    told = ", ".join(f"{kind} {count:,}" for kind, count in kinds.items())
    rightly = sum(statuses[str(status)] for status in RIGHTLY)
    seconds, slowest = result["slowest"]
    return (
        f"{requests:,} requests, {result['forms']} forms of the desk: {told}, 5xx 0 (not in HTTP: {rightly}), "
        f"closed without an answer {statuses['none']:,}; malformed 0, hung 0; slowest {seconds:.1f} s: {slowest}"
    )
