"""Counting an event in leaves what counting everything anew does."""

from django.test import TestCase

from speeches.models import Place, Speaker, Utterance
from speeches.models.counting import count_in
from speeches.models.revision import recount_everything
from tests.make import make_event, make_place, make_speaker, make_turn


def counts():
    speakers = Speaker.objects.order_by("pk").values_list("pk", "utterance_count", "event_count")
    return [*speakers, *Place.objects.order_by("pk").values_list("pk", "event_count")]


class CountInTests(TestCase):
    def setUp(self):
        self.speakers = [make_speaker(name) for name in ("Анна Ветрова", "Пётр Озеров", "Иван Ларин")]
        self.place = make_place()

    def make_event(self, title, *speakers, **overrides):
        event = make_event(title, place=self.place, **overrides)
        for speaker in speakers:
            make_turn(event, speaker=speaker)
        make_turn(event, speaker=speakers[0], classification="scene")
        make_turn(event)
        return event

    def test_one_event_after_another_counts_as_all_of_them_at_once(self):
        anna, peter, _ = self.speakers
        for event in (self.make_event("А", anna, peter, anna), self.make_event("Б", peter)):
            count_in(event, event.utterances.select_related("speaker"))
        added = counts()
        recount_everything()
        self.assertEqual(counts(), added)
        self.assertIn((anna.pk, 2, 1), added)

    def test_a_speaker_still_to_be_written_has_the_counts(self):
        new = Speaker(name_ru="Ольга Новая")
        event = make_event(turns=0)
        turns = [Utterance(event=event, speaker=new, text="Да."), Utterance(event=event, speaker=new, text="Нет.")]
        with self.assertNumQueries(0):
            count_in(event, turns)
        self.assertEqual((new.utterance_count, new.event_count), (2, 1))

    def test_an_event_without_place_or_speaker_is_counted_nowhere(self):
        event = make_event(turns=2)
        with self.assertNumQueries(0):
            count_in(event, [])
        self.assertEqual({row[1:] for row in counts()}, {(0, 0), (0,)})

    def test_it_asks_no_more_of_an_archive_that_has_grown(self):
        event = self.make_event("А", self.speakers[0])
        turns = list(event.utterances.select_related("speaker"))
        for title in "БВГ":
            self.make_event(title, self.speakers[0])
        with self.assertNumQueries(2):
            count_in(event, turns)
