"""Rebuilding brings every row to the analyser of now: once, to the end, and past whoever writes meanwhile."""

import threading
from io import StringIO
from unittest import skipUnless

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import TestCase, TransactionTestCase

from speeches.models import INDEX_VERSION, Event, IndexState, Place, Speaker, Spelling, Tag, Utterance, current_version
from speeches.models.version import hold_version
from speeches.search import parse, search, with_words
from speeches.search.engines import engine_of
from speeches.search.rebuilding import BATCHES, Overtaken, rebuild_words
from tests.make import make_event, make_place, make_speaker, make_tag, make_turn

TERMS = "speeches_turns_index_of"
MODELS = [Event, Speaker, Tag, Place, Utterance]


def found(text):
    return search(parse(text)).count()


def events_with(text):
    return with_words(Event.objects.all(), text).count()


def grow_old():
    """Give all rows the words of an analyser that knew nothing."""
    for model in MODELS:
        model.objects.update(**dict.fromkeys(model.ANALYSED, "старьё"))
    IndexState.objects.update(version="the older one")


def words():
    """Give what every row is found by."""
    return {(model, *row) for model in MODELS for row in model.objects.values_list("pk", *model.ANALYSED)}


def make_many(count):
    event = make_event("Встреча", summary="О мостах.", place=make_place(), tags=[make_tag()])
    turns = [Utterance(event=event, position=n, text=f"Построили мост {n}.") for n in range(1, count + 1)]
    for turn in turns:
        turn.derive()
    Utterance.objects.bulk_create(turns)
    make_turn(event, "И паром.", speaker=make_speaker())
    return event


class RebuildingTests(TestCase):
    def test_words_of_an_older_version_become_findable(self):
        make_many(3)
        before = words()
        grow_old()
        self.assertEqual((found("мостов"), found("=паром"), events_with("встречи")), (0,) * 3)
        rebuilt = rebuild_words()
        self.assertEqual((found("мостов"), found("=паром"), events_with("встречи")), (3, 1, 1))
        self.assertEqual((words(), rebuilt.read, rebuilt.changed), (before, 8, 8))
        self.assertTrue(IndexState.objects.get().is_current)
        engine_of("default").check(connection)

    def test_only_rows_with_other_words_are_written(self):
        event = make_many(3)
        IndexState.objects.update(version="the older one")
        event.utterances.filter(position=2).update(lemmas="старьё")
        self.assertEqual(rebuild_words().changed, 1)

    def test_nothing_is_done_twice_unless_asked(self):
        make_many(1)
        grow_old()
        rebuild_words()
        self.assertIsNone(rebuild_words())
        Utterance.objects.update(lemmas="старьё")
        self.assertIsNone(rebuild_words())
        self.assertEqual(rebuild_words(everything=True).changed, 2)

    def test_other_columns_history_and_versions_of_events_stay(self):
        event = make_many(1)
        grow_old()
        Event.objects.update(title_key="as it is")
        before = event.history.count()
        rebuild_words()
        event.refresh_from_db()
        self.assertEqual((event.title_key, event.version, event.history.count()), ("as it is", 1, before))

    def test_pages_kept_by_readers_are_old_afterwards(self):
        make_many(1)
        before = current_version()
        grow_old()
        rebuild_words()
        self.assertGreater(current_version(), before)

    def test_a_run_that_was_cut_short_goes_on_where_it_was(self):
        event = make_many(2 * BATCHES[Utterance])
        grow_old()

        def stop(done, total):
            if done > BATCHES[Utterance]:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            rebuild_words(progress=stop)
        self.assertFalse(IndexState.objects.get().is_current)
        self.assertEqual(found("мост 1"), 1)
        event.utterances.filter(position=1).update(lemmas="тоннель", terms="")
        told = []
        rebuilt = rebuild_words(progress=lambda *place: told.append(place))
        self.assertEqual(rebuilt.changed, BATCHES[Utterance] + 1)
        self.assertEqual((found("тоннель"), found("паром")), (1, 1))
        total = 2 * BATCHES[Utterance] + 5
        self.assertEqual((told[0], told[-1]), ((BATCHES[Utterance] + 4, total), (total, total)))

    def test_a_run_to_another_version_is_begun_anew(self):
        event = make_many(2)
        grow_old()
        last = event.utterances.last().pk
        IndexState.objects.update(becoming="the oldest", table=Utterance._meta.db_table, last=last)
        self.assertEqual(rebuild_words().read, 7)
        self.assertEqual(found("мост"), 2)

    def test_what_another_release_has_half_rebuilt_is_not_current(self):
        make_many(1)
        IndexState.objects.update(version=INDEX_VERSION, becoming="the next one", last=5)
        self.assertIsNotNone(rebuild_words())

    def test_two_releases_do_not_undo_each_others_work(self):
        make_many(1)
        grow_old()
        with self.assertRaises(Overtaken):
            rebuild_words(progress=lambda done, total: IndexState.objects.update(becoming="the next one"))


# On SQLite as a migration does that rebuilds the table.
LOSSES = {
    "sqlite": "DROP TRIGGER speeches_turns_index_utterance_after_insert",
    "postgresql": "DROP TRIGGER speeches_turns_index_utterance_insert ON speeches_utterance",
}
EMPTYING = {
    "sqlite": "INSERT INTO speeches_turns_index (speeches_turns_index) VALUES ('delete-all')",
    "postgresql": "DELETE FROM speeches_turns_index",
}


class CommandTests(TestCase):
    def rebuild(self, *arguments, **options):
        output = StringIO()
        call_command("rebuild_search_index", *arguments, stdout=output, **options)
        return output.getvalue()

    def test_it_says_what_it_did_and_that_nothing_is_left(self):
        make_many(1)
        grow_old()
        self.assertIn("Analysed 6 texts and names anew; 6 have other words now.", self.rebuild())
        self.assertEqual(self.rebuild(), "The words of the search index are current.\n")

    def test_spellings_of_all_texts_are_known_afterwards(self):
        event = make_many(1)
        self.rebuild()
        make_turn(event, "И тоннель.")
        self.rebuild()
        forms = set(Spelling.objects.values_list("form", flat=True))
        self.assertEqual(forms, {"построили", "мост", "паром", "тоннель"})

    def test_it_can_be_silent(self):
        make_many(1)
        grow_old()
        self.assertEqual(self.rebuild(verbosity=0), "")
        self.assertEqual(found("мост"), 1)

    def test_plain_lines_tell_the_progress(self):
        make_many(BATCHES[Utterance])
        grow_old()
        self.assertRegex(self.rebuild(), r"\A(\d+ of 255 texts analysed\n){2,}(.*spellings\n)?Analysed 255 ")

    def test_an_index_that_lost_its_words_is_filled_anew_when_asked(self):
        make_many(1)
        for arguments in (["--engine"], ["--all"]):
            with self.subTest(arguments):
                with connection.cursor() as cursor:
                    cursor.execute(EMPTYING[connection.vendor])
                self.rebuild()
                self.assertEqual(found("мост"), 0)
                self.assertIn("filled anew", self.rebuild(*arguments))
                self.assertEqual(found("мост"), 1)

    def test_a_lost_trigger_is_put_back(self):
        event = make_many(1)
        with connection.cursor() as cursor:
            cursor.execute(LOSSES[connection.vendor])
        make_turn(event, "И тоннель.")
        self.assertEqual(found("тоннель"), 0)
        self.rebuild()
        self.assertEqual(found("тоннель"), 1)

    def test_a_database_without_the_tables_is_a_misuse(self):
        newest = MigrationLoader(connection).graph.leaf_nodes("speeches")
        MigrationRecorder(connection).record_unapplied(*newest[0])
        with self.assertRaises(CommandError) as raised:
            self.rebuild()
        self.assertEqual(raised.exception.returncode, 2)


@skipUnless(connection.vendor == "postgresql", "SQLite's table of words has no function of its rows.")
class TermsTests(TestCase):
    def test_the_terms_of_a_turn_are_made_once_while_the_index_is_filled_anew(self):
        make_many(3)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL track_functions = 'pl'")
            before = self.made(cursor)
            engine_of("default").refill(connection)
            self.assertEqual(self.made(cursor) - before, Utterance.objects.count())

    def made(self, cursor):
        cursor.execute("SELECT coalesce(sum(calls), 0) FROM pg_stat_xact_user_functions WHERE funcname = %s", [TERMS])
        return cursor.fetchone()[0]


class ConcurrencyTests(TransactionTestCase):
    def test_readers_search_while_the_index_is_filled_anew(self):
        make_many(2)
        hits = []

        def read():
            try:
                hits.append(found("мост"))
            finally:
                connection.close()

        def watch(execute, sql, params, many, context):
            # At the very end PostgreSQL puts the new table in the place of the former one: so long readers wait.
            if not sql.startswith(("ALTER", "ANALYZE", "DROP", "DELETE", "UPDATE speeches_turns_index_parts")):
                reader = threading.Thread(target=read)
                reader.start()
                reader.join(5)
                asked.append(sql)
                self.assertEqual(hits, [2] * len(asked), sql)
            return execute(sql, params, many, context)

        asked = []
        with transaction.atomic(), connection.execute_wrapper(watch):
            engine_of("default").refill(connection)
        self.assertTrue(asked)
        self.assertEqual(found("мост"), 2)
        engine_of("default").check(connection)

    def test_an_edit_at_the_same_time_is_not_written_over(self):
        event = make_many(2)
        grow_old()
        has_begun = threading.Event()

        def edit():
            try:
                with transaction.atomic():
                    hold_version()
                    turn = event.utterances.get(position=1)
                    turn.text = "Построили тоннель."
                    turn.save()
                    has_begun.set()
                    threading.Event().wait(0.5)
            finally:
                connection.close()

        editor = threading.Thread(target=edit)

        def let_edit(done, total):
            if not has_begun.is_set():
                editor.start()
                has_begun.wait(5)

        rebuild_words(progress=let_edit)
        editor.join()
        self.assertEqual((found("тоннель"), found("мост")), (1, 1))

    def test_an_edit_between_two_batches_stays(self):
        event = make_many(2)
        grow_old()

        def edit(done, total):
            if not found("тоннель"):
                turn = event.utterances.get(position=1)
                turn.text = "Построили тоннель."
                turn.save()

        rebuild_words(progress=edit)
        self.assertEqual((found("тоннель"), found("мост")), (1, 1))

    def test_two_at_once_share_the_work(self):
        make_many(2 * BATCHES[Utterance])
        grow_old()
        done = []

        def work():
            try:
                done.append(rebuild_words())
            finally:
                connection.close()

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(sum(each.read for each in done if each), 2 * BATCHES[Utterance] + 5)
        self.assertTrue(IndexState.objects.get().is_current)
