"""The state of the data: what there is, and honestly what is not."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from lxml import html

from speeches.models import Event
from speeches.site.completeness import completeness
from tests.make import count, make_event, make_place, make_speaker, make_turn


class DataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        speaker = make_speaker()
        whole = make_event("Целое", place=make_place(), start_time=datetime.time(12, 0))
        make_turn(whole, "Раз два три.", speaker=speaker, attribution_text="А.Ветрова")
        make_turn(whole, "Четыре.", speaker=speaker, attribution_text="А.Ветрова", delivery="interpreted")
        part = make_event("Part", language="en", start_date=datetime.date(2020, 1, 1), completeness="partial")
        make_turn(part, "Five six.", attribution_text="Nobody", language="en")
        make_turn(part, "Seven.", attribution_text="Nobody", language="en")
        make_event("Пустое", start_date=None, completeness="lead")
        make_turn(make_event("Тайное", status=Event.Status.DRAFT, published_at=None), attribution_text="Никто")
        for event in Event.objects.all():
            Event.objects.filter(pk=event.pk).update(word_count=sum(turn.word_count for turn in event.utterances.all()))
        count()

    def test_everything_published_is_counted_and_nothing_else(self):
        found = completeness(1)
        self.assertEqual((found.events, found.turns, found.words, found.speakers), (3, 4, 7, 1))
        self.assertEqual(
            [(part.value, part.events, part.words) for part in found.years], [("2020", 1, 3), ("2026", 1, 4)]
        )
        self.assertEqual([(part.value, part.events) for part in found.languages], [("ru", 2), ("en", 1)])
        self.assertEqual([(part.value, part.turns) for part in found.deliveries], [("original", 3), ("interpreted", 1)])

    def test_what_is_missing_is_told(self):
        found = completeness(1)
        self.assertEqual((found.without_date, found.without_time, found.without_place), (1, 1, 2))
        self.assertEqual((found.without_turns, found.without_speaker, found.labels, found.sources), (1, 2, 1, 0))
        self.assertEqual({part.value: part.events for part in found.wholeness}, {"full": 1, "partial": 1, "lead": 1})

    def test_the_page_shows_it_in_tables(self):
        tree = html.fromstring(self.client.get("/en/about/data/").content)
        rows = {
            " ".join(row.xpath("string(th)").split()): [cell.text_content().strip() for cell in row.xpath("td")][:2]
            for row in tree.xpath("//table[contains(@class, 'figures')]/tbody/tr")
        }
        self.assertEqual(rows["Events without a date"], ["1", "3"])
        self.assertEqual(rows["Turns under a label that leads to nobody (1 label)"], ["2", "4"])
        self.assertEqual(rows["in part"], ["1", "2"])
        self.assertEqual(rows["English"], ["1", "2"])
        self.assertEqual(rows["as translated"], ["1", "1"])

    def test_bars_are_shares_of_the_whole(self):
        tree = html.fromstring(self.client.get("/en/about/data/").content)
        (row,) = tree.xpath("//tr[normalize-space(th)='English']")
        self.assertEqual(row.xpath(".//*[local-name()='rect'][2]/@width"), ["42.9"])

    def test_an_archive_of_nothing_has_a_page(self):
        Event.objects.all().update(status=Event.Status.DRAFT)
        self.assertEqual(self.client.get("/about/data/").status_code, 200)

    def test_it_is_counted_once_a_version_of_the_site(self):
        self.client.get("/en/about/data/")
        with CaptureQueriesContext(connection) as asked:
            self.client.get("/en/about/data/")
        self.assertFalse([query for query in asked if "utterance" in query["sql"]])
