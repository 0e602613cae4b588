"""A small `make torture`, so that the large one works on the day it is needed."""

import os
import tempfile
from pathlib import Path
from unittest import TestCase

import pytest

from tests.scratch import scratch
from tests.torture.archive import Torn, look, texts_in
from tests.torture.asking import ASKED, ask
from tests.torture.busy import BUSY, import_meanwhile
from tests.torture.editing import EDITED, edit_together
from tests.torture.files import read_files
from tests.torture.fuzz import fuzz
from tests.torture.kills import ARCHIVE, TEMPLATE, kill_imports
from tests.torture.load import LOADED, load
from tests.torture.visiting import VISITED, visit

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")

EMPTY = {
    "sqlite": "INSERT INTO speeches_turns_index (speeches_turns_index) VALUES ('delete-all')",
    "postgresql": "DELETE FROM speeches_turns_index",
}


class Torture(TestCase):
    """A place of its own for databases; classes run in different processes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = cls.enterClassContext(scratch(ENGINE))
        cls.addClassCleanup(cls.drop)

    @classmethod
    def drop(cls):
        for name in (ARCHIVE, ASKED, BUSY, EDITED, LOADED, TEMPLATE, VISITED):
            cls.place.drop(name)


class ComingInTests(Torture):
    def test_an_import_that_is_killed_leaves_whole_events_and_the_next_completes_it(self):
        kills = kill_imports(self.place, files=20, moments=2, seed=1)
        self.assertEqual(kills.started + kills.amid + kills.over, 2)

    @pytest.mark.once
    def test_rubbish_never_ends_in_a_traceback_nor_keeps_good_files_out(self):
        self.assertIn("no traceback", fuzz(self.place, rounds=1, files=40, seed=1))

    @pytest.mark.once
    def test_spoiled_files_of_every_format_are_read_or_refused(self):
        self.assertIn("characters lost 0", read_files(12, ("docx", "html", "tei"), 1))

    @pytest.mark.once
    def test_what_is_torn_is_seen(self):
        self.place.migrated(ARCHIVE)
        folder = Path(tempfile.mkdtemp(dir=self.place.folder)) / "texts"
        folder.mkdir()
        (folder / "a.txt").write_text("Встреча\n5 мая 2020 года\nИван Ларин: Добрый день.\nАнна Ветрова: Да.\n")
        texts = texts_in(folder)
        self.assertEqual(self.place.manage(ARCHIVE, "import_transcripts", str(folder), "--publish").returncode, 0)
        self.assertEqual(look(self.place, ARCHIVE, texts)["turns"], 2)
        damages = (
            ("Utterance.objects.last().delete()", "other turns than its text"),
            ("Event.objects.update(turn_count=3)", "wrong counts"),
            ("Change.objects.all().delete()", "not in the log"),
            ("Speaker.objects.update(event_count=7)", "counts of speakers"),
            ("Import.objects.update(created=2)", "says that it created 2"),
            (f"connection.cursor().execute({EMPTY[ENGINE]!r})", "the index of turns"),
        )
        imports = ["from django.db import connection", "from speeches.models import *"]
        code = "; ".join([*imports, *(damage for damage, _ in damages)])
        self.assertEqual(self.place.manage(ARCHIVE, "shell", "--command", code).returncode, 0)
        with self.assertRaises(Torn) as caught:
            look(self.place, ARCHIVE, texts)
        for _, said in damages:
            self.assertIn(said, str(caught.exception))


class OnlineTests(Torture):
    @pytest.mark.once
    def test_no_request_makes_an_error_of_the_sites(self):
        self.assertIn("5xx 0", visit(self.place, events=2, requests=120, seed=1))

    def test_editors_lose_nothing_and_one_of_those_who_meet_is_accepted(self):
        self.assertIn("lost 0", edit_together(self.place, editors=3, rounds=1))

    @pytest.mark.once
    def test_readers_get_their_pages_while_an_import_runs(self):
        busy = import_meanwhile(self.place, events=2, files=5, seconds=1, seed=1)
        self.assertEqual(busy.before.failures + busy.during.failures + busy.locked, [])

    @pytest.mark.once
    def test_ten_times_the_readers_get_no_error(self):
        loaded = load(self.place, events=2, seconds=2, seed=1)
        self.assertEqual(loaded.failures, [])
        self.assertGreater(len(loaded.times), 1)

    def test_every_query_is_answered_within_a_second(self):
        asked = ask(self.place, events=12, queries=200, seed=1)
        self.assertEqual(asked.queries, 200)
        self.assertTrue(40 < asked.found < 200, asked)
