"""A page costs what it shows: thirty rows take as many queries as three."""

import os

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.models import Source, current_version
from tests.make import count, the_clock_stands
from tests.site.growing import Archive

ROWS = int(os.environ.get("GROWN_ROWS", "30"))
"""How many rows a page has in the end; 300 in a longer run."""


class GrowthTests(TestCase):
    def setUp(self):
        self.enterContext(the_clock_stands())  # Or a slow machine asks once more for the version.
        self.archive = Archive()
        for number in range(1, 3):
            self.archive.add_event(number)
        count()

    def queries(self):
        counted = {}
        for page in [*self.archive.pages(), *(f"/en{page}" for page in self.archive.pages() if "oembed" not in page)]:
            current_version()
            with CaptureQueriesContext(connection) as queries:
                self.assertEqual(self.client.get(page).status_code, 200)
            counted[page] = len(queries)
        return counted

    def test_many_rows_cost_what_three_do(self):
        few = self.queries()
        for number in range(3, ROWS):
            self.archive.add_event(number)
            self.archive.add_turns(self.archive.event, 100 + number)
            Source.objects.create(event=self.archive.event, name=f"{number}.txt", content=b"", sha256=f"{number:064}")
        count()
        self.assertEqual(self.queries(), few)
        self.assertLess(max(few.values()), 20)
