"""Write all public transcripts as files, or make a release of them."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from speeches.exports.files import ExportRefused
from speeches.exports.release import export, write_release
from speeches.exports.releases import make_release
from speeches.exports.sets import SETS
from speeches.nodes.alone import AlreadyRuns, alone

ALL = "all"
FAILURES_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Writes every published transcript into a folder, which appears when all is in it; drafts and withdrawn events "
        "are left out. An archive that has not changed gives the same bytes again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            metavar="DIR",
            help="new, empty, or an earlier export; a release has a place of its own",
        )
        parser.add_argument("--format", choices=[*SETS, ALL], default="", help="what to write")
        parser.add_argument(
            "--release",
            action="store_true",
            help="write every set with what describes it; without DIR it becomes the next one under /data/releases/",
        )

    def handle(self, *, folder, format, release, verbosity, **options):
        self.refuse_misuse(folder, format, release)
        try:
            with self.progress(verbosity) as tell:
                said, report = self.write(folder, format, release, tell)
        except AlreadyRuns as error:
            raise CommandError(str(error)) from error
        except (ExportRefused, OSError) as error:
            raise CommandError(str(error), returncode=2 if isinstance(error, ExportRefused) else 1) from error
        if verbosity:
            counts = ", ".join(f"{report.counts[name]:,} {name}" for name in ("events", "turns"))
            self.stdout.write(f"{said}: {counts}.")
        if report.failed:
            for line in report.failed[:FAILURES_SHOWN]:
                self.stderr.write(line)
            raise CommandError(f"{len(report.failed)} events were not exported: correct them at the desk.")

    def refuse_misuse(self, folder, format, release):
        if release == bool(format):
            raise CommandError("Say what to write: --format with a folder, or --release.", returncode=2)
        if format and not folder:
            raise CommandError("--format: name the folder to write into.", returncode=2)

    def write(self, folder, format, release, tell):
        """Write, and give what to say of it with the report."""
        if not release:
            sets = [each for name, sets in SETS.items() if format in (name, ALL) for each in sets]
            return f"Written to {folder}", export(Path(folder), sets, progress=tell)
        if folder:
            return f"Release written to {folder}", write_release(Path(folder), progress=tell)
        with alone("release"):
            made, report, is_new = make_release(progress=tell)
        return f"Release {made.number}" if is_new else f"Nothing has changed since release {made.number}", report

    def progress(self, verbosity):
        return Progress(self.stdout if verbosity else None)


class Progress:
    """A bar on a terminal, elsewhere a line at every tenth of the work; nothing without an output."""

    def __init__(self, output):
        self.output, self.told = output, 0
        self.bar = tqdm(unit=" events", disable=not (output and sys.stderr.isatty()), leave=False)

    def __enter__(self):
        return self.tell

    def __exit__(self, *raised):
        self.bar.close()

    def tell(self, done, total):
        if not self.bar.disable:
            self.bar.total = total
            self.bar.update(done - self.bar.n)
        elif self.output and total and done * 10 // total != self.told:
            self.told = done * 10 // total
            self.output.write(f"{done:,} of {total:,} events")
