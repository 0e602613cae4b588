"""How far a command is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from tqdm import tqdm

TENTHS = 10


@contextmanager
def progress(output: OutputWrapper | None, what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows what is done of how much: a bar on a terminal, else a line at every tenth.

    output: where lines go; nothing is shown without one.
    """
    on_terminal = sys.stderr.isatty()
    told = 0
    with tqdm(unit=f" {what}", unit_scale=True, disable=not (output and on_terminal), leave=False, delay=0.5) as bar:

        def tell(done: int, total: int) -> None:
            nonlocal told
            if not bar.disable:
                bar.total = total
                bar.update(done - bar.n)
            elif output and total and done * TENTHS // total > told:
                told = done * TENTHS // total
                output.write(f"{done:,} of {total:,} {what}")

        yield tell
