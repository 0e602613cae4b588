"""Bring transcripts in."""

import json
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from speeches.ingest import Outcome, find_files, import_paths
from speeches.models import Event
from speeches.transcripts import FORMATS
from speeches.words import word_diff

MARKS = {"created": "+", "changed": "~", "unchanged": "=", "waiting": "?", "failed": "!", "skipped": "-"}
LABELS_SHOWN = 20
AROUND = 40
"""How many unchanged characters stand beside a change."""


class Command(BaseCommand):
    help = (
        "Imports transcripts from files and folders. A new version of a known file is merged: what editors changed "
        "stays, and where both changed an editor is asked."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder that is read to the bottom")
        names = [format.name for format in FORMATS]
        parser.add_argument("--format", choices=names, default="", help="read every file so, whatever it looks like")
        parser.add_argument(
            "--event", metavar="REF", help="take the one file for a newer version of this event's source"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--publish", action="store_true", help="show the events that this run creates to readers")
        parser.add_argument("--report", metavar="FILE.json", help="write what became of each file")

    def handle(self, *, paths, format, event, dry_run, publish, report, verbosity, **options):
        wishes = {"format": format, "event": self.event(event, paths), "dry_run": dry_run, "publish": publish}
        with self.written(report) as keep, self.progress(paths, verbosity) as bar:

            def tell(outcome):
                keep(outcome)
                bar.update()
                self.tell(outcome, verbosity, bar)

            summary = import_paths(paths, report=tell, **wishes)
        self.close(summary, dry_run, verbosity)

    def event(self, ref, paths):
        if not ref:
            return None
        event = Event.objects.filter(ref=ref).first()
        if event is None:
            raise CommandError(
                f"--event: there is no event {ref}. Its reference stands on its page at the desk.", returncode=2
            )
        if len(paths) != 1 or Path(paths[0]).is_dir():
            raise CommandError("--event: give the one file that is a newer version of this event.", returncode=2)
        return event

    @contextmanager
    def written(self, report):
        """Write outcomes as they come, hidden until all are there: the report may lie in the folder that is read."""
        if not report:
            yield lambda outcome: None
            return
        path = Path(report)
        unfinished = path.with_name(f".{path.name}.unfinished")
        try:
            unfinished.write_text("[", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"--report: {report} cannot be written: {error.strerror}.", returncode=2) from error
        with unfinished.open("a", encoding="utf-8") as file:
            separators = chain(["\n"], repeat(",\n"))

            def keep(outcome):
                file.write(next(separators) + json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))

            yield keep
            file.write("\n]\n")
        unfinished.replace(path)

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
        said = outcome.message or outcome.event or outcome.status
        if outcome.message and outcome.event and outcome.status == "changed":
            said = f"{outcome.event}: {outcome.message}"
        stream.write(f"{MARKS[outcome.status]} {outcome.name}: {said}")
        if verbosity > 1:
            for passage in outcome.passages:
                stream.write(told(passage))
            for doubt in outcome.doubts:
                stream.write(f"    line {doubt.line}: {doubt.message} ({doubt.rule}, {doubt.confidence:.2f})")

    def close(self, summary, dry_run, verbosity):
        counts = [f"{summary.counts[status]} {status}" for status in MARKS if summary.counts[status]]
        if verbosity:
            written = "Nothing was written: this is what would happen. " if dry_run else ""
            self.stdout.write(f"{written}{', '.join(counts) or 'nothing to read'}.")
            self.tell_what_waits(summary, dry_run)
        if summary.counts["failed"]:
            raise CommandError(f"{summary.counts['failed']} of {summary.total} files were not imported.")

    def tell_what_waits(self, summary, dry_run):
        if summary.decisions:
            where = "" if dry_run else " They wait at the desk, under Decisions."
            self.stdout.write(f"{summary.decisions} passages were changed by editors and by the source.{where}")
        if summary.doubts:
            self.stdout.write(f"{summary.doubts} doubts; see them with -v 2.")
        if summary.labels:
            self.stdout.write("Doubtful labels, the most frequent first:")
            for label, count in summary.labels.most_common(LABELS_SHOWN):
                self.stdout.write(f"  {count:>5}  {label}")
            if len(summary.labels) > LABELS_SHOWN:
                self.stdout.write(f"         and {len(summary.labels) - LABELS_SHOWN} more, see --report")
        refused = [file for file in summary.noted if file["status"] == "failed"]
        if refused:
            self.stdout.write("Refused:")
            for file in refused:
                self.stdout.write(f"  {file['file']}: {file['message']}")


DONE = {"follow": "follows the source", "keep": "stays", "agree": "is the same by now", "ask": "waits for an editor"}


def told(passage) -> str:
    """Print one passage of a merge, with what differs word by word."""
    where = passage.field or (f"line {passage.line}" if passage.line else "a turn")
    acts = f"editor {passage.editor}, source {passage.source}"
    return f"    {where} ({acts}) {DONE[passage.fate]}: {changes(passage.mine, passage.theirs)}"


def changes(old: str, new: str) -> str:
    """Print a word diff on one line: [-removed-] {+added+}, with little of what stays."""
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    pieces = [forms[segment.kind].format(shortened(segment)) for segment in word_diff(old, new)]
    return " ".join("".join(pieces).split())


def shortened(segment) -> str:
    text = segment.text
    if segment.kind != "same" or len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND]} … {text[-AROUND:]}"
