"""No public page reads all events or all turns: the database is asked how it carries out each statement.

What is counted once for each version of the site, and kept by the process, is counted before.
"""

import datetime

from django.db import connection
from django.test import TestCase

from speeches.models import Event, Utterance
from tests.make import count, make_event, make_tag
from tests.site.growing import Archive
from tests.site.plans import TABLES, noted, whole_readings

SHARED, APART, TURNS, TAGS, LEAD = 12, 2_500, 3, 40, "Тихо и ясно. " * 60
"""How many events share what the pages ask for, how many do not, and of these the turns of each, the tags and the lead.

With fewer or shorter ones PostgreSQL takes the whole table for the shortest way.
"""


class PlansTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        archive = Archive()
        for number in range(SHARED):
            archive.add_event(number)
        cls.event, cls.shown = archive.event.get_absolute_url(), archive.pages()
        add_events_apart()
        count()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def pages(self):
        event = self.event
        return [
            *self.shown,
            "/events/?page=2",
            "/events/?speaker=petr-obshchij&sort=oldest",
            "/search/?q=добрый вечер",
            '/search/?q="добрый вечер" year:2026&view=events&order=newest',
            "/search/counts/?q=вечер&facets",
            "/search.atom?q=вечер",
            "/search.json?q=вечер",
            "/quote/?text=Добрый вечер, дорогие друзья",
            f"{event}?q=вечер",
            *(f"{event[:-1]}.{form}" for form in ("txt", "json", "csv", "akn.xml", "tei.xml")),
            f"{event}cite/",
            *(f"/api/v1/{each}/" for each in ("events", "utterances", "speakers", "tags", "places", "changes")),
            "/api/v1/search/?q=вечер",
            "/sitemap.xml",
        ]

    # Not asked for: /search/counts/ without facets, whose rates are of all that was ever said, /data/, which counts the
    # archive, and the parts of the sitemap, each of which lists ten thousand events.
    def test_no_page_reads_all_events_or_all_turns(self):
        for page in self.pages():
            self.client.get(page)
            with self.subTest(page):
                with noted() as statements:
                    self.assertEqual(self.client.get(page).status_code, 200)
                self.assertFalse([(step, sql) for sql, values in statements for step in whole_readings(sql, values)])

    def test_one_that_does_is_noticed(self):
        for table in TABLES:
            for words in (
                "SELECT sum(length(ref)) FROM {}",
                "SELECT each.id FROM {} each ORDER BY length(ref) LIMIT 1",
            ):
                with self.subTest(words, table=table):
                    self.assertNotEqual(whole_readings(words.format(table), []), [])


def add_events_apart():
    """Write many events of earlier days with turns of nobody: what the pages share is a small part of the archive."""
    start = datetime.date(2016, 1, 1)
    first = make_event("Прочее 0", start_date=start)
    columns = {field.attname: getattr(first, field.attname) for field in Event._meta.concrete_fields}
    rows = []
    for number in range(1, APART):
        day = start + datetime.timedelta(days=number)
        own = {"id": None, "ref": f"{number:010}", "slug": f"apart-{number}", "sort_key": day.isoformat()}
        at = first.published_at - datetime.timedelta(hours=number)
        rows.append(Event(**columns | own | {"start_date": day, "published_at": at, "summary": LEAD}))
    turns = [
        Utterance(event=event, position=position, ref=f"{number:08}{position:02}", text=LEAD, language="ru")
        for number, event in enumerate(Event.objects.bulk_create(rows))
        for position in range(1, TURNS + 1)
    ]
    tags, through = [make_tag(f"Прочая {number}") for number in range(TAGS)], Utterance.tags.through
    tagged = Utterance.objects.bulk_create(turns)[::TURNS]
    through.objects.bulk_create(through(utterance=turn, tag=tags[number % TAGS]) for number, turn in enumerate(tagged))
