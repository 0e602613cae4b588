"""Bring the search index up to date."""

import sys
from contextlib import contextmanager, nullcontext

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from speeches.nodes.alone import AlreadyRuns, alone
from speeches.search.rebuilding import Overtaken, rebuild_words, refill_index
from speeches.search.vocabulary import learn

TENTHS = 10


class Command(BaseCommand):
    help = (
        "Brings the words that texts are found by to the analyser of now, where another one made them. Readers and "
        "editors go on meanwhile; interrupted, it goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="analyse every text and fill the index, current or not")
        parser.add_argument("--engine", action="store_true", help="fill the database's own index anew; editors wait")

    def handle(self, *, all, engine, verbosity, **options):
        self.refuse_old_tables()
        try:
            # Nodes that are started with a new release share what is to be done; doing all of it twice helps nobody.
            with alone("rebuild_search_index") if engine or all else nullcontext():
                rebuilt = self.rebuild(verbosity, all=all, engine=engine)
        except AlreadyRuns as error:
            raise CommandError(str(error)) from error
        except (Overtaken, OperationalError) as error:
            raise CommandError(f"{error} Run the command again: it goes on where it was.") from error
        if verbosity:
            self.stdout.write(self.result(rebuilt, is_filled=engine or all))

    def rebuild(self, verbosity, *, all, engine):
        with self.progress("texts analysed", verbosity) as tell:
            rebuilt = rebuild_words(everything=all, progress=tell)
        if engine or all:
            refill_index()
        with self.progress("texts read for their spellings", verbosity) as tell:
            learn(tell)
        return rebuilt

    def refuse_old_tables(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database has not the tables of this release: run migrate first.", returncode=2)

    @contextmanager
    def progress(self, what, verbosity):
        """Give a function that shows how far it is: a bar on a terminal, else a line at every tenth of the work."""
        on_terminal = sys.stderr.isatty()
        with tqdm(unit=f" {what}", disable=not (verbosity and on_terminal), leave=False, delay=0.5) as bar:
            lines = self.plain_lines(what) if verbosity and not on_terminal else lambda done, total: None

            def tell(done, total):
                bar.total = total
                bar.update(done - bar.n)
                lines(done, total)

            yield tell

    def plain_lines(self, what):
        told = None

        def tell(done, total):
            nonlocal told
            tenth = done * TENTHS // total if total else TENTHS
            if told is not None and tenth > told:
                self.stdout.write(f"{done:,} of {total:,} {what}")
            told = tenth

        return tell

    def result(self, rebuilt, *, is_filled):
        filled = " The index was filled anew." if is_filled else ""
        if rebuilt is None:
            return f"The words of the search index are current.{filled}"
        return f"Analysed {rebuilt.read:,} texts and names anew; {rebuilt.changed:,} have other words now.{filled}"
