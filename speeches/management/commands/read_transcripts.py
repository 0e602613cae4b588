"""Show how transcripts are read, without a database."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from speeches.ingest import find_files, read_file
from speeches.transcripts import TranscriptError, listing, read


class Command(BaseCommand):
    help = "Reads transcripts and prints what was found: who speaks, what is doubtful. Touches no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder that is read to the bottom")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file")

    def handle(self, *, paths, json, **options):
        files = [found for found in find_files(paths) if not found.is_skipped]
        failed = sum(not self.show(found, json) for found in files)
        if failed:
            raise CommandError(f"{failed} of {len(files)} files were not read.")

    def show(self, found, as_json):
        """Print one file, and tell whether it could be read."""
        try:
            if found.problem:
                raise TranscriptError(found.problem)
            item = listing(read(read_file(found.path), found.name), str(found.path))
        except (OSError, TranscriptError) as error:
            item = {"file": str(found.path), "error": str(error)}
        if as_json:
            # A file's name may hold bytes that are no UTF-8; they are printed escaped.
            sys.stdout.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n")
        else:
            self.tell(item)
        return "error" not in item

    def tell(self, item):
        if "error" in item:
            self.stderr.write(f"{item['file']}: {item['error']}")
            return
        self.stdout.write(
            f"{item['file']}\n  {item['title'] or '(no title)'} · {item['date'] or '(no date)'} · {item['language']}"
        )
        for utterance in item["utterances"]:
            label = utterance["attribution_text"] or f"[{utterance['classification']}]"
            words = sum(len(paragraph.split()) for paragraph in utterance["paragraphs"])
            self.stdout.write(f"  {utterance['line']:>5}  {label}: {words} words")
        for doubt in item["doubts"]:
            self.stdout.write(f"  ?     line {doubt['line']}: {doubt['message']}")
