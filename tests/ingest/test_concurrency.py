"""Two runs at once: each file comes in once, on either engine."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import TransactionTestCase

from speeches.ingest import import_bytes
from speeches.models import Event, Speaker
from tests import seed

RUNS = 4


class ParallelImportTests(TransactionTestCase):
    def import_seed(self, number):
        try:
            return import_bytes(seed.BYTES, f"copy-{number}.txt", publish=True).status
        finally:
            connection.close()

    def test_the_same_file_brought_in_at_once_is_one_event(self):
        with ThreadPoolExecutor(RUNS) as pool:
            statuses = sorted(pool.map(self.import_seed, range(RUNS)))
        self.assertEqual(statuses, ["created", *["unchanged"] * (RUNS - 1)])
        self.assertEqual((Event.objects.count(), Speaker.objects.count()), (1, 2))
