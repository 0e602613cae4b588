"""Fill a new clone with something to read."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Imports and publishes the transcripts in the folder seeds/; what is there already keeps its edits."

    def handle(self, *, verbosity, **options):
        call_command(
            "import_transcripts", settings.BASE_DIR / "seeds", publish=True, verbosity=verbosity, stdout=self.stdout
        )
