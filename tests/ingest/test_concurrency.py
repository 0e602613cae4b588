"""Two runs at once: each file comes in once, on either engine."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import TransactionTestCase

from speeches.ingest import import_bytes
from speeches.models import Event, Speaker, revise
from tests import seed
from tests.ingest.merge.test_merging import TEXT

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

    def test_versions_and_edits_at_once_are_merged_one_after_the_other(self):
        event = import_bytes(TEXT.encode(), "roads.txt", publish=True).event
        edited = event.utterances.first()

        def write(number):
            try:
                if number == 0:
                    with revise(event) as revision:
                        edited.text = "Дороги."
                        revision.save(edited)
                    return "saved"
                new = TEXT.replace("В мае", f"В {number} мае") + f"Реплика: Спасибо {number}!\n"
                return import_bytes(new.encode(), "roads.txt").status
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            statuses = sorted(pool.map(write, range(6)))
        self.assertEqual(statuses, [*["changed"] * 5, "saved"])
        event.refresh_from_db()
        rows = list(event.utterances.all())
        last = event.sources.latest("pk").as_read().turns
        self.assertEqual([row.text for row in rows], ["Дороги.", *(turn.text for turn in last[1:])])
        self.assertEqual(([row.position for row in rows], event.version), ([1, 2, 3, 4, 5], 7))
