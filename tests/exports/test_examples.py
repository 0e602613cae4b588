"""The examples of docs/data.md do what they say, against a real server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import skipUnless

from django.test import LiveServerTestCase, override_settings

from speeches.exports.releases import make_release
from speeches.ingest import import_bytes
from speeches.models import publish
from tests import seed

DOCUMENT = Path(__file__).parents[2] / "docs" / "data.md"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


class ExampleTests(LiveServerTestCase):
    def setUp(self):
        kept = TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)
        self.enterContext(override_settings(DATA_DIR=self.folder / "data", SITE_URL=self.live_server_url))
        self.event = publish(import_bytes(seed.BYTES, "seed.txt").event)
        make_release()

    def outputs(self, language, command, *, having=""):
        """Run every example in a language that has these words, and give what each prints."""
        blocks = [match["code"] for match in BLOCK.finditer(DOCUMENT.read_text()) if match["language"] == language]
        chosen = [block for block in blocks if having in block]
        self.assertTrue(chosen)
        return [self.output(block, command) for block in chosen]

    def output(self, code, command):
        code = code.replace("https://tribuna.example", self.live_server_url).replace("SLUG", self.event.slug)
        environment = os.environ | {"PYTHONWARNINGS": "error", "no_proxy": "*"}
        done = subprocess.run(
            [*command, code], cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_every_kind_of_example_is_known_here(self):
        languages = {match["language"] for match in BLOCK.finditer(DOCUMENT.read_text())}
        self.assertEqual(languages, {"sh", "python", "r"})

    @skipUnless(shutil.which("curl"), "no curl")
    def test_curl_has_an_event_and_a_release(self):
        event, release = self.outputs("sh", ["bash", "-euc"], having="curl")
        self.assertIn(self.event.title, event)
        self.assertIn('"rostrum release"', release)
        self.assertIn("<TEI", (self.folder / f"{self.event.slug}.tei.xml").read_text())
        self.assertIn("speaker_name", (self.folder / "turns.csv").read_text())

    def test_pandas_reads_tables(self):
        words, said, event = self.outputs("python", [sys.executable, "-c"])
        self.assertRegex(words, r"2026 +Владимир Путин +\d{3}")
        self.assertRegex(said, r"2026 +[1-9]")
        self.assertIn("interpreted", event)

    @skipUnless(shutil.which("Rscript"), "no R")
    def test_r_reads_tables(self):
        (output,) = self.outputs("r", ["Rscript", "-e"])
        self.assertIn("speaker_name", output)
