"""Counting an event in leaves what counting everything anew does."""

from django.test import TestCase

from speeches.models import Change, Place, Speaker, Utterance, revise, withdraw
from speeches.models.counting import count_in
from speeches.models.revision import recount_everything
from tests.make import make_event, make_place, make_speaker, make_tag, make_turn


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


class OnceTests(TestCase):
    """A stored number of events counts an event once, in however many languages, as lists show it."""

    def setUp(self):
        self.anna, self.tag, self.place = make_speaker("Анна Ветрова"), make_tag(), make_place()
        self.original = self.make_text("Встреча")
        self.translation = self.make_text("Meeting", language="en", translation_of=self.original)

    def make_text(self, title, **overrides):
        event = make_event(title, tags=[self.tag], place=self.place, **overrides)
        make_turn(event, speaker=self.anna)
        return event

    def counts(self):
        for row in (self.anna, self.tag, self.place):
            row.refresh_from_db()
        return [row.event_count for row in (self.anna, self.tag, self.place)]

    def test_two_texts_of_an_event_are_one_event(self):
        recount_everything()
        self.assertEqual(self.counts(), [1, 1, 1])
        self.assertEqual(self.anna.utterance_count, 2)

    def test_a_text_that_is_no_longer_a_translation_is_an_event_of_its_own(self):
        recount_everything()
        with revise(self.translation) as revision:
            revision.event.translation_of = None
            revision.save(revision.event)
        self.assertEqual(self.counts(), [2, 2, 2])
        with revise(self.translation) as revision:
            revision.event.translation_of = self.original
            revision.save(revision.event)
        self.assertEqual(self.counts(), [1, 1, 1])

    def test_a_withdrawn_original_leaves_its_translation_counted(self):
        recount_everything()
        withdraw(self.original, reason="Ошибка.")
        self.assertEqual(self.counts(), [1, 1, 1])
        withdraw(self.translation, reason="Ошибка.")
        self.assertEqual(self.counts(), [0, 0, 0])


class EverPublicTests(TestCase):
    def test_what_readers_had_an_address_of_is_told_by_the_log_where_no_column_says_it(self):
        above, said, speaker, place = make_tag("Выше"), make_tag("Сказано"), make_speaker(), make_place()
        event = make_event(tags=[above], place=place)
        make_turn(event, speaker=speaker, tags=[said])
        topics = (above, said, speaker, place)
        unseen = (make_tag("Нигде"), make_speaker("Никто Нигде"), make_place("Нигде"))
        for topic in topics:
            type(topic).objects.update(was_public=False)
        for seen in (topics, ()):
            for topic in (*topics, *unseen):
                with self.subTest(topic, seen=bool(seen)):
                    found = type(topic).objects.ever_public().filter(pk=topic.pk)
                    self.assertEqual(list(found), [topic] if topic in seen else [])
            Change.objects.all().delete()
