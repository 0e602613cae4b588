"""The examples in docstrings hold."""

import doctest
from importlib import import_module
from unittest import TestCase

MODULES = (
    "speeches.citing.names",
    "speeches.citing.terms",
    "speeches.exports.addresses",
    "speeches.exports.tables",
    "speeches.ingest.attribution.identity",
    "speeches.ingest.attribution.offices",
    "speeches.ingest.rows",
    "speeches.ingest.turns.dividing",
    "speeches.models.base",
    "speeches.search.suggesting",
    "speeches.search.vocabulary",
    "speeches.search.query.filters",
    "speeches.search.query.spelling",
    "speeches.search.quotation.versions",
    "speeches.search.quotation.wording",
    "speeches.site.language",
    "speeches.site.outward.sharing",
    "speeches.site.reading.turns",
    "speeches.transcripts.building",
    "speeches.transcripts.dates",
    "speeches.transcripts.elements",
    "speeches.transcripts.labels",
    "speeches.transcripts.markup",
    "speeches.transcripts.spans",
    "speeches.transcripts.text.reader",
    "speeches.words.names",
)


class DocstringTests(TestCase):
    def test_every_example_holds(self):
        for name in MODULES:
            with self.subTest(name):
                result = doctest.testmod(import_module(name))
                self.assertEqual(result.failed, 0)
                self.assertGreater(result.attempted, 0)
