"""The search for slow expressions finds one, and reads those that are there. What they take is for `make torture`."""

import re

import pytest
from django.test import SimpleTestCase

from tests.scratch import ROOT

from .patterns import attacks, patterns, written_in


@pytest.mark.once
class PatternsTests(SimpleTestCase):
    def test_a_text_is_written_that_keeps_a_slow_expression_busy(self):
        for pattern, text in (
            (r"\s*\s*:", " " * 20 + "!"),
            (r"x(?:a+)+$", "x" + "a" * 20 + "\0"),
            (r"(?:ab|cd)*e", "cd" * 10),
            (r"[^\W\d_]+-", "a" * 20 + "!"),
        ):
            with self.subTest(pattern=pattern):
                found = list(attacks(re.compile(pattern), 20))
                self.assertTrue([each for each in found if each.strip("\0!\n") == text.strip("\0!\n")], found[:4])

    def test_every_expression_of_the_site_has_its_texts(self):
        found = patterns()
        self.assertGreater(len(found), 180)
        self.assertIn("speeches.transcripts.labels.REMARK", found)
        for name, pattern in found.items():
            with self.subTest(name=name):
                for text in attacks(pattern, 40):
                    self.assertLess(len(text), 400)

    def test_expressions_written_where_they_are_used_are_found(self):
        self.assertTrue(list(written_in(ROOT / "speeches/admin/events/text.py")))
