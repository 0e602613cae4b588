"""Every migration can be undone, works on a filled archive, and leaves a site alone that goes on meanwhile."""

import json
import os
import zipfile
from pathlib import Path
from unittest import TestCase

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.test import SimpleTestCase

from tests.scratch import scratch

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
APP = "speeches"
RELEASES = sorted((Path(__file__).parent / "keeping" / "releases").glob("*.zip"))

DESTRUCTIVE = (migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel)

LOOK = """
from speeches.models import *; from speeches.search import parse, search; from django.test import Client
print(Event.objects.count(), Source.objects.count(), Change.objects.count(), __import__("zlib").crc32(repr(list(
    Utterance.objects.order_by("pk").values_list("ref", "text", "lemmas"))).encode()), search(parse("плыть")).count(),
    Client(HTTP_HOST="localhost").get("/readyz").json()["status"])
"""

FORGET = "from speeches.models import *; [model.objects.all().delete() for model in (Act, Note, Decision)]"


def ours():
    """Give this site's migrations by name."""
    found = MigrationLoader(None).disk_migrations.items()
    return {name: migration for (app, name), migration in sorted(found) if app == APP}


def released():
    """Give the names of the migrations that a release has had."""
    for backup in RELEASES:
        with zipfile.ZipFile(backup) as archive:
            yield from json.loads(archive.read("manifest.json"))["migrations"][APP]


def faults(migration):
    """Yield what is wrong with a migration: it cannot be undone, or the former release would fail beside it.

    Between the migration and the reload of the last worker the former code goes on reading and writing: what it names
    has to be there, and a row that it writes has to be taken. A migration that cannot be so says why by `halts`, and
    the site is stopped for it.
    """
    if not migration.atomic:
        yield "is not atomic: a restore runs it in one transaction with all others"
    for operation in migration.operations:
        told = f"{type(operation).__name__} {getattr(operation, 'name', '')}".strip()
        if not operation.reversible:
            yield f"{told}: cannot be undone"
        if getattr(migration, "halts", ""):
            continue
        if isinstance(operation, DESTRUCTIVE):
            yield f"{told}: the former release still asks for it; stop using it first, take it away a release later"
        elif isinstance(operation, migrations.AddField) and refuses_former_rows(operation.field):
            yield f"{told}: rows of the former release have no value; give it null=True or db_default"


def refuses_former_rows(field):
    is_column = not isinstance(field, models.ManyToManyField)
    return is_column and not field.null and not field.has_db_default()


class EveryMigrationTests(SimpleTestCase):
    def test_every_one_can_be_undone_and_new_ones_are_safe_on_a_live_site(self):
        known = set(released())
        for name, migration in ours().items():
            with self.subTest(name):
                found = [fault for fault in faults(migration) if name not in known or "undone" in fault]
                self.assertEqual(found, [])

    def test_what_would_break_a_site_is_found(self):
        class Migration(migrations.Migration):
            operations = [
                migrations.RunPython(lambda apps, editor: None),
                migrations.RemoveField("event", "title"),
                migrations.AddField("event", "colour", models.CharField(max_length=5, default="")),
                migrations.AddField("event", "shade", models.CharField(max_length=5, db_default="")),
                migrations.AddField("event", "tone", models.CharField(max_length=5, null=True)),
            ]

        found = list(faults(Migration("0999_bad", APP)))
        self.assertEqual(
            [fault.partition(":")[0] for fault in found], ["RunPython", "RemoveField title", "AddField colour"]
        )
        Migration.halts = "The title goes."
        self.assertEqual(len(list(faults(Migration("0999_bad", APP)))), 1)
        Migration.atomic = False
        self.assertEqual(len(list(faults(Migration("0999_bad", APP)))), 2)


@pytest.mark.long
class FilledArchiveTests(TestCase):
    def test_a_filled_archive_goes_all_the_way_back_and_forth(self):
        place = self.enterContext(scratch(ENGINE))
        self.addCleanup(place.drop, "archive")
        place.create("archive")
        place.manage("archive", "restore", str(RELEASES[0])).check_returncode()
        # Rows of kinds that came later are not taken by the tables of before: the way back of a site is its backup.
        place.manage("archive", "shell", "-v0", "-c", FORGET).check_returncode()
        before = self.look(place)
        self.assertIn("ok", before)
        for target in (min(ours()), max(ours())):
            done = place.manage("archive", "migrate", APP, target, "-v0")
            self.assertEqual(done.returncode, 0, done.stderr)
        place.manage("archive", "rebuild_search_index", "-v0").check_returncode()
        self.assertEqual(self.look(place), before)

    def look(self, place):
        looked = place.manage("archive", "shell", "-v0", "-c", LOOK)
        self.assertEqual(looked.returncode, 0, looked.stderr)
        return looked.stdout
