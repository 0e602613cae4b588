"""Releases on the site: their pages, their files with the right types, and nothing from outside of them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from speeches.exports.releases import make_release, releases_folder
from speeches.models import withdraw
from tests.exports.rows import make_conference
from tests.make import make_event

TYPES = {
    "events.jsonl": "application/jsonl",
    "turns.csv": "text/csv; charset=utf-8",
    "turns.parquet": "application/vnd.apache.parquet",
    "speakers.json": "application/json",
    "README.md": "text/markdown; charset=utf-8",
    "LICENSE.txt": "text/plain; charset=utf-8",
    "CITATION.cff": "application/yaml",
    "akn/2021/2021-05-05-{}.akn.xml": "application/akn+xml",
    "tei/2021/2021-05-05-{}.tei.xml": "application/tei+xml",
}


class ReleaseTests(TestCase):
    def setUp(self):
        kept = TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        (Path(kept.name) / "secret_key").write_text("тайна")
        self.enterContext(override_settings(DATA_DIR=Path(kept.name)))
        self.event = make_conference()
        make_release()

    def get(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status, path)
        return response

    def body(self, path):
        return b"".join(self.get(path))

    def test_the_list_names_every_release_with_its_counts(self):
        make_event("Второе")
        make_release()
        page = self.get("/en/data/releases/")
        self.assertContains(page, 'href="/en/data/releases/2/"')
        self.assertContains(page, 'href="/en/data/releases/1/"')
        self.get("/data/releases/")

    def test_without_a_release_the_page_says_so(self):
        with TemporaryDirectory() as empty, override_settings(DATA_DIR=Path(empty)):
            self.assertContains(self.get("/en/data/releases/"), "There is no release yet.")
            self.get("/data/releases/latest/", 404)

    def test_a_release_and_its_folders_list_what_is_in_them(self):
        page = self.get("/en/data/releases/1/")
        for name in ("turns.parquet", "manifest.json", "akn/", "sources/"):
            self.assertContains(page, f'href="{name}"')
        self.assertContains(self.get("/en/data/releases/1/akn/"), 'href="2021/"')
        self.assertContains(self.get("/en/data/releases/1/akn/2021/"), f"2021-05-05-{self.event.slug}.akn.xml")
        self.assertEqual(self.get("/data/releases/1/akn", 301).headers["Location"], "/data/releases/1/akn/")

    def test_files_come_with_their_types_and_whole(self):
        for name, media_type in TYPES.items():
            path = name.format(self.event.slug)
            response = self.get(f"/data/releases/1/{path}")
            self.assertEqual(response.headers["Content-Type"], media_type)
            self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
            self.assertEqual(b"".join(response), (releases_folder() / "1" / path).read_bytes())

    def test_sources_are_kept_and_never_opened_in_the_sites_name(self):
        source = self.event.sources.get()
        path = f"/data/releases/1/sources/2021/2021-05-05-{self.event.slug}-1-{source.sha256[:12]}"
        response = self.get(path)
        self.assertEqual(response.headers["Content-Type"], "application/octet-stream")
        self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(b"".join(response), bytes(source.content))

    def test_no_path_leads_outside(self):
        (releases_folder() / "1" / "link").symlink_to(Path(releases_folder()).parent / "secret_key")
        (releases_folder() / "1" / ".hidden").write_text("тайна")
        for path in (
            "../../secret_key",
            "..%2F..%2Fsecret_key",
            "%2e%2e/%2e%2e/secret_key",
            "akn/../../../secret_key",
            "/secret_key",
            "%2Fetc%2Fpasswd",
            "..\\..\\secret_key",
            "link",
            ".hidden",
            "turns.jsonl%00",
            "turns.jsonl/",
            "akn//2021/",
            "./turns.jsonl",
        ):
            with self.subTest(path):
                response = self.client.get(f"/data/releases/1/{path}")
                self.assertEqual(response.status_code, 404)
                self.assertNotIn("тайна", response.content.decode())

    def test_a_number_that_no_release_has_is_not_there(self):
        for number in ("0", "01", "2", "999999999", "-1", "a"):
            self.get(f"/data/releases/{number}/", 404)

    def test_latest_leads_to_the_newest(self):
        make_event("Второе")
        make_release()
        answer = self.get("/en/data/releases/latest/turns.csv", 302)
        self.assertEqual(answer.headers["Location"], "/en/data/releases/2/turns.csv")
        self.assertEqual(self.get("/data/releases/latest/", 302).headers["Location"], "/data/releases/2/")

    def test_a_release_with_a_withdrawn_text_is_closed_and_not_listed(self):
        withdraw(self.event, reason="Ошибка.")
        for path in ("", "turns.jsonl", "akn/"):
            self.assertContains(self.get(f"/en/data/releases/1/{path}", 410), "closed", status_code=410)
        self.assertContains(self.get("/en/data/releases/"), "There is no release yet.")

    def test_more_releases_take_as_many_queries(self):
        def queries():
            self.get("/en/data/releases/")  # What the process learns of a new version is asked once.
            with CaptureQueriesContext(connection) as asked:
                self.get("/en/data/releases/")
            return len(asked)

        before = queries()
        for number in range(3):
            make_event(f"Событие {number}")
            make_release()
        self.assertEqual(queries(), before)

    def test_the_manifest_tells_every_file(self):
        manifest = json.loads(self.body("/data/releases/1/manifest.json"))
        for entry in manifest["files"]:
            self.assertEqual(len(self.body(f"/data/releases/1/{entry['path']}")), entry["size"])
