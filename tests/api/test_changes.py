"""The log by which a mirror follows: nothing passed over, nothing told that is not public."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase

from speeches.api.cursors import encode
from speeches.models import Change, expunge, publish, revise, withdraw
from tests.make import make_event, make_turn

from .client import Program


class ChangeTests(TestCase):
    def setUp(self):
        self.program = Program()

    def test_one_says_what_happened_and_to_what(self):
        event = make_event("О мостах")
        turn = make_turn(event, "Мост.")
        with revise(event, reason="Опечатка в имени.", nature="correction") as revision:
            turn.text = "Моста."
            revision.save(turn)
        added, corrected = self.program.read("changes/")["results"]
        self.assertEqual((added["kind"], added["event"], added["utterances"]), ("added", event.ref, []))
        expected = {
            "kind": "corrected",
            "event": event.ref,
            "utterances": [turn.ref],
            "version": 2,
            "reason": "Опечатка в имени.",
            "nature": "correction",
        }
        self.assertEqual({name: corrected[name] for name in expected}, expected)

    def test_the_next_place_is_given_at_the_end_too(self):
        empty = self.program.read("changes/")
        self.assertEqual((empty["results"], empty["has_more"]), ([], False))
        first = make_event("Первая")
        page = self.program.read(empty["next"])
        self.assertEqual([change["event"] for change in page["results"]], [first.ref])
        end = self.program.read(page["next"])
        self.assertEqual((end["results"], end["next"]), ([], page["next"]))
        second = make_event("Вторая")
        self.assertEqual([each["event"] for each in self.program.read(end["next"])["results"]], [second.ref])

    def test_pages_follow_one_another_without_gap(self):
        events = [make_event(f"Встреча {number}").ref for number in range(23)]
        found, page = [], self.program.read("changes/", page_size=5)
        while True:
            found += [change["event"] for change in page["results"]]
            if not page["has_more"]:
                break
            page = self.program.read(page["next"])
        self.assertEqual(found, events)

    def test_drafts_expunged_words_and_what_editors_tell_each_other_are_not_in_it(self):
        draft = make_event("Секретно", status="draft")
        with revise(draft, reason="Тайное.") as revision:
            revision.save(revision.event)
        event = make_event("О мостах")
        with revise(event, reason="Между нами.") as revision:
            revision.save(revision.event)
        make_turn(event, "Пароль: ёлка.")
        with revise(event, reason="Убрано слово ёлка.", nature="correction") as revision:
            revision.save(revision.event)
        expunge(event, "ёлка", reason="По суду.")
        answer = self.program.ask("changes/").content.decode()
        for secret in (draft.ref, "Тайное", "Между нами", "ёлка"):
            self.assertNotIn(secret, answer)
        self.assertIn('"nature":"expunged"', answer)

    def test_publishing_and_withdrawing_are_told(self):
        event = make_event("О мостах", status="draft", published_at=None)
        publish(event)
        withdraw(event, reason="По ошибке.")
        kinds = [(change["kind"], change["reason"]) for change in self.program.read("changes/")["results"]]
        self.assertEqual(kinds, [("added", ""), ("withdrawn", "По ошибке.")])

    def test_a_place_that_the_log_has_not_come_to_is_refused(self):
        make_event("О мостах")
        last = Change.objects.latest("pk").pk
        self.assertEqual(self.program.read("changes/", since=encode("changes", last))["results"], [])
        self.program.problem("changes/", 410, since=encode("changes", last + 1))


class OrderTests(TransactionTestCase):
    """Who reads between two writers sees what comes first first, however long it takes to be committed."""

    def test_what_is_committed_later_has_the_larger_number(self):
        first, second = make_event("Первая"), make_event("Вторая")
        place = Program().read("changes/")["next"]
        written, may_end, waits = Signal(), Signal(), Signal()

        def slow():
            try:
                with transaction.atomic(), revise(first) as revision:
                    revision.save(revision.event)
                    written.set()
                    may_end.wait(10)
            finally:
                connection.close()

        def quick():
            try:
                written.wait(10)
                waits.set()
                with revise(second) as revision:
                    revision.save(revision.event)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(slow), pool.submit(quick)]
            waits.wait(10)
            seen = [Program().read(place)["results"] for _ in range(5)]
            may_end.set()
            for each in running:
                each.result()
        self.assertEqual(seen, [[]] * 5, "The second would be seen before the first, which is then passed over.")
        after = Program().read(place)["results"]
        self.assertEqual([change["event"] for change in after], [first.ref, second.ref])

    def test_a_reader_between_many_writers_misses_nothing(self):
        events = [make_event(f"Встреча {number}") for number in range(4)]
        program, found = Program(), []
        place = program.read("changes/")["next"]

        def write(number):
            try:
                with revise(events[number % 4]) as revision:
                    revision.save(revision.event)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            running = [pool.submit(write, number) for number in range(40)]
            while True:
                done = all(each.done() for each in running)
                page = program.read(place)
                place = page["next"]
                found += [(change["event"], change["version"]) for change in page["results"]]
                if done and not page["results"]:
                    break
        self.assertEqual(sorted(found), sorted((each.ref, version) for each in events for version in range(2, 12)))
