"""Lists are cut where a row stood: nothing comes twice, nothing is passed over, and depth costs nothing."""

import datetime
import json
from base64 import urlsafe_b64encode
from itertools import chain

from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext

from speeches.api.cursors import BadCursor, decode, encode
from speeches.api.filters import TurnFilter
from speeches.api.views.utterances import ORDER
from speeches.models import Event, Speaker, Utterance, current_version
from speeches.models.base import derive_together
from speeches.models.bulk import insert
from tests.make import PUBLISHED_AT, count, make_event, make_office, make_place, make_speaker, make_tag, make_turn

from .client import Program

DAYS = (datetime.date(2026, 3, 1), datetime.date(2020, 5, 5), None)


def insert_events(number, turns=0, **overrides):
    """Write many published events at once, titles and dates alike, each with some turns."""
    values = {"status": "published", "published_at": PUBLISHED_AT} | overrides
    events = [Event(title="Встреча", slug=f"e{each}", start_date=DAYS[each % 3], **values) for each in range(number)]
    derive_together(events)
    insert(events)
    rows = [Utterance(event=event, position=place, text="Да.") for event in events for place in range(1, turns + 1)]
    for row in rows:
        row.derive()
    insert(rows)
    return events


class CursorTests(SimpleTestCase):
    def test_what_was_not_made_here_is_refused(self):
        good = encode("events next", "2026", 7)
        self.assertEqual(decode(good, "events next", [str, int]), ["2026", 7])
        written = [[1, "events next", "a", 7.0], [1, "events next", "a", True], [2, "events next", "a", 7], {"a": 1}, 5]
        written += [[1, "events next", "a\0", 7], [1, "events next", "a", 2**63], [1, "events next", "\ud800", 7]]
        bad = [urlsafe_b64encode(json.dumps(each, separators=(",", ":")).encode()).decode() for each in written]
        bad += [
            "",
            "!",
            "x",
            f"{good}=",
            f" {good}",
            f"{good}A",
            "я",
            "W" * 4_000,
            "WzEs",
            encode("events next", "2026"),
        ]
        bad += [urlsafe_b64encode(b"[" * 3_000).decode(), encode("tags next", "2026", 7), encode("events next", 7)]
        for each in bad:
            with self.subTest(each[:40]), self.assertRaises(BadCursor):
                decode(each, "events next", [str, int])


class PagingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.events = insert_events(300, turns=2)
        speakers = [Speaker(name_ru="Анна", slug=f"s{each}", utterance_count=1) for each in range(300)]
        derive_together(speakers)
        insert(speakers)

    def setUp(self):
        self.program = Program()

    def check(self, address, expected):
        pages = self.program.pages(address, page_size=7)
        found = [row["ref"] for page in pages for row in page]
        self.assertEqual(found, expected)
        self.assertEqual({len(page) for page in pages[:-1]}, {7})

    def test_three_hundred_rows_with_equal_keys_come_once_each_in_order(self):
        newest = Event.objects.newest_first()
        dated, undated = [Event.objects.filter(start_date__isnull=each) for each in (False, True)]
        oldest = [*dated.order_by("start_date", "id"), *undated.order_by("id")]
        turns = Utterance.objects.order_by("-event__sort_key", "-event_id", "position")
        for address, rows in (
            ("events/?fields=ref", newest),
            ("events/?fields=ref&sort=oldest", oldest),
            ("events/?fields=ref&sort=title", Event.objects.order_by("title_key", "id")),
            ("utterances/?fields=ref", turns),
            ("speakers/?fields=ref", Speaker.objects.order_by("sort_key", "id")),
        ):
            with self.subTest(address):
                self.check(address, [row.ref for row in rows])

    def test_the_way_back_is_the_same(self):
        for address in ("events/", "events/?sort=oldest", "utterances/"):
            forwards = self.program.pages(address, page_size=90, fields="ref")
            page = self.program.read(address, page_size=90, fields="ref")
            while page["next"]:
                page = self.program.read(page["next"])
            backwards = [page["results"]]
            while page["previous"]:
                page = self.program.read(page["previous"])
                backwards.append(page["results"])
            self.assertEqual(list(chain(*reversed(backwards))), list(chain(*forwards)))

    def test_what_is_added_or_withdrawn_meanwhile_moves_nothing(self):
        first = self.program.read("events/", page_size=50, fields="ref")
        expected = [event.ref for event in Event.objects.newest_first()[50:100]]
        make_event("Новое", start_date=datetime.date(2026, 12, 1))
        shown = [row["ref"] for row in first["results"]]
        Event.objects.filter(ref__in=[shown[3], shown[-1]]).update(status="draft")
        self.assertEqual(self.program.refs(first["next"])[:50], expected)

    def test_rows_are_counted_where_that_is_asked(self):
        self.assertIsNone(self.program.read("events/")["count"])
        for address, number in (
            ("events/", 300),
            ("utterances/", 600),
            ("speakers/", 300),
            ("events/?to=2020-05-05", 100),
        ):
            self.assertEqual(self.program.read(address, count="true", page_size=1)["count"], number)

    def test_no_page_counts_the_archive_by_itself(self):
        for address in ("events/", "utterances/", "speakers/", "tags/", "places/", "changes/"):
            with CaptureQueriesContext(connection) as made:
                self.program.read(address)
            self.assertNotIn("COUNT(", " ".join(query["sql"] for query in made), address)

    def test_a_cursor_of_another_list_is_refused(self):
        cursor = self.program.read("events/")["next"].partition("cursor=")[2]
        for address in ("events/?sort=title", "utterances/", "speakers/", "search/?q=да"):
            self.assertEqual(self.program.wrong(address, cursor=cursor), {"cursor"})

    def test_a_search_is_cut_into_pages(self):
        pages = self.program.pages("search/", q="да", page_size=150)
        refs = [row["ref"] for page in pages for row in page]
        self.assertEqual(([len(page) for page in pages], len(set(refs))), ([150] * 4, 600))
        last = self.program.read("search/", q="да", page_size=150, cursor=encode("search", 450))
        self.assertIn("cursor=", last["previous"])
        self.assertEqual(self.program.read("search/", q="да", cursor=encode("search", 10**15))["results"], [])


class DepthTests(TestCase):
    """A page of turns reads the turns that it shows, wherever it stands."""

    @classmethod
    def setUpTestData(cls):
        cls.speaker, cls.tag = make_speaker("Редкий"), make_tag("Редкая")
        cls.events = insert_events(300, turns=20)
        turn = cls.events[150].utterances.first()
        turn.tags.add(cls.tag)
        Utterance.objects.filter(pk=turn.pk).update(speaker=cls.speaker)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def plan(self, place, **asked):
        chosen = TurnFilter(asked, queryset=Event.objects.published())
        self.assertTrue(chosen.is_valid())
        rows = chosen.qs.annotate(**ORDER.annotations)
        rows = rows.filter(ORDER.beyond(place, "next")) if place else rows
        columns = [ORDER.row, *(key.name for key in ORDER.keys)]
        return rows.order_by(*ORDER.by("next")).values_list(*columns)[:51].explain()

    def test_no_plan_reads_all_turns(self):
        deep = ["2020-05-05", self.events[150].pk, 3]
        for place in (None, deep):
            for asked in ({}, {"speaker": self.speaker.slug}, {"tag": self.tag.slug}, {"event": self.events[5].ref}):
                plan = self.plan(place, **asked)
                for scan in ("SCAN speeches_utterance", "Seq Scan on speeches_utterance ", "Hash Join"):
                    self.assertNotIn(scan, plan, (place, asked))

    def test_a_plan_that_reads_all_of_them_would_be_seen(self):
        plan = Utterance.objects.filter(role="x").order_by("text").explain()
        self.assertTrue("SCAN speeches_utterance" in plan or "Seq Scan on speeches_utterance" in plan, plan)

    def test_nothing_is_sorted_but_what_is_shown(self):
        if connection.vendor == "sqlite":
            self.assertNotIn("TEMP B-TREE", self.plan(["2020-05-05", self.events[150].pk, 3]))
        else:
            self.assertRegex(self.plan(["2020-05-05", self.events[150].pk, 3]), "Incremental Sort|Index Scan")


class GrowthTests(TestCase):
    """Twenty rows and more take as many queries as twelve."""

    def add(self, number):
        event = make_event(f"Встреча {number}", tags=[make_tag(f"Тема {number}")], place=make_place(f"Место {number}"))
        make_event(f"Meeting {number}", language="en", translation_of=event)
        for _ in range(2):
            speaker = make_speaker(f"Оратор {number}")
            make_office(speaker)
            make_turn(event, "Мост.", speaker=speaker, tags=[make_tag(f"Ещё {number}")])
        event.recordings.create(url="https://example.org")
        count()
        return event

    def queries(self):
        counted = {}
        for address in (
            *("events/", "events/?q=мост&sort=oldest&count=on", "events/?once=on", f"events/{self.event.ref}/"),
            *("utterances/", f"utterances/?event={self.event.ref}", f"utterances/{self.event.utterances.first().ref}/"),
            *(
                "speakers/",
                f"speakers/{self.event.utterances.first().speaker.ref}/",
                "tags/",
                "places/",
                "changes/",
                "search/?q=мост",
            ),
        ):
            current_version()
            with CaptureQueriesContext(connection) as made:
                Program().read(address)
            counted[address] = len(made)
        return counted

    def test_they_do_not_grow(self):
        self.event = self.add(0)
        # A search looks up ten along with their number, and the rest once more.
        for number in range(1, 12):
            self.add(number)
        few = self.queries()
        for number in range(12, 24):
            self.add(number)
            speaker, tag = make_speaker(f"Другой {number}"), make_tag(f"Иное {number}")
            make_turn(self.event, "Мост.", speaker=speaker, tags=[tag])
            self.event.tags.add(make_tag(f"Третье {number}"))
        count()
        self.assertEqual(self.queries(), few)
        self.assertLess(max(few.values()), 15)
