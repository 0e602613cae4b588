"""No public page reads all events or all turns: SQLite is asked how it would carry out each statement."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TestCase

from tests.make import count
from tests.site.growing import Archive

TABLES = ("speeches_event", "speeches_utterance")
NAMED = re.compile(rf'"?({"|".join(TABLES)})"?(?:\s+(?:AS\s+)?"?([A-Za-z]\w*)"?)?', re.IGNORECASE)
NO_ALIAS = set("on where order group inner left join set limit union cross using natural having values".split())
"""What may follow the name of a table that has no other."""


@pytest.mark.once
class PlansTests(TestCase):
    def setUp(self):
        self.archive = Archive()
        for number in range(40):
            self.archive.add_event(number)
        count()

    def pages(self):
        event = self.archive.event.get_absolute_url()
        return [
            *self.archive.pages(),
            "/events/?page=2",
            "/events/?speaker=petr-obshchij&sort=oldest",
            "/search/?q=добрый вечер",
            '/search/?q="добрый вечер" year:2026&view=events&order=newest',
            "/search/counts/?q=вечер",
            "/search.atom?q=вечер",
            "/search.json?q=вечер",
            "/quote/?text=Добрый вечер, дорогие друзья",
            f"{event}?q=вечер",
            *(f"{event[:-1]}.{form}" for form in ("txt", "json", "csv", "akn.xml", "tei.xml")),
            f"{event}cite/",
            *(f"/api/v1/{each}/" for each in ("events", "utterances", "speakers", "tags", "places", "changes")),
            "/api/v1/search/?q=вечер",
            "/sitemap.xml",
            "/sitemap-events-1.xml",
        ]

    def test_no_page_reads_all_events_or_all_turns(self):
        for page in self.pages():
            with self.subTest(page), noted() as statements:
                self.assertEqual(self.client.get(page).status_code, 200)
                found = [(step, sql) for sql, values in statements for step in whole_readings(sql, values)]
                self.assertEqual(found, [])

    def test_one_that_does_is_noticed(self):
        for table in TABLES:
            for words in (
                "SELECT sum(length(ref)) FROM {}",
                "SELECT each.id FROM {} each ORDER BY length(ref) LIMIT 1",
            ):
                with self.subTest(words, table=table):
                    self.assertNotEqual(list(whole_readings(words.format(table), [])), [])


@contextmanager
def noted() -> Iterator[list[tuple[str, object]]]:
    """Note every statement that is run meanwhile, with its values."""
    statements: list[tuple[str, object]] = []

    def note(execute, sql, values, many, context):
        statements.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield statements


def whole_readings(sql: str, values: object) -> Iterator[str]:
    """Yield the steps of a statement that read a whole table of events or turns."""
    if not sql.lstrip(" (").upper().startswith(("SELECT", "WITH")) or not NAMED.search(sql):
        return
    names = {name.lower() for match in NAMED.finditer(sql) for name in match.groups() if name} - NO_ALIAS
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        steps = [row[3] for row in cursor.fetchall()]
    # Read in the order of an index as far as a page needs.
    is_cut = bool(re.search(r"LIMIT \S+( OFFSET \S+)?\s*$", sql)) and not any("TEMP B-TREE" in step for step in steps)
    for step in steps:
        words = step.split()
        if words[0] == "SCAN" and words[1].lower() in names and not (is_cut and "INDEX" in words):
            yield step
