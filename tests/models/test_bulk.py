"""`insert` leaves in the database what `bulk_create` does."""

import datetime

from django.db import IntegrityError, transaction
from django.test import TestCase

from speeches.models import Event, Source, Speaker, SpeakerName, Utterance
from speeches.models.bulk import insert
from speeches.search import with_words
from tests.make import PUBLISHED_AT, make_event, make_speaker

ODD = "Tab\there, \\N and \\., “quotes”, 50 % s, null: NULL, {curly}, 中国 🎙"


def event(title="Встреча", **values):
    made = Event(title=title, **values)
    made.derive()
    return made


def turns(of, *texts, **values):
    made = [Utterance(event=of, position=position, text=text, **values) for position, text in enumerate(texts, 1)]
    for turn in made:
        turn.derive()
    return made


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}


class InsertTests(TestCase):
    def test_rows_come_back_as_they_went_in(self):
        meeting = event(
            summary=ODD,
            start_date=datetime.date(2026, 3, 1),
            start_time=datetime.time(14, 30),
            status=Event.Status.PUBLISHED,
            published_at=PUBLISHED_AT,
        )
        self.assertEqual(insert([meeting]), [meeting])
        said = insert(turns(meeting, ODD, "Да.", classification=Utterance.Classification.ANSWER))
        source = Source(
            event=meeting, content=b"\0\xff\\x", name="a.txt", transcript={"a": [1, None, ODD]}, stamp=PUBLISHED_AT
        )
        insert([source])
        for row in (meeting, *said, source):
            stored = type(row).objects.get(pk=row.pk)
            stored_columns = columns(stored) | ({"content": bytes(stored.content)} if row is source else {})
            self.assertEqual(stored_columns, columns(row))

    def test_keys_go_on_from_one_way_of_writing_to_the_other(self):
        first = make_event("Первая")
        [second] = insert([event("Вторая")])
        third = make_event("Третья")
        [fourth] = insert([event("Четвёртая")])
        keys = [first.pk, second.pk, third.pk, fourth.pk]
        self.assertEqual(sorted(set(keys)), keys)

    def test_a_key_is_not_used_again_after_its_row_was_deleted(self):
        [first] = insert([event("Первая")])
        gone = first.pk
        first.delete()
        self.assertGreater(insert([event("Вторая")])[0].pk, gone)

    def test_what_a_row_points_to_may_be_written_after_it_was_assigned(self):
        speaker, meeting = Speaker(name_ru="Анна Ветрова"), event()
        [turn] = turns(meeting, "Да.")
        turn.speaker = speaker
        speaker.derive()
        insert([meeting])
        insert([speaker])
        insert([turn])
        self.assertEqual(Utterance.objects.get(speaker=speaker, event=meeting), turn)

    def test_a_row_that_points_to_nothing_stored_is_refused(self):
        with self.assertRaisesMessage(ValueError, "unsaved related object"):
            insert(turns(event(), "Да."))

    def test_rules_of_the_database_hold_and_speak_django(self):
        meeting, speaker = make_event(), make_speaker()
        twice = [SpeakerName(speaker=speaker, name="А", key="а", language="ru") for _ in range(2)]
        for rows in (turns(meeting, ""), twice):
            with self.assertRaises(IntegrityError), transaction.atomic():
                insert(rows)
        self.assertFalse(Utterance.objects.exists())

    def test_rows_are_no_longer_new(self):
        [turn] = insert(turns(make_event(), "Да."))
        self.assertEqual((turn._state.adding, turn._state.db), (False, "default"))
        turn.text = "Нет."
        turn.save()
        self.assertEqual(Utterance.objects.get().text, "Нет.")

    def test_words_are_found_at_once(self):
        meeting = make_event()
        insert(turns(meeting, "Говорили о мостах.", "И о паромах."))
        self.assertEqual([list(with_words(Event.objects.all(), word)) for word in ("мост", "паром")], [[meeting]] * 2)

    def test_the_number_of_statements_does_not_grow_with_the_rows(self):
        meeting = make_event()
        with self.assertNumQueries(2):  # One asks for keys.
            insert(turns(meeting, *["Да."] * 300))

    def test_nothing_is_written_for_no_rows(self):
        with self.assertNumQueries(0):
            self.assertEqual(insert([]), [])
