"""The words of one turn corrected, at the door where the second of two people is stopped."""

from django.test import TestCase

from speeches.ingest.editing import correct_turn, put_words_together
from speeches.models import Conflict, Event, Utterance
from tests.make import make_event, make_turn


class CorrectTurnTests(TestCase):
    def setUp(self):
        self.turn = make_turn(make_event(), "Мост готов к зиме.")

    def test_the_words_are_kept_in_one_revision(self):
        correct_turn(self.turn, "Мост готов к лету.", since="Мост готов к зиме.")
        self.assertEqual(Utterance.objects.get().text, "Мост готов к лету.")
        self.assertEqual(Event.objects.get().version, 2)

    def test_other_words_than_it_was_begun_from_are_not_written_over(self):
        Utterance.objects.update(text="Мост готов к осени.")
        with self.assertRaises(Conflict):
            correct_turn(self.turn, "Мост готов к лету.", since="Мост готов к зиме.")
        self.assertEqual(Utterance.objects.get().text, "Мост готов к осени.")

    def test_the_same_words_are_no_change(self):
        correct_turn(self.turn, "Мост готов к зиме.", since="Мост готов к зиме.")
        self.assertEqual(Event.objects.get().version, 1)

    def test_two_changes_are_put_together_where_they_do_not_meet(self):
        self.assertEqual(put_words_together("а б в г д", "я б в г д", "а б в г ю"), "я б в г ю")
        self.assertEqual(put_words_together("а б", "а в", "а в"), "а в")
        self.assertIsNone(put_words_together("а б", "а в", "а г"))
