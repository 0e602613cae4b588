"""Bring transcripts in."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from speeches.ingest import Outcome, find_files, import_paths

MARKS = {"created": "+", "unchanged": "=", "waiting": "?", "failed": "!", "skipped": "-"}


class Command(BaseCommand):
    help = "Imports transcripts from files and folders; files that are in the archive already are left alone."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder that is read to the bottom")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--publish", action="store_true", help="show the events that this run creates to readers")
        parser.add_argument("--report", metavar="FILE.json", help="write what became of each file")

    def handle(self, *, paths, dry_run, publish, report, verbosity, **options):
        with self.progress(paths, verbosity) as bar:

            def tell(outcome):
                bar.update()
                self.tell(outcome, verbosity, bar)

            outcomes = import_paths(paths, publish=publish, dry_run=dry_run, report=tell)
        if report:
            text = json.dumps([outcome.as_json() for outcome in outcomes], ensure_ascii=False, indent=1)
            Path(report).write_text(text + "\n", encoding="utf-8")
        self.close(outcomes, dry_run, verbosity)

    def progress(self, paths, verbosity):
        shown = verbosity and self.stdout.isatty()
        total = sum(1 for _ in find_files(paths)) if shown else None
        return tqdm(total=total, unit=" files", disable=not shown, leave=False)

    def tell(self, outcome: Outcome, verbosity, bar):
        bad = outcome.status == "failed"
        if not bad and (verbosity == 0 or (verbosity == 1 and outcome.status == "unchanged")):
            return
        bar.clear()
        stream = self.stderr if bad else self.stdout
        stream.write(f"{MARKS[outcome.status]} {outcome.name}: {outcome.message or outcome.event or outcome.status}")
        if verbosity > 1:
            for doubt in outcome.doubts:
                stream.write(f"    line {doubt.line}: {doubt.message} ({doubt.rule}, {doubt.confidence:.2f})")

    def close(self, outcomes, dry_run, verbosity):
        counts = {status: sum(outcome.status == status for outcome in outcomes) for status in MARKS}
        doubtful = sum(len(outcome.doubts) for outcome in outcomes)
        if verbosity:
            said = ", ".join(f"{count} {status}" for status, count in counts.items() if count) or "nothing to read"
            written = "Nothing was written: this is what would happen. " if dry_run else ""
            self.stdout.write(f"{written}{said}." + (f" {doubtful} doubts; see them with -v 2." if doubtful else ""))
        if counts["failed"]:
            raise CommandError(f"{counts['failed']} of {len(outcomes)} files were not imported.")
