"""Two runs at once: each file comes in once, on either engine."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import TransactionTestCase

from speeches.ingest import import_bytes
from speeches.models import Event, Speaker, revise
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


class ParallelWriteTests(TransactionTestCase):
    def test_writers_of_every_kind_take_turns(self):
        event = import_bytes(seed.BYTES, "seed.txt", publish=True).event
        speaker, turn = Speaker.objects.first(), event.utterances.first()

        def edit(number):
            try:
                if number % 3 == 0:
                    return import_bytes(
                        f"Встреча {number}\n5 мая 2020 года\nСи Цзиньпин: Да.".encode(), f"{number}"
                    ).status
                with revise(event if number % 3 == 1 else None) as revision:
                    revision.save(turn if number % 3 == 1 else speaker)
                return "saved"
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as pool:
            statuses = list(pool.map(edit, range(18)))
        self.assertEqual(statuses.count("saved") + statuses.count("created"), 18)
