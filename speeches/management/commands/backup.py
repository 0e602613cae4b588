"""Write everything that the site keeps into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from speeches.keeping import Refused, back_up
from speeches.management.progress import progress


class Command(BaseCommand):
    help = (
        "Writes database, uploads and releases into one file, as they are at one moment; readers and editors go on "
        "meanwhile. The file appears when all is in it. It is restored on SQLite and on PostgreSQL, by this release "
        "and by later ones. It holds drafts and hashes of passwords: keep it as safe as the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="new, or a former backup, which gives way")
        parser.add_argument(
            "--no-releases", action="store_true", help="leave out /data/releases/, which may be larger than all else"
        )

    def handle(self, *, file, no_releases, verbosity, **options):
        try:
            with progress(self.stdout if verbosity else None, "rows") as tell:
                done = back_up(Path(file), with_releases=not no_releases, progress=tell)
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was written: {error}", returncode=1) from error
        if verbosity:
            self.stdout.write(
                f"Backed up {done.rows:,} rows of {done.tables} tables and {done.files:,} files to {file} "
                f"({done.size / 1_000_000:,.1f} MB)."
            )
