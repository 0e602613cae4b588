"""Every release's backup is restored by this one; what is refused or killed leaves the archive as it was."""

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest import TestCase

import pytest

from tests.scratch import ROOT, scratch

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
RELEASES = sorted((Path(__file__).parent / "releases").glob("*.zip"))

ROOM = 40_000
"""Bytes that a file may have on a full disk."""

LOOK = """
from speeches.models import *; from speeches.search import parse, search; from django.contrib.auth.models import User
from django.contrib.sessions.models import Session; from django.test import Client; import json
from django.db import connection
def turns_planned_with():
    if connection.vendor == "sqlite":
        return Utterance.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'speeches_utterance'::regclass")
        return cursor.fetchone()[0]
event = Event.objects.get(title="О лодках и пароходах")
print(json.dumps({
    "events": Event.objects.count(), "history": Utterance.history.count(), "sources": Source.objects.count(),
    "found": [search(parse(words)).count() for words in ("плыть", '"мост открыт"', "переговоры")],
    "planned": turns_planned_with() == Utterance.objects.count(),
    "editor": User.objects.get().username, "version": SiteVersion.objects.get().number,
    "next": Tag.objects.create(name_ru="Новая").pk > Tag.objects.exclude(name_ru="Новая").latest("pk").pk + 1,
    "ready": Client(HTTP_HOST="localhost").get("/readyz").json()["status"],
    "text": Client(HTTP_HOST="localhost").get(f"{event.get_absolute_url()[:-1]}.txt").status_code,
}))
"""
FINGERPRINT = """
from speeches.models import *
print(list(Event.objects.order_by("pk").values_list("ref", "version")), Utterance.objects.count(),
      SiteVersion.objects.first())
"""


@pytest.mark.long
class RestoringTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = cls.enterClassContext(scratch(ENGINE))
        cls.addClassCleanup(cls.place.drop, "archive")
        # The site's version in the backup, so that a restored one is seen to have risen.
        with zipfile.ZipFile(RELEASES[0]) as backup:
            cls.version = json.loads(backup.read("tables/speeches_siteversion.jsonl").splitlines()[1])[1]

    def restore(self, *arguments, status=0):
        done = self.place.manage("archive", "restore", *map(str, arguments), "--verbosity", "0")
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def shell(self, code):
        done = self.place.manage("archive", "shell", "--verbosity", "0", "--command", code)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_the_backup_of_every_release_is_restored_and_brought_up_to_this_one(self):
        for backup in RELEASES:
            with self.subTest(backup.stem):
                self.place.create("archive")
                self.restore(backup)
                told = json.loads(self.shell(LOOK))
                self.assertGreater(told.pop("version"), self.version)
                self.assertGreater(told.pop("history"), 10)
                self.assertEqual(
                    told,
                    {
                        "events": 9,
                        "sources": 5,
                        "found": [2, 1, 1],
                        "planned": True,
                        "editor": "vera",
                        "next": True,
                        "ready": "ok",
                        "text": 200,
                    },
                )
                check = self.place.manage("archive", "check", "--fail-level", "WARNING")
                self.assertEqual(check.returncode, 0, check.stderr)

    def test_what_is_there_stays_unless_it_is_given_up_and_a_killed_restore_changes_nothing(self):
        self.place.create("archive")
        self.restore(RELEASES[-1])
        self.shell("from speeches.models import *; Event.objects.create(title='Позже'); raise_version()")
        before = self.shell(FINGERPRINT)
        self.assertIn("--replace", self.restore(RELEASES[-1], status=2))
        spoiled = self.place.folder / "spoiled.zip"
        data = bytearray(RELEASES[-1].read_bytes())
        data[len(data) // 2] ^= 1
        spoiled.write_bytes(data)
        self.assertIn("damaged in tables/", self.restore(spoiled, "--replace", status=1))
        self.kill_a_restore()
        self.fill_the_disk()
        self.assertEqual(self.shell(FINGERPRINT), before)
        self.restore(RELEASES[-1], "--replace")
        self.assertNotEqual(self.shell(FINGERPRINT), before)
        self.assertNotIn("Позже", self.shell("from speeches.models import *; print(list(Event.objects.all()))"))
        left = [path.name for path in self.place.folder.iterdir() if "restoring" in path.name]
        self.assertEqual(left, [])

    def fill_the_disk(self):
        """Back up, import and restore where nothing fits: each says so. A server's disk is not ours to fill."""
        self.on_full_disk("backup", self.place.folder / "half.zip")
        self.assertEqual([path.name for path in self.place.folder.iterdir() if "half" in path.name], [])
        if ENGINE == "sqlite":
            large = self.place.folder / "large.txt"
            said = "".join(f"А.Ветрова: Слово {number}.\nБ.Мостов: Да {number}.\n" for number in range(500))
            large.write_text(f"Большая встреча\n5 марта 2020 года\n{said}")
            self.on_full_disk("import_transcripts", large, "--publish")
            self.on_full_disk("restore", RELEASES[-1], "--replace")

    def on_full_disk(self, *arguments):
        done = self.place.run("archive", "-m", "tests.keeping.full_disk", str(ROOM), *map(str, arguments))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("Traceback", done.stderr)

    def kill_a_restore(self):
        """Kill one as soon as it has begun to write, with all that it started."""
        command = [sys.executable, "manage.py", "restore", str(RELEASES[-1]), "--replace"]
        started = subprocess.Popen(
            command, cwd=ROOT, env=self.place.environment("archive"), start_new_session=True, stdout=subprocess.PIPE
        )
        for line in started.stdout:
            if line.endswith(b" rows\n"):
                break
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        started.stdout.close()
        self.assertEqual(started.returncode, -signal.SIGKILL)

    def test_the_backup_of_a_newer_release_is_refused_by_name(self):
        newer = self.place.folder / "newer.zip"
        shutil.copyfile(RELEASES[-1], newer)
        with zipfile.ZipFile(RELEASES[-1]) as old, zipfile.ZipFile(newer, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    facts = json.loads(content) | {"release": "9.1"}
                    facts["migrations"]["speeches"].append("0999_of_tomorrow")
                    content = json.dumps(facts)
                new.writestr(name, content)
        self.place.create("archive")
        self.assertIn("Rostrum 9.1", self.restore(newer, status=2))
