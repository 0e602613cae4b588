"""Whoever writes, and however, the index is that of the rows: at once, and as before where the writing fails."""

import os
from collections.abc import Callable
from unittest import skipUnless

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import TestCase, TransactionTestCase

from speeches.models import INDEX_VERSION, Event, IndexState, Place, Speaker, Tag, Utterance
from speeches.search import ORDERS, parse, search
from speeches.search.engines import engine_of
from speeches.search.engines.names import INDEX, TAGS_OF_EVENTS, TAGS_OF_TURNS
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn
from tests.search.editing import QUERIES, Walk
from tests.search.oracle import Oracle

WALKS, LENGTH = int(os.environ.get("WALKS", "4")), 60
"""How many walks there are, and of how many steps each."""

ENGINE = engine_of("default")


class Undone(Exception):
    """Rolls a transaction back."""


class IndexTestCase(TestCase):
    def check(self):
        ENGINE.check(connection)

    def compare(self, queries=QUERIES):
        """Compare what is found with what plain Python finds."""
        oracle = Oracle()
        for text in queries:
            query = parse(text)
            for order in ORDERS:
                self.assertEqual(
                    search(query, order=order).first_keys, oracle.found(query, order=order), f"{text}, {order}"
                )
            self.assertEqual(
                search(query, brackets=True).first_keys, oracle.found(query, brackets=True), f"{text}, brackets"
            )


class ManyTests(IndexTestCase):
    @skipUnless(connection.vendor == "postgresql", "SQLite tells nobody how many rows it reads.")
    def test_for_many_turns_at_once_only_their_own_rows_are_read(self):
        events = [make_event(status="published") for _ in range(100)]
        make_turn(events[0], "Мост.")
        before = self.read()
        turns = [
            Utterance(event=event, position=number, text="Мост.", language="ru")
            for event in events
            for number in range(2, 8)
        ]
        Utterance.objects.bulk_create(turns)
        self.assertLess(self.read() - before, 30 * len(turns))
        self.check()

    def read(self):
        """Tell how many rows of events and turns this transaction has read."""
        tables = [Event._meta.db_table, Utterance._meta.db_table]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)",
                [tables],
            )
            return cursor.fetchone()[0]


class WalkTests(IndexTestCase):
    def test_after_every_step_of_a_random_walk_the_index_is_that_of_the_rows(self):
        first = int(os.environ.get("SEED", "0"))
        for seed in range(first, first + WALKS):
            with self.subTest(seed=seed), transaction.atomic():
                self.walk(Walk(seed))
                transaction.set_rollback(True)

    def walk(self, walk):
        done = []
        for number in range(LENGTH):
            try:
                with transaction.atomic():
                    done.append(walk.go())
                    self.check()
                    if number % 6 == 5:
                        raise Undone
            except Undone:
                self.check()
            except (ValueError, DatabaseError) as error:
                raise AssertionError(f"after {', '.join(done)}") from error
            self.compare(walk.chance.sample(QUERIES, 3))


class TransactionTests(IndexTestCase):
    def test_what_is_rolled_back_leaves_the_index_as_it_was(self):
        turn = make_turn(make_event("Встреча"), "Мост и паром.")
        try:
            with transaction.atomic():
                make_turn(turn.event, "Мост.", tags=[make_tag("Мосты")])
                Utterance.objects.filter(pk=turn.pk).delete()
                Event.objects.update(status="draft")
                self.assertEqual(search(parse("мост")).first_keys, [])
                raise Undone
        except Undone:
            pass
        self.check()
        self.assertEqual(search(parse("мост")).first_keys, [turn.pk])

    def test_a_withdrawn_event_is_not_found_in_the_same_transaction(self):
        event = make_event("Встреча", turns=2)
        self.assertEqual(search(parse("день")).count(), 2)
        Event.objects.filter(pk=event.pk).update(status="draft")
        self.assertEqual(search(parse("день")).count(), 0)
        self.check()


def insert_turn(event, tag):
    make_turn(event, "Мост.")


def update_turn(event, tag):
    Utterance.objects.filter(event=event).update(delivery="read")


def delete_turn(event, tag):
    event.utterances.first().delete()


def insert_turns_and_then_their_event(event, tag):
    key = event.pk + 1_000
    turn = Utterance(event=Event(pk=key, language="ru"), position=1, text="Мост.")
    turn.derive()
    Utterance.objects.bulk_create([turn])
    make_event("Другая", pk=key)


def update_event(event, tag):
    Event.objects.filter(pk=event.pk).update(start_date="2020-01-01")


def delete_event_and_then_its_turns(event, tag):
    key = event.pk
    with connection.cursor() as cursor:
        for table in (TAGS_OF_EVENTS, "speeches_change"):
            cursor.execute(f"DELETE FROM {table} WHERE event_id = %s", [key])  # noqa: S608
        cursor.execute("DELETE FROM speeches_event WHERE id = %s", [key])
        cursor.execute("DELETE FROM speeches_utterance WHERE event_id = %s", [key])


def _tag(row_of: Callable) -> tuple[Callable, Callable, Callable]:
    def add(event, tag):
        row_of(event).tags.add(tag)

    def move(event, tag):
        row = row_of(event)
        through = row.tags.through.objects.filter(**{row._meta.model_name: row}).first()
        row.tags.through.objects.filter(pk=through.pk).update(tag=tag)

    def remove(event, tag):
        row_of(event).tags.clear()

    return add, move, remove


ACTS = {
    "utterance": (insert_turn, update_turn, delete_turn),
    "event": (insert_turns_and_then_their_event, update_event, delete_event_and_then_its_turns),
    "utterance_tags": _tag(lambda event: event.utterances.first()),
    "event_tags": _tag(lambda event: event),
}
MOMENTS = {
    "sqlite": [
        *(("insert", moment) for moment in ("before_insert", "after_insert")),
        *(("update", moment) for moment in ("before_update", "after_update")),
        *(("delete", moment) for moment in ("before_delete", "after_delete")),
    ],
    "postgresql": [(kind, kind) for kind in ("insert", "update", "delete")],
}
# Turns and events need no more than one of two moments. On PostgreSQL the turns tell of an event that goes.
NOT_THERE = {
    "sqlite": {(table, moment) for table in ("utterance", "event") for moment in ("before_insert", "after_delete")},
    "postgresql": {("event", "delete")},
}


class TriggerTests(IndexTestCase):
    def setUp(self):
        self.event = make_event("Встреча", tags=[make_tag("Мосты")])
        for _ in range(2):
            make_turn(self.event, "Паром.", tags=[make_tag("Паромы")])
        self.tag = make_tag("Броды")

    def test_the_check_passes_after_each_act(self):
        for table, acts in ACTS.items():
            for act in acts:
                with self.subTest(table=table, act=act.__name__), transaction.atomic():
                    act(self.event, self.tag)
                    self.check()
                    transaction.set_rollback(True)

    def test_the_check_fails_where_one_trigger_is_missing(self):
        kinds = ("insert", "update", "delete")
        for table, acts in ACTS.items():
            for kind, moment in MOMENTS[connection.vendor]:
                if (table, moment) in NOT_THERE[connection.vendor]:
                    continue
                with self.subTest(table=table, moment=moment), transaction.atomic():
                    self.drop(table, moment)
                    acts[kinds.index(kind)](self.event, self.tag)
                    with self.assertRaises((ValueError, DatabaseError)), transaction.atomic():
                        self.check()
                    transaction.set_rollback(True)

    def drop(self, table, moment):
        of_table = f" ON speeches_{table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            if of_table:
                # What waits to be checked at the end would keep the table from being altered.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"DROP TRIGGER {INDEX}_{table}_{moment}{of_table}")


class TableTests(TransactionTestCase):
    """What changes tables as a whole."""

    check, compare = IndexTestCase.check, IndexTestCase.compare

    def setUp(self):
        self.event = make_event("О мосте", tags=[make_tag("Ёлка")], place=make_place("Мост"), language="en")
        for text in ("Мост, паром [и] дорога.", "Паром и дорога.", "Bridges."):
            make_turn(self.event, text, speaker=make_speaker("Семён Лавров"), heading="О дорогах")
        make_turn(make_event("Другое", start_date=None), "Мост.")
        count()

    def indexed(self):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {INDEX}")  # noqa: S608
            return cursor.fetchone()[0]

    def test_a_flush_leaves_nothing_behind(self):
        call_command("flush", interactive=False, verbosity=0)
        self.check()
        self.assertEqual((self.indexed(), IndexState.objects.get().version), (0, INDEX_VERSION))
        turn = make_turn(make_event("Новое"), "Мост.")
        self.assertEqual(search(parse("мост")).first_keys, [turn.pk])

    def test_migrating_backwards_and_forwards_again_leaves_an_index_of_the_rows_as_they_are_then(self):
        self.compare()
        for migration in ("0006", "0003", "0006"):
            call_command("migrate", "speeches", migration, verbosity=0)
        call_command("migrate", "speeches", verbosity=0)
        self.check()
        # The columns are new and empty, and the index says that words must be analysed.
        self.assertEqual(IndexState.objects.get().version, "")
        self.assertEqual(search(parse("=мост")).first_keys, [])
        for model in (Utterance, Event, Speaker, Tag, Place):
            for row in model.objects.all():
                row.save()
        self.check()
        self.compare()

    def test_a_table_that_is_emptied_alone_takes_nothing_else_away(self):
        for table in (TAGS_OF_TURNS, TAGS_OF_EVENTS):
            with self.subTest(table), connection.cursor() as cursor:
                cursor.execute(f"{'TRUNCATE' if connection.vendor == 'postgresql' else 'DELETE FROM'} {table}")
                self.check()
                self.assertEqual(self.indexed(), 4)
