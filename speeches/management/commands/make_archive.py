"""Fill the archive with synthetic events."""

import argparse
import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from speeches.ingest.archive import SIZES, make_archive


def archive_size(text):
    size = int(text) if text.isdecimal() and len(text) < 10 else 0
    if size not in SIZES:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from {SIZES[0]} to {SIZES[-1]:,}.")
    return size


class Command(BaseCommand):
    help = "Adds synthetic events for tests and benchmarks, the same on every run; those already there stay."

    def add_arguments(self, parser):
        parser.add_argument("size", type=archive_size, metavar="N", help="how many events there shall be in all")
        parser.add_argument("--seed", type=int, default=1, help="another number makes another archive (default: 1)")

    def handle(self, *, size, seed, verbosity, **options):
        on_terminal = sys.stderr.isatty()
        with tqdm(total=size, unit=" events", disable=not (verbosity and on_terminal), leave=False) as bar:
            lines = self.plain_lines(size) if verbosity and not on_terminal else lambda number: None

            def tell(number):
                bar.update(number - bar.n)
                lines(number)

            made = make_archive(size, seed=seed, progress=tell)
        if verbosity:
            self.stdout.write(self.result(made, size))

    def plain_lines(self, size):
        """Make a function that writes a line at every tenth of the work."""
        told = 0

        def tell(number):
            nonlocal told
            if number * 10 // size > told:
                told = number * 10 // size
                self.stdout.write(f"{number:,} of {size:,} events")

        return tell

    def result(self, made, size):
        if not made.events:
            return f"All {size:,} events were there already."
        before = f"; {size - made.events:,} were there already" if made.events < size else ""
        return f"Added {made.events:,} events with {made.turns:,} turns{before}."
