"""Rates refer to all that was said under the same conditions, also where those only leave something out."""

import datetime

from django.test import TestCase

from speeches.models import Event
from speeches.search import parse, search
from speeches.search.counting import Rate, counts_of, rates_by_speaker, rates_by_year
from tests.make import count, make_event, make_speaker, make_tag, make_turn


class RateTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.vetrova, cls.lavrov = make_speaker("Анна Ветрова"), make_speaker("Семён Лавров")
        event = make_event("Встреча", start_date=datetime.date(2020, 1, 1))
        make_turn(event, "Мост и паром.", speaker=cls.vetrova)
        make_turn(event, "Мост ждёт, и ждёт паром.", speaker=cls.lavrov)
        make_turn(event, "Мост.", speaker=cls.vetrova, tags=[make_tag("Дороги")])
        Event.objects.update(word_count=9)
        count()

    def rates(self, text):
        found = search(parse(text))
        counts = counts_of(found)
        speakers = rates_by_speaker(counts, found, [self.vetrova.pk, self.lavrov.pk])
        return rates_by_year(counts, found), [speakers[each.pk] for each in (self.vetrova, self.lavrov)]

    def test_without_conditions_it_is_everything_that_was_said(self):
        self.assertEqual(self.rates("мост"), ({2020: Rate(3, 9)}, [Rate(2, 4), Rate(1, 5)]))

    def test_under_a_condition_it_is_what_was_said_under_it(self):
        self.assertEqual(self.rates("мост speaker:ветрова"), ({2020: Rate(2, 4)}, [Rate(2, 4), Rate(0, 0)]))

    def test_what_exclusions_leave_out_does_not_count(self):
        self.assertEqual(self.rates("мост -speaker:лавров"), ({2020: Rate(2, 4)}, [Rate(2, 4), Rate(0, 0)]))
        self.assertEqual(self.rates("мост -speaker:лавров -tag:дороги"), ({2020: Rate(1, 3)}, [Rate(1, 3), Rate(0, 0)]))

    def test_an_exclusion_that_names_nobody_leaves_out_nothing(self):
        self.assertEqual(self.rates("мост -speaker:никто"), ({2020: Rate(3, 9)}, [Rate(2, 4), Rate(1, 5)]))
