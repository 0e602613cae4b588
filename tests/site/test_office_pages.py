"""Each office has a page: who held it, and when."""

import datetime

from django.test import TestCase

from tests.make import count, make_event, make_office, make_speaker, make_turn

ROLE = {"role": "министр транспорта", "role_en": "Minister of Transport"}


def year(number):
    return datetime.date(number, 5, 7)


class OfficePageTests(TestCase):
    def setUp(self):
        self.anna, self.peter = make_speaker(name_en="Anna Vetrova"), make_speaker("Пётр Озеров")
        event = make_event()
        for speaker in (self.anna, self.peter):
            make_turn(event, speaker=speaker)
        self.held = make_office(self.peter, **ROLE, start_date=year(2010), end_date=year(2018))
        self.office = make_office(self.anna, "Министр  транспорта", start_date=year(2018))
        count()

    def get(self, address):
        return self.client.get(address)

    def page(self):
        return self.get(self.office.get_absolute_url())

    def test_all_who_held_it_stand_there_whoever_holds_it_now_first(self):
        self.assertEqual(self.office.get_absolute_url(), "/offices/minister-of-transport/")
        self.assertEqual([held.speaker for held in self.page().context["held"]], [self.anna, self.peter])
        self.assertContains(self.get("/en/offices/minister-of-transport/"), "7 May 2010 – 7 May 2018")

    def test_a_persons_page_leads_there(self):
        for speaker in (self.anna, self.peter):
            self.assertContains(self.get(speaker.get_absolute_url()), '<a href="/offices/minister-of-transport/">')

    def test_the_index_has_each_office_once_with_the_number_of_people(self):
        make_office(self.anna, "мэр", organization_ru="Тверь")
        make_office(self.anna, **ROLE, start_date=year(2000), end_date=year(2001))
        page = self.get("/offices/")
        self.assertEqual(
            [(str(entry.item), entry.item.holders) for entry in page.context["entries"]][1], ("мэр, Тверь", 1)
        )
        self.assertEqual(page.context["entries"][0].item.holders, 2)

    def test_the_office_of_somebody_who_is_not_public_is_not_told(self):
        make_office(make_speaker("Молчун"), "тайный советник")
        self.assertNotContains(self.get("/offices/"), "тайный советник")
        self.assertEqual(self.get("/offices/tainyi-sovetnik/").status_code, 404)

    def test_a_renamed_office_answers_at_its_old_address(self):
        mayor = make_office(self.anna, "мэр")
        old = mayor.get_absolute_url()
        mayor.role_ru = "министр транспорта"
        mayor.save()
        answer = self.get(old)
        self.assertEqual((answer.status_code, answer.headers["Location"]), (301, self.office.get_absolute_url()))

    def test_what_never_was_an_office_is_not_found(self):
        self.assertEqual(self.get("/offices/nobody/").status_code, 404)

    def test_text_is_data(self):
        office = make_office(self.anna, "<b>мэр</b>")
        for address in (office.get_absolute_url(), "/offices/"):
            self.assertContains(self.get(address), "&lt;b&gt;мэр&lt;/b&gt;")
