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


class AddressTests(TestCase):
    """All who held an office share its address, which is written once and moves with the office."""

    def setUp(self):
        self.anna, self.peter = make_speaker(), make_speaker("Пётр Озеров")

    def slugs(self):
        return list(Office.objects.order_by("pk").values_list("slug", flat=True))

    def rename(self, office, role):
        office = Office.objects.get(pk=office.pk)
        office.role_ru = role
        office.save()

    def test_spellings_that_fold_alike_are_one_office(self):
        for speaker, role in ((self.anna, "Мэр"), (self.peter, "мэр"), (self.peter, "министр")):
            make_office(speaker, role)
        self.assertEqual(self.slugs(), ["mer", "mer", "ministr"])

    def test_an_office_of_another_organisation_is_another_one(self):
        for organization in ("Тверь", "Ржев"):
            make_office(self.anna, "мэр", organization_ru=organization)
        self.assertEqual(self.slugs(), ["mer-tver", "mer-rzhev"])

    def test_one_that_is_known_in_both_languages_is_the_same_as_in_one(self):
        make_office(self.anna, "мэр", role_en="Mayor")
        make_office(self.peter, "мэр")
        self.assertEqual(self.slugs(), ["mayor", "mayor"])

    def test_a_misprint_that_is_mended_keeps_the_address(self):
        self.rename(make_office(self.anna, "мэрр"), "мэр")
        self.assertEqual(self.slugs(), ["merr"])
        make_office(self.peter, "мэр")
        self.assertEqual(self.slugs(), ["merr", "merr"])

    def test_one_holder_of_several_who_turns_out_to_have_held_another_goes_alone(self):
        make_office(self.anna, "мэр")
        self.rename(make_office(self.peter, "мэр"), "министр")
        self.assertEqual(self.slugs(), ["mer", "ministr"])

    def test_whoever_turns_out_to_have_held_a_known_office_stands_under_its_address(self):
        make_office(self.anna, "мэр")
        self.rename(make_office(self.peter, "градоначальник"), "мэр")
        self.assertEqual(self.slugs(), ["mer", "mer"])

    def test_another_office_never_takes_an_address_that_one_had(self):
        make_office(self.anna, "мэр")
        self.rename(make_office(self.peter, "глава"), "мэр")
        make_office(self.peter, "глава!")
        self.assertEqual(self.slugs()[2], "glava-2")
