"""An event as it stood: put together from what history keeps, whatever was done to its turns since."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.models import (
    Change,
    Event,
    Utterance,
    event_at,
    expunge,
    publish,
    revise,
    times_shown,
    turns_at,
    withdraw,
)
from tests.make import forget_history, make_event, make_speaker, make_turn


class PastTests(TestCase):
    def setUp(self):
        self.event = make_event("Встреча", summary="О мостах.")
        self.speaker = make_speaker()
        self.first = make_turn(self.event, "Мост готов.", speaker=self.speaker, attribution_text="Ветрова")
        self.second = make_turn(self.event, "Паром тоже.")
        forget_history()

    def times(self):
        self.event.refresh_from_db()
        return times_shown(self.event, list(self.event.changes.order_by("id")))

    def words(self, number):
        """Give the texts of the turns as the number-th version that readers had."""
        return [turn.text for turn in turns_at(self.event, self.times()[number].since)]

    def correct(self, turn, text):
        with revise(self.event, nature="correction", reason="Ошибка.") as revision:
            turn.text = text
            revision.save(turn)

    def test_without_history_the_rows_are_the_text(self):
        self.assertEqual(self.words(0), ["Мост готов.", "Паром тоже."])
        self.assertEqual([time.until for time in self.times()], [None])

    def test_each_correction_leaves_the_text_before_it(self):
        self.correct(self.first, "Мост почти готов.")
        self.correct(self.first, "Мост не готов.")
        for number, words in enumerate(["Мост готов.", "Мост почти готов.", "Мост не готов."]):
            self.assertEqual(self.words(number), [words, "Паром тоже."])

    def test_turns_that_came_went_or_moved_since_stand_where_they_stood(self):
        third = make_turn(self.event, "Третье.")
        forget_history()
        with revise(self.event) as revision:
            revision.delete(self.second)
            new = Utterance(event=self.event, text="Первым делом.", position=9)
            revision.save(new)
            revision.arrange([new, third, self.first])
        self.assertEqual(self.words(1), ["Первым делом.", "Третье.", "Мост готов."])
        self.assertEqual(self.words(0), ["Мост готов.", "Паром тоже.", "Третье."])

    def test_turns_have_their_speakers_and_their_event(self):
        self.correct(self.first, "Мост не готов.")
        turn, other = turns_at(self.event, self.times()[0].since)
        self.assertEqual((turn.speaker, other.speaker), (self.speaker, None))
        self.assertEqual((turn.ref, turn.event), (self.first.ref, self.event))

    def test_a_speaker_who_is_no_more_leaves_the_label(self):
        self.correct(self.first, "Мост не готов.")
        with revise(self.event) as revision:
            self.first.speaker = None
            revision.save(self.first)
        self.speaker.delete()
        turn = turns_at(self.event, self.times()[0].since)[0]
        self.assertEqual((turn.speaker, turn.printed_name), (None, "Ветрова"))

    def test_the_event_itself_stands_as_it_stood(self):
        with revise(self.event) as revision:
            revision.event.title, revision.event.summary = "Совещание", ""
            revision.save(revision.event)
        past = event_at(self.event, self.times()[0].since)
        self.assertEqual((past.title, past.summary, past.turn_count), ("Встреча", "О мостах.", 2))

    def test_what_was_expunged_does_not_come_back(self):
        self.correct(self.first, "Мост не готов, тел. 555-0199.")
        self.correct(self.first, "Мост не готов.")
        self.event.refresh_from_db()
        expunge(self.event, "555-0199", reason="Личное.")
        everything = [self.words(number) for number in range(len(self.times()))]
        self.assertEqual(everything[1][0], "Мост не готов, тел. <изъято>.")
        self.assertNotIn("555-0199", str(everything))

    def test_it_costs_the_same_however_many_turns_and_changes(self):
        self.correct(self.first, "Раз.")
        with CaptureQueriesContext(connection) as few:
            self.assertEqual(len(self.words(-1)), 2)
        for number in range(5):
            self.correct(make_turn(self.event, speaker=make_speaker(f"Оратор {number}")), "Другое.")
        with CaptureQueriesContext(connection) as many:
            self.assertEqual(len(self.words(-1)), 7)
        self.assertEqual(len(many), len(few))


class TimesShownTests(TestCase):
    def kinds(self, event):
        event.refresh_from_db()
        shown = times_shown(event, list(event.changes.order_by("id")))
        return [(time.version, time.change.kind if time.change else "", time.until is None) for time in shown]

    def change(self, event, text):
        with revise(event) as revision:
            revision.event.summary = text
            revision.save(revision.event)

    def test_what_was_changed_before_publication_was_never_shown(self):
        event = make_event(status=Event.Status.DRAFT, published_at=None)
        self.change(event, "Раз.")
        self.assertEqual(self.kinds(event), [])
        publish(event)
        self.change(event, "Два.")
        self.assertEqual(self.kinds(event), [(3, "added", False), (4, "corrected", True)])

    def test_of_what_is_scheduled_nothing_was_shown(self):
        self.assertEqual(self.kinds(make_event(status=Event.Status.SCHEDULED)), [])

    def test_nothing_is_shown_while_it_is_withdrawn_and_nothing_from_before_afterwards(self):
        event = make_event()
        self.change(event, "Раз.")
        withdraw(event, reason="Ошибка.")
        self.change(event, "Два.")
        self.assertEqual(self.kinds(event), [])
        publish(event)
        self.assertEqual(self.kinds(event), [(5, "added", True)])

    def test_a_beginning_that_no_log_knows_counts_from_the_arrival_of_the_text(self):
        event = make_event()
        Change.objects.all().delete()
        self.assertEqual(self.kinds(event), [(1, "", True)])
        self.change(event, "Раз.")
        self.assertEqual(self.kinds(event), [(1, "", False), (2, "corrected", True)])
        event.refresh_from_db()
        self.assertEqual(times_shown(event, list(event.changes.all()))[0].since, event.added_at)
