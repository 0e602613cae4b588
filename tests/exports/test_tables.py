"""Tables: each line is the one that the csv module writes."""

import csv
import io

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.exports.tables import harmless, lines
from tests.transcripts.strategies import EXAMPLES

TEXTS = st.text(st.sampled_from("a \",;'\n\r\t=+-@\\") | st.characters(codec="utf-8"), max_size=8)
CELLS = TEXTS | st.integers() | st.booleans() | st.none() | st.dates() | st.lists(TEXTS, max_size=2)


class LineTests(SimpleTestCase):
    @settings(max_examples=EXAMPLES)
    @given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4))
    def test_a_table_is_what_the_csv_module_writes(self, rows):
        columns = ("a", "b, c", 'd"e')
        file = io.StringIO(newline="")
        csv.writer(file).writerows([columns, *([harmless(value) for value in row] for row in rows)])
        written = "".join(lines(columns, [dict(zip(columns, row, strict=True)) for row in rows]))
        self.assertEqual(written, f"\ufeff{file.getvalue()}")
