"""The benchmark of reading runs; what it finds is for a person to judge."""

from unittest import TestCase

from tests.benchmarks.reading import measure


class MeasureTests(TestCase):
    def test_each_kind_has_a_speed_and_a_growth(self):
        kinds = ["very short turns", "docx", "html", "akn", "write many speakers", "spans brackets on one line"]
        found = measure(kinds, size=2_000)
        self.assertEqual(set(found), {*kinds, *(f"{kind}, growth" for kind in kinds)})
        self.assertTrue(all(value > 0 for value in found.values()))
