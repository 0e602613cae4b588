"""Django's own migrate, of which two nodes that are started together take turns."""

from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import DatabaseError

from speeches.nodes.alone import alone
from speeches.search.index import install_index


class Command(DjangoCommand):
    def handle(self, *args, database, **options):
        # The second one finds nothing left to do; side by side, both would make the same tables.
        with alone("migrate", waits=True):
            try:
                super().handle(*args, database=database, **options)
            except Exception:
                self.put_index_back(database)
                raise

    def put_index_back(self, database):
        """Let the release that serves the site go on finding: the index was taken away before the tables changed."""
        try:
            install_index(database)
        except DatabaseError as error:
            self.stderr.write(f"Nothing is found until manage.py rebuild_search_index has run: {error}")
