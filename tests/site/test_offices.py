"""Offices where speeches are read: on a person's page, and above what they said on that day."""

import datetime

from django.test import TestCase

from speeches.models import Office
from tests.make import count, make_event, make_office, make_speaker, make_turn

SINCE = datetime.date(2018, 5, 7)
ROLE = "министр транспорта"


class OfficeTests(TestCase):
    def setUp(self):
        self.speaker = make_speaker(name_en="Anna Vetrova")
        self.event = make_event()
        self.turn = make_turn(self.event, speaker=self.speaker, attribution_text="А.Ветрова")
        self.later = make_turn(self.event, speaker=self.speaker, attribution_text="А.Ветрова")
        count()

    def page(self, row, language=""):
        return self.client.get(f"{language}{row.get_absolute_url()}").text

    def test_a_persons_page_tells_the_offices_in_time(self):
        make_office(self.speaker, "мэр", organization_ru="Тверь", start_date=datetime.date(2012, 3, 1), end_date=SINCE)
        make_office(self.speaker, ROLE, start_date=SINCE)
        make_office(self.speaker, "учёный", end_date=SINCE)
        text = self.page(self.speaker)
        told = (ROLE, "7 мая 2018", "мэр, Тверь", "1 марта 2012 – 7 мая 2018", "учёный")
        body = text.partition("<body")[2]
        places = [body.index(each) for each in told]
        self.assertEqual(places, sorted(places))
        self.assertIn("7 мая 2018", body[places[-1] :])

    def test_in_english_too_where_there_are_words_for_it(self):
        make_office(self.speaker, ROLE, role_en="Minister of Transport", organization_ru="Тверь", start_date=SINCE)
        text = self.page(self.speaker, "/en")
        self.assertIn('Minister of Transport, <span lang="ru">Тверь</span>', text)
        self.assertIn("since 7 May 2018", text)

    def test_an_office_of_which_only_the_end_is_known_tells_that(self):
        make_office(self.speaker, ROLE, end_date=SINCE)
        self.assertIn("until 7 May 2018", self.page(self.speaker, "/en"))

    def test_a_person_without_offices_has_none(self):
        self.assertNotIn("office", self.page(self.speaker))

    def test_the_office_of_the_day_stands_over_the_first_turn_and_on_each_turns_page(self):
        make_office(self.speaker, "мэр", start_date=datetime.date(2012, 3, 1), end_date=SINCE)
        make_office(self.speaker, ROLE, start_date=SINCE)
        text = self.page(self.event)
        self.assertEqual(text.count(f'<span class="office">{ROLE}</span>'), 1)
        self.assertLess(text.index(ROLE), text.index(self.later.anchor))
        self.assertNotIn("мэр", text)
        for turn in (self.turn, self.later):
            self.assertIn(f'<span class="office">{ROLE}</span>', self.page(turn))

    def test_of_two_offices_at_once_the_newer_one_is_told(self):
        make_office(self.speaker, "депутат", start_date=datetime.date(2012, 3, 1))
        make_office(self.speaker, ROLE, start_date=SINCE)
        for row in (self.event, self.turn):
            self.assertIn(ROLE, self.page(row))
            self.assertNotIn("депутат", self.page(row))

    def test_what_was_printed_comes_first(self):
        make_office(self.speaker, ROLE, start_date=SINCE)
        for printed in ({"role": "заместитель мэра"}, {"attribution_text": "Министр транспорта"}):
            for turn in (self.turn, self.later):
                type(turn).objects.filter(pk=turn.pk).update(**printed)
            for row in (self.event, self.turn):
                with self.subTest(printed=printed, row=row):
                    self.assertNotIn('class="office"', self.page(row))

    def test_without_a_day_nothing_is_told(self):
        make_office(self.speaker, ROLE, start_date=SINCE)
        undated = make_event("Письмо", start_date=None)
        turn = make_turn(undated, speaker=self.speaker)
        for row in (undated, turn):
            self.assertNotIn(ROLE, self.page(row))

    def test_text_is_data(self):
        make_office(self.speaker, "<b>мэр</b>", start_date=SINCE)
        for row in (self.speaker, self.event, self.turn):
            self.assertIn("&lt;b&gt;мэр&lt;/b&gt;", self.page(row))
        self.assertEqual(Office.objects.count(), 1)
