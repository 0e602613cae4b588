"""The page on the standard names nothing that is not there, and says nothing to be met without naming what holds it."""

import re
from pathlib import Path
from unittest import TestCase

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (V\d.*?) \| (.*?) \| ?(.*?) ?\|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`")
SECTION = re.compile(r"V(\d+)\.(\d+) ")
WITH_SECTIONS = {1: 5, 2: 4, 3: 7, 4: 4, 5: 4, 6: 8, 7: 6, 8: 4, 11: 7, 12: 3, 13: 4, 14: 3, 15: 4, 16: 5}
"""Chapters of ASVS 5.0 that apply, with the number of their sections."""


class StandardTests(TestCase):
    rows = ROW.findall((ROOT / "docs" / "asvs.md").read_text())

    def test_every_section_has_one_line(self):
        found = [tuple(map(int, number)) for section, _, _ in self.rows for number in SECTION.findall(f"{section} ")]
        self.assertEqual(
            sorted(found), [(chapter, n + 1) for chapter, last in WITH_SECTIONS.items() for n in range(last)]
        )

    def test_every_test_page_and_setting_is_there(self):
        for section, _status, held in self.rows:
            for name in NAMED.findall(held):
                with self.subTest(section, name=name):
                    if "/" in name or name.endswith(".md"):
                        self.assertTrue((ROOT / name).is_file())
                    elif name.isupper():
                        self.assertTrue(hasattr(settings, name))

    def test_what_is_met_is_held_by_something_and_what_is_open_says_what_lacks(self):
        for section, status, held in self.rows:
            with self.subTest(section):
                self.assertIn(status, {"met", "open", "not applicable"})
                if status == "met":
                    self.assertTrue(NAMED.search(held))
                if status == "open":
                    self.assertNotEqual(held[:1], "`")
                    self.assertTrue(held)
