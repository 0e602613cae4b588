"""What people were, and when."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils.translation import override

from speeches.models import Office
from tests.make import make_office, make_speaker

DAY = datetime.date(2010, 5, 7)


def day(year):
    return DAY.replace(year=year)


class OfficeTests(TestCase):
    def setUp(self):
        self.speaker = make_speaker()

    def make(self, role, start=None, end=None):
        return make_office(self.speaker, role, start_date=start and day(start), end_date=end and day(end))

    def roles(self, offices):
        return [office.role_ru for office in offices]

    def test_the_newest_stands_first_and_what_is_unknown_last(self):
        for role, *dates in (("мэр", 2004, 2008), ("учёный",), ("министр", 2012), ("советник", 2008, 2012)):
            self.make(role, *dates)
        self.assertEqual(self.roles(self.speaker.offices.newest_first()), ["министр", "советник", "мэр", "учёный"])
        self.assertEqual(self.roles(self.speaker.offices.all()), ["министр", "советник", "мэр", "учёный"])

    def test_what_began_on_one_day_and_goes_on_stands_first(self):
        self.make("ректор", 2012, 2020)
        self.make("министр", 2012)
        self.assertEqual(self.roles(self.speaker.offices.newest_first()), ["министр", "ректор"])

    def test_an_office_is_held_from_its_first_day_to_its_last(self):
        self.make("мэр", 2004, 2010)
        for days, expected in ((0, ["мэр"]), (1, [])):
            later = DAY + datetime.timedelta(days=days)
            self.assertEqual(self.roles(Office.objects.on(later)), expected)
        self.assertEqual(self.roles(Office.objects.on(day(2004))), ["мэр"])
        self.assertEqual(self.roles(Office.objects.on(day(2004) - datetime.timedelta(days=1))), [])

    def test_an_office_without_an_end_is_still_held(self):
        self.make("мэр", 2004)
        self.assertEqual(self.roles(Office.objects.on(day(2026))), ["мэр"])

    def test_nobody_guesses_since_when_an_office_is_held(self):
        self.make("учёный")
        self.make("мэр", None, 2012)
        self.assertEqual(self.roles(Office.objects.on(DAY)), [])

    def test_no_office_ends_before_it_begins(self):
        self.assertEqual(self.make("мэр", 2004, 2004).end_date, day(2004))
        self.refuse(role_ru="мэр", start_date=day(2008), end_date=day(2004))

    def test_every_office_has_a_role(self):
        self.make("мэр").full_clean()
        self.refuse(organization_ru="Москва")

    def refuse(self, **values):
        office = Office(speaker=self.speaker, **values)
        with self.assertRaises(ValidationError):
            office.full_clean()
        with self.assertRaises(IntegrityError), transaction.atomic():
            office.save()

    def test_it_is_called_by_role_and_organisation_in_the_readers_language(self):
        office = make_office(self.speaker, "мэр", role_en="mayor", organization_ru="Москва")
        self.assertEqual(str(office), "мэр, Москва")
        with override("en"):
            self.assertEqual(str(office), "mayor, Москва")
