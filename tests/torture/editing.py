"""Many editors at once: what was accepted is stored and told, and of those who meet at one turn one is accepted."""

from __future__ import annotations

import json

from tests.scratch import Scratch
from tests.torture.archive import Torn
from tests.torture.serving import filled, running

EDITED = "edited"


def edit_together(place: Scratch, *, editors: int, rounds: int) -> str:
    """Let so many edit so many times turns of their own, and as often one turn all at once. Raises Torn."""
    filled(place, EDITED, 1)
    with running(place, EDITED) as site:
        done = place.run(EDITED, "-m", "tests.torture.desk", str(site.port), str(editors), str(rounds))
        if done.returncode:
            raise Torn(done.stderr[-3_000:] + "\n".join(site.errors()[:3]))
        result = json.loads(done.stdout)
        problems = [*result["problems"], *site.errors()]
    if problems:
        raise Torn(f"{place.engine}: {len(problems)} problems: " + "\n".join(problems[:5]))
    return (
        f"{editors} editors signed in once, {rounds} rounds at turns of their own and {rounds} at one turn: "
        f"{result['accepted']:,} saves accepted and as many told by history, {result['refused']:,} shown both texts; "
        "lost 0, 5xx 0, locked 0"
    )
