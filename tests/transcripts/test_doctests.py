"""The examples in docstrings hold."""

import doctest
from unittest import TestCase

from speeches.ingest import attribution, rows
from speeches.site import language
from speeches.transcripts import building, dates, labels, markup, spans
from speeches.transcripts.text import reader

MODULES = (building, dates, labels, markup, spans, reader, attribution, rows, language)


class DocstringTests(TestCase):
    def test_every_example_holds(self):
        for module in MODULES:
            with self.subTest(module.__name__):
                result = doctest.testmod(module)
                self.assertEqual(result.failed, 0)
                self.assertGreater(result.attempted, 0)
