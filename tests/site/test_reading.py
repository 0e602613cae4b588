"""Dates, numbers and texts as each language writes them."""

import datetime

from django.test import SimpleTestCase
from django.utils.translation import override

from speeches.site import counts, moments, typography
from speeches.templatetags import reading


class CountTests(SimpleTestCase):
    def test_russian_has_three_forms(self):
        forms = {
            counts.events: ("1 событие", "2 события", "5 событий", "11 событий", "21 событие", "112 событий"),
            counts.words: ("1 слово", "2 слова", "5 слов", "11 слов", "21 слово", "112 слов"),
            counts.times: ("1 раз", "2 раза", "5 раз", "11 раз", "21 раз", "112 раз"),
            counts.people: ("1 человек", "2 человека", "5 человек", "11 человек", "21 человек", "112 человек"),
        }
        with override("ru"):
            for write, expected in forms.items():
                self.assertEqual(tuple(write(number) for number in (1, 2, 5, 11, 21, 112)), expected)

    def test_english_has_two(self):
        with override("en"):
            self.assertEqual([counts.events(number) for number in (0, 1, 2)], ["0 events", "1 event", "2 events"])

    def test_hours_and_minutes(self):
        with override("ru"):
            self.assertEqual(
                [counts.duration(minutes) for minutes in (1, 8, 60, 130)],
                [
                    "1\N{NO-BREAK SPACE}минута",
                    "8\N{NO-BREAK SPACE}минут",
                    "1\N{NO-BREAK SPACE}час",
                    "2\N{NO-BREAK SPACE}часа 10\N{NO-BREAK SPACE}минут",
                ],
            )

    def test_long_numbers_are_grouped(self):
        with override("ru"):
            self.assertEqual([counts.number(number) for number in (5210, 31938)], ["5210", "31\N{NO-BREAK SPACE}938"])
        with override("en"):
            self.assertEqual(counts.number(31938), "31,938")


class DateTests(SimpleTestCase):
    day = datetime.date(2026, 2, 4)

    def test_each_language_writes_its_own(self):
        for language, written in (
            ("ru", ["4 февраля 2026", "4 февраля 2026 года", "среда", "Февраль 2026", "2026 год"]),
            ("en", ["4 February 2026", "4 February 2026", "Wednesday", "February 2026", "2026"]),
        ):
            with override(language), self.subTest(language=language):
                filters = (reading.day, reading.full_day, moments.weekday, reading.month, reading.full_year)
                self.assertEqual([write(self.day) for write in filters], written)

    def test_times_have_twenty_four_hours(self):
        self.assertEqual(moments.clock(datetime.time(19, 4)), "19:04")

    def test_an_instant_is_told_in_the_zone_that_is_asked_for(self):
        instant = datetime.datetime(2026, 2, 4, 16, 4, tzinfo=datetime.UTC)
        with override("en"):
            self.assertIn(">4 February 2026, 19:04<", moments.moment(instant))
            self.assertIn(">5 February 2026, 01:04<", moments.moment(instant, "Asia/Tokyo"))
            self.assertIn(">4 February 2026, 19:04<", moments.moment(instant, "Nowhere/Land"))


class GluedTests(SimpleTestCase):
    def glue(self, text, language="ru"):
        return reading.glued(text, language).replace("\N{NO-BREAK SPACE}", "_")

    def test_short_words_stay_with_what_follows(self):
        self.assertEqual(self.glue("Встреча в Кремле и о нём"), "Встреча в_Кремле и_о_нём")
        self.assertEqual(self.glue("О школах, «в которых» не учат"), "О_школах, «в_которых» не_учат")

    def test_initials_stay_with_the_name(self):
        self.assertEqual(self.glue("Слово В. В. Путина"), "Слово В._В._Путина")

    def test_the_end_of_a_longer_word_is_left_alone(self):
        self.assertEqual(self.glue("Нева течёт, кто-то в"), "Нева течёт, кто-то в")

    def test_english_is_left_alone(self):
        self.assertEqual(self.glue("A word in a book", "en"), "A word in a book")


class ExcerptTests(SimpleTestCase):
    def test_a_short_text_is_whole_in_one_line(self):
        self.assertEqual(typography.excerpt("Раз.\nДва.", 20), "Раз. Два.")

    def test_a_long_one_is_cut_between_words(self):
        self.assertEqual(typography.excerpt("один два, три четыре", 11), "один два…")
