"""Every note has its sentence."""

import re
from pathlib import Path
from unittest import TestCase

from django.utils.translation import override

from speeches.search import query
from speeches.search.explaining import MESSAGES, message
from speeches.search.names import Names
from speeches.search.query import Note, parse


class MessageTests(TestCase):
    def test_every_kind_that_is_noted_has_a_message_and_no_other(self):
        noted = set()
        for path in Path(query.__path__[0]).glob("*.py"):
            noted |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text()))
        noted |= {f"unknown-{field}" for field in Names}
        self.assertEqual(noted, set(MESSAGES))

    def test_a_message_is_one_sentence_that_names_the_piece(self):
        for kind in MESSAGES:
            with self.subTest(kind), override("en"):
                text = message(Note(kind, "100%s"))
                self.assertTrue(text.endswith("."))
                self.assertNotIn("%(", text)

    def test_it_says_the_limit_and_quotes_what_was_typed(self):
        with override("en"):
            self.assertIn("“сл*” is too short", message(parse("сл*").notes[0]))
            self.assertIn("first 12 words", message(parse("w " * 13).notes[0]))
            self.assertIn("first 200 characters", message(parse("w" * 201).notes[0]))
