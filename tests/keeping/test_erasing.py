"""After expunging and erasing no file has the words: not the database's, no release, no backup, no export."""

import os
import zipfile
from pathlib import Path
from unittest import TestCase

import psycopg
import pytest

from tests.keeping.expunged import SECRET
from tests.scratch import scratch

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
NUMBER = SECRET.split()[-1].encode()
"""As the index of words has it; too long to stand in a digest by chance."""
WORDS = (SECRET.encode(), NUMBER)

ERASE = "from speeches.keeping import erase; print(erase()); print(erase())"
IN_FILES = """SELECT count(*) FROM pg_ls_dir('base/' || (SELECT oid FROM pg_database WHERE datname = %s)) AS name
    WHERE position(%s IN pg_read_binary_file(
        'base/' || (SELECT oid FROM pg_database WHERE datname = %s) || '/' || name, true)) > 0"""


@pytest.mark.long
class ErasingTests(TestCase):
    def setUp(self):
        self.place = self.enterContext(scratch(ENGINE))
        self.addCleanup(self.place.drop, "archive")
        self.place.migrated("archive")
        self.place.run("archive", "-m", "tests.keeping.expunged").check_returncode()

    def test_the_words_are_in_no_file_any_more(self):
        self.assertTrue(self.found(), "nothing to erase")
        said = self.place.manage("archive", "shell", "-v0", "-c", ERASE)
        self.assertEqual(said.stdout.splitlines()[1:], [""], said.stderr)
        self.assertIn("anew", said.stdout)
        backup, export = self.place.folder / "backup.zip", self.place.folder / "export"
        self.place.manage("archive", "backup", str(backup)).check_returncode()
        self.place.manage("archive", "export_transcripts", str(export), "--format", "all").check_returncode()
        with zipfile.ZipFile(backup) as archive:
            archive.extractall(self.place.folder / "unpacked")
        self.assertEqual(self.found(), [])
        self.assertTrue((export / "manifest.json").is_file())

    def found(self):
        """Give the names of files that have any of the words, those of the server's database among them."""
        paths = [path for path in self.place.folder.rglob("*") if path.is_file() and "postgresql" not in path.parts]
        found = [str(path) for path in paths if self.has_words(path)]
        return found + (self.found_on_server() if ENGINE == "postgresql" else [])

    def has_words(self, path: Path):
        data = path.read_bytes()
        return any(word in data for word in WORDS)

    def found_on_server(self):
        database = self.place.called("archive")
        with psycopg.connect(self.place.url, dbname=database, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            counts = [connection.execute(IN_FILES, [database, word, database]).fetchone()[0] for word in WORDS]
        return [f"{count} files of the server" for count in counts if count]
