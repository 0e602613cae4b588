"""The first page: what is new, a taste of it, and what happened on this day."""

import datetime
from unittest.mock import patch

from django.db import connection
from django.test import TestCase, override_settings

from speeches.models import Event
from tests.make import PUBLISHED_AT, count, make_event, make_speaker, make_turn

DAY = datetime.date(2026, 3, 1)


def on(day):
    """Let it be a day."""
    return patch("django.utils.timezone.localdate", return_value=day)


class OnThisDayTests(TestCase):
    def get(self, day=DAY, path="/en/"):
        with on(day):
            return self.client.get(path)

    def named(self, **how):
        context = self.get(**how).context
        # Where there are none, the part of the page is not made.
        return [event.title for event in context["events"]] if "events" in context else []

    def test_events_of_the_same_day_of_other_years_stand_there_the_newest_first(self):
        for title, day in (
            ("Давно", DAY.replace(year=1999)),
            ("Недавно", DAY.replace(year=2024)),
            ("Сегодня", DAY),
            ("На другой день", DAY.replace(year=2024, day=2)),
            ("В другой месяц", DAY.replace(year=2024, month=4)),
            ("Без даты", None),
        ):
            make_event(title, start_date=day)
        self.assertEqual(self.named(), ["Недавно", "Давно"])
        self.assertContains(self.get(), "1 March in other years")

    def test_they_stand_there_once_in_the_readers_language_and_published(self):
        event = make_event("Встреча", start_date=DAY.replace(year=2020))
        make_event("Meeting", language="en", translation_of=event, start_date=event.start_date)
        make_event("Черновик", start_date=event.start_date, status="draft")
        self.assertEqual(self.named(), ["Meeting"])
        self.assertEqual(self.named(path="/"), ["Встреча"])

    def test_without_any_there_is_no_such_heading(self):
        make_event(start_date=DAY)
        self.assertNotContains(self.get(), "in other years")

    def test_it_is_found_by_an_index(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # It would rather read a table of no rows.
                cursor.execute("SET LOCAL enable_seqscan = off")
        events = Event.objects.published().on_day_of_year(DAY).once_a_translation().newest_first()
        self.assertIn("event_day_of_year", events.explain().split("SUBQUERY")[0].split("SubPlan")[0])


class DayTests(TestCase):
    """The tag of a page that tells the day is another one tomorrow."""

    def setUp(self):
        make_event()
        count()

    def tag(self, path, day=DAY):
        with on(day):
            return self.client.get(path).headers["ETag"]

    def test_the_first_pages_tag_changes_with_the_day(self):
        for path in ("/", "/en/"):
            with self.subTest(path=path):
                tag, tomorrow = self.tag(path), self.tag(path, DAY + datetime.timedelta(days=1))
                self.assertNotEqual(tag, tomorrow)
                self.assertEqual(tag, self.tag(path))

    def test_who_has_yesterdays_page_gets_todays(self):
        tag = self.tag("/")
        for day, status in ((DAY, 304), (DAY + datetime.timedelta(days=1), 200)):
            with on(day):
                self.assertEqual(self.client.get("/", headers={"If-None-Match": tag}).status_code, status)

    def test_no_other_page_gets_old_at_midnight(self):
        for path in ("/events/", "/en/speakers/", "/events/2026/"):
            self.assertEqual(self.tag(path), self.tag(path, DAY + datetime.timedelta(days=1)))

    def test_the_day_is_that_of_the_sites_time_zone(self):
        late = datetime.datetime(2026, 2, 28, 22, 30, tzinfo=datetime.UTC)
        with patch("django.utils.timezone.now", return_value=late), override_settings(TIME_ZONE="Europe/Moscow"):
            make_event("Давно", start_date=DAY.replace(year=1999))
            self.assertContains(self.client.get("/en/"), "1 March in other years")


class TasteTests(TestCase):
    def setUp(self):
        self.event = make_event()
        self.speaker = make_speaker()

    def page(self):
        return self.client.get("/en/")

    def test_the_first_turn_that_says_something_is_quoted_from_the_newest_text(self):
        make_turn(self.event, "Слово " * 40, classification="narrative")
        make_turn(self.event, "Добрый день.", speaker=self.speaker)
        turn = make_turn(self.event, "Дорога строится. " * 20, speaker=self.speaker)
        make_turn(self.event, "Мост строится. " * 20, speaker=self.speaker)
        older = make_event("Раньше", published_at=PUBLISHED_AT - datetime.timedelta(days=1))
        make_turn(older, "Паром ходит. " * 20, speaker=self.speaker)
        page = self.page()
        self.assertContains(page, f'<a href="/en{turn.get_absolute_url()}" lang="ru">Анна Ветрова</a>')
        self.assertContains(page, '<blockquote lang="ru"><p>Дорога строится.')
        self.assertNotContains(page, "Паром ходит.")

    def test_a_voice_that_nobody_named_is_not_quoted(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        make_turn(self.event, "Дорога строится. " * 20, speaker=voice)
        self.assertNotContains(self.page(), "<blockquote")

    def test_the_page_has_one_search_field(self):
        self.assertContains(self.page(), 'type="search"', count=1)
