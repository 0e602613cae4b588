"""The same words find the same events on both engines, and the index follows every kind of write."""

from django.db import connection
from django.test import TestCase, TransactionTestCase

from speeches.models import Event, Utterance
from speeches.search import install_index, with_words
from tests.make import make_event, make_turn


def found(text):
    return set(with_words(Event.objects.all(), text).values_list("title", flat=True))


class WithWordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.talks = make_event("Видеоконференция", summary="Главы государств провели переговоры.")
        make_turn(cls.talks, "Товарооборот вырос. Личу́нь открывает цикл.", attribution_text="А.Я")
        make_turn(cls.talks, "Готовы продолжать.", heading="Ответное слово")
        cls.school = make_event("Talks with teachers", language="en")
        make_turn(cls.school, "Schools don't wait; 中国 and x1e5 neither.", language="en")

    def test_words_are_found_in_any_form(self):
        for query in ("переговоров", "ПЕРЕГОВОРЫ", "товарооборота", "личунь", "Личуня", "государство", "вырасти"):
            with self.subTest(query):
                self.assertEqual(found(query), {"Видеоконференция"})
        for query in ("talk", "teacher", "school", "中国", "x1e5"):
            with self.subTest(query):
                self.assertEqual(found(query), {"Talks with teachers"})

    def test_title_lead_heading_and_turns_are_searched_together(self):
        self.assertEqual(found("видеоконференция переговоры товарооборот ответное продолжать"), {"Видеоконференция"})

    def test_every_word_must_occur(self):
        self.assertEqual(found("переговоры школа"), set())

    def test_what_is_said_before_the_colon_is_not_searched_as_speech(self):
        self.assertEqual(found("Я"), set())

    def test_a_query_without_a_word_finds_nothing(self):
        for query in ("", "   ", "—", "«»", "***", '"'):
            with self.subTest(query):
                self.assertEqual(found(query), set())

    def test_a_query_is_data_to_the_engine(self):
        for query in (
            '" OR 1=1 --',
            "NEAR(a b)",
            "a* AND -b",
            "{lemmas}: x",
            "'; DROP TABLE x",
            "%s %(a)s",
            "слово" * 500,
        ):
            with self.subTest(query[:20]):
                self.assertEqual(found(query), set())

    def test_a_count_and_a_page_agree(self):
        events = with_words(Event.objects.all(), "переговоры")
        self.assertEqual((events.count(), len(events[:25])), (1, 1))


class IndexTests(TestCase):
    """Whoever writes, the index is right in the same transaction."""

    def setUp(self):
        self.event = make_event("Встреча")
        self.turn = make_turn(self.event, "Говорили о мостах.")

    def test_an_edit_is_found_and_the_old_word_is_not(self):
        self.turn.text = "Говорили о дорогах."
        self.turn.save()
        self.assertEqual((found("дорога"), found("мост")), ({"Встреча"}, set()))

    def test_a_bulk_write_is_found(self):
        turn = Utterance(event=self.event, position=2, text="И о паромах.")
        turn.derive()
        Utterance.objects.bulk_create([turn])
        self.assertEqual(found("паром"), {"Встреча"})
        Utterance.objects.filter(pk=turn.pk).update(lemmas="тоннель")
        self.assertEqual((found("паром"), found("тоннель")), (set(), {"Встреча"}))

    def test_what_is_deleted_is_not_found(self):
        self.turn.delete()
        self.assertEqual(found("мост"), set())

    def test_installing_it_again_changes_nothing(self):
        install_index()
        self.assertEqual(found("мост"), {"Встреча"})


# On SQLite as a migration does that rebuilds the table.
LOSSES = {
    "sqlite": "DROP TRIGGER speeches_turns_index_utterance_after_insert",
    "postgresql": "DROP TRIGGER speeches_turns_index_utterance_insert ON speeches_utterance",
}


class InstallingTests(TransactionTestCase):
    def test_an_index_that_was_lost_is_filled_anew(self):
        event = make_event("Встреча")
        with connection.cursor() as cursor:
            cursor.execute(LOSSES[connection.vendor])
        make_turn(event, "Говорили о мостах.")
        self.assertEqual(found("мост"), set())
        install_index()
        self.assertEqual(found("мост"), {"Встреча"})
        make_turn(event, "И о паромах.")
        self.assertEqual(found("паром"), {"Встреча"})
