"""Put a backup back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from speeches.keeping import BackupSpoiled, Refused, restore
from speeches.keeping.container import reading
from speeches.management.progress import progress


class Command(BaseCommand):
    help = (
        "Puts a backup into an empty archive, whole or not at all, on the engine that DATABASE_URL names, whichever "
        "the backup is from; one of an earlier release is brought up to this one. The file is read through before "
        "anything is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="give up what the archive has now")
        parser.add_argument(
            "--check", action="store_true", help="only read the file through, and say whether it is whole"
        )

    def handle(self, *, file, replace, check, verbosity, **options):
        if check and replace:
            raise CommandError("--check writes nothing: leave out --replace.", returncode=2)
        try:
            said = (self.check_file if check else self.put_back)(
                Path(file), replace, self.stdout if verbosity else None
            )
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        except BackupSpoiled as error:
            raise CommandError(f"{error} The archive is as it was.", returncode=1) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"The archive is as it was: {error}", returncode=1) from error
        if verbosity:
            self.stdout.write(said)

    def check_file(self, file, replace, output):
        with reading(file) as backup:
            with progress(output, "bytes read") as tell:
                backup.check(tell)
            facts = backup.facts
        rows = sum(table["rows"] for table in facts["tables"])
        made = f"made by Rostrum {facts['release']} at {facts['made_at']}"
        return f"Whole: {rows:,} rows and {facts['beside']:,} files, {made}."

    def put_back(self, file, replace, output):
        with progress(output, "bytes read") as checking, progress(output, "rows") as loading:
            done = restore(file, replacing=replace, checking=checking, loading=loading)
        later = "" if done.is_indexed else " Words are kept as another analyser made them: run rebuild_search_index."
        return f"Restored {done.rows:,} rows and {done.files:,} files, as they were at {done.made_at}.{later}"
