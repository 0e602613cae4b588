"""The release has one name, and its changes and its backup are kept."""

import re
from pathlib import Path
from unittest import TestCase

from speeches import __version__

ROOT = Path(__file__).resolve().parent.parent


class ReleaseTests(TestCase):
    def test_the_changelog_begins_with_this_release(self):
        first = re.search("^## (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
        self.assertEqual(first.partition(" ")[0], __version__)

    def test_a_backup_of_each_release_is_kept_so_that_later_ones_must_restore_it(self):
        headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
        kept = {path.stem for path in (ROOT / "tests/keeping/releases").glob("*.zip")}
        self.assertLessEqual(set(headings), kept)
