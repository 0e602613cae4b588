"""Corrections of published words are explained where one reads."""

from django.test import TestCase

from speeches.models import expunge, revise
from tests.make import make_event, make_turn


class CorrectionsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча")
        cls.turn, cls.other = make_turn(cls.event, "Мост готов."), make_turn(cls.event, "Паром готов.")

    def change(self, nature, reason):
        with revise(self.event, nature=nature, reason=reason) as revision:
            self.turn.text += " Да."
            revision.save(self.turn)

    def test_a_correction_is_explained_on_the_event_and_on_its_turn_alone(self):
        self.change("correction", "Расшифровано с ошибкой.")
        for path, times in (
            (self.event.get_absolute_url(), 1),
            (f"/en{self.event.get_absolute_url()}", 1),
            (self.turn.get_absolute_url(), 1),
            (self.other.get_absolute_url(), 0),
        ):
            with self.subTest(path):
                self.assertContains(self.client.get(path), "Расшифровано с ошибкой.", count=times)

    def test_of_a_slip_readers_are_told_nothing(self):
        self.change("slip", "Опечатка наборщика.")
        self.assertNotContains(self.client.get(self.event.get_absolute_url()), "Опечатка наборщика.")

    def test_what_was_expunged_is_told(self):
        expunge(self.event, "Мост готов", reason="Личные данные.")
        page = self.client.get(self.event.get_absolute_url())
        self.assertContains(page, "Личные данные.")
        self.assertContains(page, "изъято")
