"""Offices at the desk: rows of the speaker's form."""

import datetime

from django.test import TestCase

from speeches.models import Office, current_version
from tests.make import make_office

from .rows import form_data, make_event, make_speaker, make_user, url

NEW = {
    "offices-TOTAL_FORMS": "1",
    "offices-0-role_ru": "министр транспорта",
    "offices-0-start_date": "07.05.2018",
    "offices-0-end_date": "",
}


class OfficeTests(TestCase):
    def setUp(self):
        self.anna = make_user("anna", group="Editors")
        self.client.force_login(self.anna)
        self.speaker = make_speaker()

    def saved(self, **changes):
        address = url("change", self.speaker)
        return self.client.post(address, {**form_data(self.client.get(address)), **changes})

    def test_an_editor_writes_one_and_every_page_is_a_new_one(self):
        before = current_version()
        self.assertEqual(self.saved(**NEW).status_code, 302)
        office = Office.objects.get()
        self.assertEqual((office.role_ru, office.start_date, office.end_date), (*NEW_VALUES, None))
        self.assertEqual(office.history.get().history_user, self.anna)
        self.assertGreater(current_version(), before)

    def test_what_it_was_stays_in_the_history(self):
        office = make_office(self.speaker, "министр")
        self.saved(**{"offices-0-role_ru": "министр связи", "reason": "Опечатка"})
        newest, oldest = office.history.all()
        self.assertEqual((oldest.role_ru, newest.role_ru), ("министр", "министр связи"))
        self.assertEqual((newest.history_user, newest.history_change_reason), (self.anna, "Опечатка"))

    def test_an_editor_deletes_one_and_the_history_knows_it(self):
        office = make_office(self.speaker, "министр")
        self.saved(**{"offices-0-DELETE": "on"})
        self.assertFalse(Office.objects.exists())
        self.assertEqual(Office.history.filter(id=office.pk).latest().history_type, "-")

    def test_an_end_before_the_start_is_refused_in_words(self):
        response = self.saved(**{**NEW, "offices-0-end_date": "06.05.2018"})
        self.assertContains(response, "errornote")
        self.assertFalse(Office.objects.exists())

    def test_a_voice_nobody_named_has_none(self):
        self.assertContains(self.client.get(url("change", self.speaker)), "offices-TOTAL_FORMS")
        voice = make_speaker("Вопрос", voice_of=make_event())
        self.assertNotContains(self.client.get(url("change", voice)), "offices-TOTAL_FORMS")


NEW_VALUES = ("министр транспорта", datetime.date(2018, 5, 7))
