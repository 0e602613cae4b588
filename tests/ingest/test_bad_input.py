"""What is no transcript, or cannot be reached: a message with file, line and remedy, exit status 1, the rest is in."""

import contextlib
import io
import os
import tempfile
import zipfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from speeches.ingest import find_files, read_file
from speeches.models import Event, Redirect, SiteVersion, Source
from speeches.transcripts.decode import MAX_BYTES
from tests.ingest.merge.test_merging import TEXT
from tests.make import make_event

GOOD = TEXT.encode()
OTHER = "Открытие школы\n1 сентября 2025 года\nКлин\nИ.Белов: Дорогие ребята, поздравляю вас с праздником!\n"
NOBODY = 65534


def bomb():
    """A Word file of some kilobytes whose document unpacks to far more than any text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 40_000_000 + b"</w>")
    return packed.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">
<!ENTITY z SYSTEM "file:///etc/passwd">]><akomaNtoso>&y;&z;</akomaNtoso>"""

# name: (bytes, what is said)
REFUSED = {
    "empty.txt": (b"", r"There is no text in it\. Give another file"),
    "blank.txt": (b" \n\t\n", r"There is no text in it\. Give another file"),
    "binary.txt": (b"MZ\x90\x00\x03" * 99, r"line 1: There is a NUL byte: this is no text file"),
    "half.txt": (GOOD[:300] + b"\xd0" + GOOD[300:], r"line 5: The byte 0xd0 is not UTF-8, the rest is\. Correct it"),
    "utf16.txt": (b"\xff\xfe" + "Да".encode("utf-16-le") + b"\x00", r"The byte order mark says utf-16-le"),
    "bomb.docx": (bomb(), r"The Word file unpacks to 40,000,0\d\d bytes, more than .* Save it as text"),
    "entities.xml": (ENTITIES, r"entit"),
    "broken.xml": (b"<?xml version='1.0'?>\n<akomaNtoso>\n<debate>\n", r"line \d"),
    "other.xml": (b"<?xml version='1.0'?><invoice/>", r"its root is <invoice>"),
    "other.json": (b'{"a": 1}', r"This JSON is no transcript"),
    "archive.docx": (b"PK\x03\x04" + b"\0" * 50, r"The Word file is damaged"),
}


class FolderTestCase(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def put(self, name, data=GOOD):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def run_import(self, *paths, **options):
        out, err = StringIO(), StringIO()
        try:
            call_command("import_transcripts", *(paths or [self.folder]), stdout=out, stderr=err, **options)
        except CommandError as error:
            return error.returncode, out.getvalue(), f"{err.getvalue()}{error}"
        return 0, out.getvalue(), err.getvalue()


class BadInputTests(FolderTestCase):
    def test_each_is_refused_with_its_name_and_the_others_come_in(self):
        for name, (data, _said) in REFUSED.items():
            self.put(name, data)
        self.put("zzz.txt")
        status, out, err = self.run_import()
        self.assertEqual(status, 1)
        self.assertEqual(Event.objects.count(), 1)
        self.assertIn(f"{len(REFUSED)} failed", out)
        for name, (_data, said) in REFUSED.items():
            with self.subTest(name):
                self.assertRegex(err, rf"! {name}: .*{said}")
                self.assertRegex(out, rf"  {name}: .*{said}", "It stands in the report at the end too.")

    def test_what_is_too_large_is_not_read_at_all(self):
        with self.put("large.txt").open("r+b") as file:
            file.truncate(MAX_BYTES + 1)
        status, _out, err = self.run_import()
        self.assertEqual(status, 1)
        self.assertRegex(err, r"large\.txt: The file has 33,554,433 bytes, more than 33,554,432\. Divide it\.")

    def test_a_loop_of_links_ends(self):
        self.put("a.txt")
        (self.folder / "loop").symlink_to(self.folder, target_is_directory=True)
        (self.folder / "itself.txt").symlink_to(self.folder / "itself.txt")
        status, _out, err = self.run_import()
        self.assertEqual(status, 1)
        self.assertIn("itself.txt: ", err)
        self.assertEqual(Source.objects.count(), 1)

    def test_a_name_with_odd_bytes_is_printed_escaped(self):
        name = os.fsencode(self.folder) + b"/caf\xe9.txt"
        with open(name, "wb") as file:  # noqa: PTH123 -- a path of bytes
            file.write(GOOD)
        status, out, _err = self.run_import()
        self.assertEqual(status, 0)
        self.assertIn(r"+ caf\xe9.txt", out)
        self.assertEqual(Source.objects.get().name, r"caf\xe9.txt")

    def test_a_folder_or_file_without_rights_is_said(self):
        self.put("open/a.txt")
        self.put("shut/b.txt").parent.chmod(0)
        self.put("c.txt").chmod(0)
        self.addCleanup((self.folder / "shut").chmod, 0o700)
        self.folder.chmod(0o755)
        with somebody_without_rights():
            found = list(find_files([self.folder]))
            with self.assertRaises(PermissionError):
                read_file(self.folder / "c.txt")
        problems = {Path(each.name).name: each.problem for each in found if each.problem}
        self.assertEqual(problems, {"shut": "The folder cannot be read: Permission denied."})
        self.assertIn("open/a.txt", [each.name for each in found])

    def test_a_pipe_is_no_file(self):
        os.mkfifo(self.folder / "pipe.txt")
        status, _out, err = self.run_import()
        self.assertEqual(status, 1)
        self.assertIn("pipe.txt: This is no ordinary file.", err)


@contextlib.contextmanager
def somebody_without_rights():
    """Whoever runs the suite as root has every right; then nobody looks."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was == 0:
            os.seteuid(was)


class MisuseTests(FolderTestCase):
    def test_a_report_that_cannot_be_written_stops_the_run_before_it_begins(self):
        self.put("a.txt")
        status, _out, err = self.run_import(report=str(self.folder / "nowhere" / "report.json"))
        self.assertEqual(status, 2)
        self.assertIn("--report:", err)
        self.assertFalse(Event.objects.exists())

    def test_an_event_that_is_not_there_is_misuse(self):
        status, _out, err = self.run_import(self.put("a.txt"), event="nonesuch00")
        self.assertEqual(status, 2)
        self.assertIn("nonesuch00", err)

    def test_an_event_that_came_from_no_file_has_no_newer_version(self):
        event = make_event()
        status, _out, err = self.run_import(self.put("a.txt"), event=event.ref)
        self.assertEqual((status, Event.objects.count()), (1, 1))
        self.assertIn("came from no file", err)

    def test_a_format_may_be_said(self):
        path = self.put("a.txt", b"<html><p>Anna Berg: Yes.</p></html>")
        self.run_import(path, format="text")
        self.assertEqual(Source.objects.get().media_type, "text/plain")


class ListingTests(FolderTestCase):
    """sources.csv, by which a folder says where its files came from."""

    def test_addresses_on_another_site_lead_to_the_event(self):
        self.put("a.txt")
        listing = (
            "file,url,identifier,addresses\na.txt,https://old.example/7,no-7,/news/7 https://old.example/новости?id=7\n"
        )
        self.put("sources.csv", listing.encode())
        self.assertEqual(self.run_import(publish=True)[0], 0)
        source, event = Source.objects.get(), Event.objects.get()
        self.assertEqual((source.url, source.identifier), ("https://old.example/7", "no-7"))
        for address in ("/news/7", "/новости?id=7"):
            with self.subTest(address):
                self.assertRedirects(self.client.get(address), event.get_absolute_url(), 301)
        self.assertEqual(self.client.get("/news/8").status_code, 404)

    def test_what_readers_have_not_seen_has_no_address(self):
        self.put("a.txt")
        self.put("sources.csv", b"file,addresses\na.txt,/news/7\n")
        self.run_import()
        self.assertEqual(self.client.get("/news/7").status_code, 404)

    def test_a_file_is_known_again_by_its_listed_identifier(self):
        self.put("a.txt")
        self.put("sources.csv", b"file,identifier\na.txt,no-7\nb.txt,no-7\n")
        self.run_import()
        (self.folder / "a.txt").rename(self.folder / "b.txt")
        self.put("b.txt", TEXT.replace("В мае", "В июне").encode())
        _status, out, _err = self.run_import()
        self.assertIn("~ b.txt", out)
        self.assertEqual(Event.objects.count(), 1)

    def test_an_address_that_leads_elsewhere_stays_and_is_doubted(self):
        Redirect.objects.create(kind="address", old="/news/7", target=make_event().ref)
        self.put("a.txt")
        self.put("sources.csv", b"file,addresses\na.txt,/news/7\n")
        _status, out, _err = self.run_import(verbosity=2)
        self.assertIn("/news/7” leads to another event already", out)

    def test_an_address_of_a_draft_that_was_deleted_is_free_again(self):
        Redirect.objects.create(kind="address", old="/news/7", target="0" * 10)
        self.put("a.txt")
        self.put("sources.csv", b"file,addresses\na.txt,/news/7\n")
        self.run_import()
        self.assertEqual(Redirect.objects.get().target, Event.objects.get().ref)

    def test_what_is_known_already_writes_nothing(self):
        self.put("a.txt")
        self.put("sources.csv", b"file,addresses\na.txt,/news/7\n")
        self.run_import()
        before = SiteVersion.objects.get().number
        self.run_import()
        self.assertEqual(SiteVersion.objects.get().number, before)

    def test_addresses_of_another_text_lead_to_no_event(self):
        self.put("a.txt")
        self.run_import(publish=True)
        self.put("a.txt", OTHER.encode())
        self.put("sources.csv", b"file,addresses\na.txt,/news/8\n")
        _status, out, _err = self.run_import()
        self.assertIn("? a.txt: Another text", out)
        self.assertFalse(Redirect.objects.exists())

    def test_a_nul_in_an_address_is_not_found(self):
        self.assertEqual(self.client.get("/news/%00").status_code, 404)

    def test_a_listing_that_is_not_understood_stops_its_folder(self):
        for listing, said in (
            ("name,url\n", "line 1: The column “name” is not known. Columns: file, url"),
            ("url\n", "line 1: There is no column “file”"),
            ("file,url\na.txt,ftp://x\n", "line 2: “ftp://x” is no web address"),
            (f"file,addresses\na.txt,/{'x' * 500}\n", "line 2: “/xxx"),
            ("file,retrieved_at\na.txt,yesterday\n", "line 2: “yesterday” is no time: write it as"),
            ("file\na.txt\na.txt\n", "line 3: “a.txt” is listed twice"),
            ("file\na.txt,b,c\n", "line 2: The line has no file, or more columns"),
        ):
            with self.subTest(listing):
                self.put("a.txt")
                self.put("sources.csv", listing.encode())
                status, _out, err = self.run_import()
                self.assertEqual(status, 1)
                self.assertIn(f"sources.csv: {said}", err)
                self.assertFalse(Event.objects.exists())

    def test_a_listed_file_that_is_missing_is_said(self):
        self.put("sources.csv", b"file\na.txt\n")
        status, _out, err = self.run_import()
        self.assertEqual(status, 1)
        self.assertIn("a.txt: There is no such file, but sources.csv lists it.", err)
