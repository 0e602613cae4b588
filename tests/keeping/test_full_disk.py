"""A full disk: what does not fit is told, and what was there is as it was. On PostgreSQL the disk is the server's."""

import os
from pathlib import Path
from unittest import TestCase, skipUnless

from tests.scratch import scratch

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
RELEASE = Path(__file__).parent / "releases" / "0.1.zip"
COUNT = "from speeches.models import *; print(Event.objects.count(), Utterance.objects.count(), Source.objects.count())"
ROOM = 200_000


def text(turns):
    said = "".join(f"А.Ветрова: Слово {number} о мостах и рыбе.\nБ.Мостов: Да {number}.\n" for number in range(turns))
    return f"Большая встреча\n5 марта 2020 года\n{said}"


class FullDiskTests(TestCase):
    def setUp(self):
        self.place = self.enterContext(scratch(ENGINE))
        self.addCleanup(self.place.drop, "archive")
        self.place.create("archive")
        self.place.manage("archive", "restore", str(RELEASE)).check_returncode()

    def on_full_disk(self, room, *arguments):
        """Run a command where no file may grow beyond so many bytes."""
        done = self.place.run("archive", "-m", "tests.keeping.full_disk", str(room), *map(str, arguments))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("Traceback", done.stderr)

    def count(self):
        return self.place.manage("archive", "shell", "-v0", "-c", COUNT).stdout

    def test_a_backup_leaves_no_half_file(self):
        self.on_full_disk(20_000, "backup", self.place.folder / "backup.zip")
        self.assertEqual([path.name for path in self.place.folder.iterdir() if "backup" in path.name], [])

    @skipUnless(ENGINE == "sqlite", "the disk of a server is not this test’s to fill")
    def test_an_import_and_a_restore_leave_what_was_there(self):
        before = self.count()
        large = self.place.folder / "large.txt"
        large.write_text(text(900))
        self.on_full_disk(ROOM, "import_transcripts", large, "--publish")
        self.on_full_disk(ROOM, "restore", RELEASE, "--replace")
        self.assertEqual(self.count(), before)
