"""Print what the stored sets come to, and with --pairs every pair that is missed or wrong."""

import sys
from collections.abc import Iterator

from tests.words.recall.measure import scores


def lines(*, with_pairs: bool) -> Iterator[str]:
    yield f"{'set':10}{'size':>6}{'pairs':>8}{'found':>8}{'wrong':>8}"
    for name, score in scores().items():
        yield f"{name:10}{score.size:6}{score.pairs:8}{score.found:8.4f}{score.wrong_share:8.4f}"
        if with_pairs:
            for kind, pairs in (("missed", score.missed), ("wrong", score.wrong)):
                yield from (f"  {kind}: {asked} → {printed}" for asked, printed in pairs)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines(with_pairs="--pairs" in sys.argv))
