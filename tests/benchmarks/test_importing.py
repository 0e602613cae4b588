"""The import is measured beside bare SQL that writes the same rows; how fast is for a person to judge."""

import os
from pathlib import Path
from unittest import TestCase

import pytest

from tests.benchmarks.__main__ import child
from tests.benchmarks.texts import SMALL, write_texts
from tests.scratch import scratch


@pytest.mark.long
class ImportingTests(TestCase):
    def test_the_rows_of_every_file_are_written_once_more(self):
        with scratch(os.environ.get("TEST_ENGINE", "sqlite")) as place:
            texts = Path(place.folder, "texts")
            write_texts(texts, 3, size=SMALL)
            names = ("imported", "bare", "plain")
            for name in names:
                place.create(name)
                self.addCleanup(place.drop, name)
            bare, plain = place.called("bare"), place.called("plain")
            told = child(place, "imported", "tests.benchmarks.importing", str(texts), bare, plain)
        self.assertEqual(told["files"], 3)
        self.assertGreater(told["seconds"]["bare"], 0)
