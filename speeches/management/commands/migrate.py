"""Django's own migrate, of which two nodes that are started together take turns."""

from django.core.management.commands.migrate import Command as DjangoCommand

from speeches.nodes.alone import alone


class Command(DjangoCommand):
    def handle(self, *args, **options):
        # The second one finds nothing left to do; side by side, both would make the same tables.
        with alone("migrate", waits=True):
            super().handle(*args, **options)
