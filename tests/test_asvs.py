"""The page on the standard has every requirement, and says none to be met without naming what holds it."""

import re
from collections import Counter
from pathlib import Path
from unittest import TestCase

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([\d.]+) \| (.*?) \| (.*?) \| ?(.*?) ?\|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`")
STATED = re.compile(r"Of (\d+) requirements (\d+) are met, (\d+) open, (\d+) not applicable\.")

REQUIREMENTS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    11: (2, 3, 3, 4, 1, 1, 0),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7, 0),
    16: (1, 5, 4, 3, 3),
}
"""Of each chapter of ASVS 5.0.0, section by section, how many requirements are of level 1 or 2.

They are numbered from 1 on without a gap, since those of level 3 stand last in each section.
"""


def identifiers():
    """Give the numbers of all requirements in the order of the standard: 1.1.1, 1.1.2, 1.2.1 …"""
    for chapter, sections in REQUIREMENTS.items():
        for section, last in enumerate(sections, start=1):
            yield from (f"{chapter}.{section}.{number}" for number in range(1, last + 1))


def is_there(name):
    """Tell whether a name is that of a file or a setting; None where it looks like neither."""
    if "/" in name or name.endswith(".md"):
        # Any other path is an address of the site, as /healthz.
        return None if name.startswith("/") else (ROOT / name).is_file()
    return hasattr(settings, name) if re.fullmatch(r"[A-Z][A-Z_]+", name) else None


class StandardTests(TestCase):
    page = (ROOT / "docs" / "asvs.md").read_text()
    rows = ROW.findall(page)

    def test_every_requirement_has_one_line_in_its_place(self):
        self.assertEqual([number for number, *_ in self.rows], list(identifiers()))

    def test_no_line_looks_otherwise(self):
        lines = [line for line in self.page.splitlines() if re.match(r"\| *\d", line)]
        self.assertEqual(len(lines), len(self.rows))

    def test_a_few_words_say_what_it_is_about(self):
        for number, about, _status, _held in self.rows:
            with self.subTest(number):
                self.assertIn(len(about.split()), range(3, 9))

    def test_every_test_page_and_setting_is_there(self):
        for number, _about, _status, held in self.rows:
            for name in NAMED.findall(held):
                with self.subTest(number, name=name):
                    self.assertIsNot(is_there(name), False)

    def test_what_is_met_is_held_by_something_and_what_is_open_says_what_lacks(self):
        for number, _about, status, held in self.rows:
            with self.subTest(number):
                self.assertIn(status, {"met", "open", "not applicable"})
                if status == "met":
                    self.assertTrue(any(map(is_there, NAMED.findall(held))))
                if status == "open":
                    self.assertRegex(held, r"^[^`\s]")

    def test_the_sums_are_right(self):
        found = Counter(status for _, _, status, _ in self.rows)
        stated = [int(number) for number in STATED.search(self.page).groups()]
        self.assertEqual(stated, [len(self.rows), *(found[each] for each in ("met", "open", "not applicable"))])
