"""A damaged backup is refused before anything is written, and the part is named."""

import json
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.test import SimpleTestCase

from speeches.keeping.container import BackupSpoiled, Refused, reading, writing

RELEASES = Path(__file__).parent / "releases"
TURNS = "tables/speeches_utterance.jsonl"


@pytest.mark.once
class DamageTests(SimpleTestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.file = self.folder / "backup.zip"
        shutil.copyfile(RELEASES / "0.1.zip", self.file)

    def check(self):
        with reading(self.file) as backup:
            backup.check()

    def rewrite(self, **changed):
        """Write the backup anew with other content of some files, None for those that are left out."""
        with zipfile.ZipFile(RELEASES / "0.1.zip") as old, zipfile.ZipFile(self.file, "w") as new:
            for name in old.namelist():
                content = changed.get(name, old.read(name))
                if content is not None:
                    new.writestr(name, content)

    def refused(self, error, *words):
        with self.assertRaises(error) as caught:
            self.check()
        for word in words:
            self.assertIn(word, str(caught.exception))

    def facts(self, **changed):
        with zipfile.ZipFile(RELEASES / "0.1.zip") as old:
            facts = json.loads(old.read("manifest.json")) | changed
        return {"manifest.json": json.dumps(facts)}

    def test_a_whole_one_is_whole(self):
        self.check()

    def test_a_byte_that_is_another_one_is_found_and_its_file_named(self):
        with zipfile.ZipFile(self.file) as archive:
            info = archive.getinfo(TURNS)
        data = bytearray(self.file.read_bytes())
        data[info.header_offset + 200] ^= 1
        self.file.write_bytes(data)
        self.refused(BackupSpoiled, TURNS)

    def test_content_that_was_exchanged_is_found_though_the_zip_is_whole(self):
        self.rewrite(**{TURNS: b"[]\n"})
        self.refused(BackupSpoiled, TURNS)

    def test_a_part_that_is_missing_or_too_many_is_named(self):
        self.rewrite(**{TURNS: None})
        self.refused(BackupSpoiled, "lacks", TURNS)
        self.rewrite()
        with zipfile.ZipFile(self.file, "a") as archive:
            archive.writestr("tables/more.jsonl", b"")
        self.refused(BackupSpoiled, "should not have", "tables/more.jsonl")

    def test_half_a_file_and_what_is_no_backup_are_told(self):
        whole = self.file.read_bytes()
        for content in (whole[: len(whole) // 2], b"", b"SQLite format 3"):
            self.file.write_bytes(content)
            self.refused(BackupSpoiled, "no backup")
        self.rewrite(**{"manifest.json": '{"format": "other"}'})
        self.refused(BackupSpoiled, "no backup")
        self.rewrite(**{"manifest.json": None})
        self.refused(BackupSpoiled, "manifest.json")

    def test_a_backup_of_a_newer_format_is_refused_with_the_release_that_made_it(self):
        self.rewrite(**self.facts(version=2, release="7.5"))
        self.refused(Refused, "Rostrum 7.5")

    def test_a_file_that_is_not_there_is_told(self):
        self.file.unlink()
        self.refused(Refused, "cannot be read")


@pytest.mark.once
class WritingTests(SimpleTestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.file = self.folder / "backup.zip"

    def write(self):
        with writing(self.file) as backup:
            with backup.member("tables/a.jsonl") as member:
                member.write(b"[]\n")
            backup.close({"release": "0.1"})

    def test_the_file_is_its_owners_alone_and_a_later_one_takes_its_place(self):
        self.write()
        self.write()
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["backup.zip"])

    def test_what_fails_leaves_the_former_one_and_nothing_else(self):
        self.write()
        before = self.file.read_bytes()
        with self.assertRaises(OSError), writing(self.file) as backup, backup.member("tables/b.jsonl") as member:
            member.write(b"[1]\n")
            raise OSError("No space left on device")
        self.assertEqual(self.file.read_bytes(), before)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["backup.zip"])

    def test_what_is_no_backup_is_not_written_over(self):
        self.file.write_text("Дневник")
        with self.assertRaises(Refused):
            self.write()
        self.assertEqual(self.file.read_text(), "Дневник")
