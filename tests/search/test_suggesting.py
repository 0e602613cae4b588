"""A query without hits is told what it may be meant for: the same on both engines, and always something with hits."""

import random
import threading
from itertools import pairwise
from unittest import skipUnless

from django.db import connection, transaction
from django.test import SimpleTestCase, TestCase, TransactionTestCase

from speeches.models import Event, IndexState, Spelling, Utterance, withdraw
from speeches.search import parse, search, suggest
from speeches.search.rebuilding import rebuild_words
from speeches.search.vocabulary import MOST_ON_THE_WAY, alike, learn, within
from tests.make import count, make_event, make_speaker, make_tag, make_turn

TURNS = [
    "Переговоры в Москве прошли успешно. Переговоры продолжатся.",
    "О переговорах сказано всё; переговоры важны.",
    "Собрание открыл Путин, и собрание закрыл тоже он.",
    "Правительство подготовило законопроект.",
    "The search for peace and the government continue.",
    "Дорога и дороги: строим дорогу.",
    "Будет мир.",
    "Ёлка в СССР.",
]


def slips(one, other):
    """Count the slips between two words by the table that defines them (optimal string alignment)."""
    table = {(i, j): max(i, j) for i in range(len(one) + 1) for j in range(len(other) + 1) if not i or not j}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


class WithinTests(SimpleTestCase):
    def test_it_counts_slips_as_their_definition_does(self):
        chance = random.Random(1)  # noqa: S311
        words = ["".join(chance.choices("абв", k=chance.randint(1, 7))) for _ in range(3_000)]
        for one, other in pairwise(words):
            for most in (0, 1, 2):
                self.assertEqual(within(one, other, most), slips(one, other) <= most, (one, other, most))


class SuggestingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча с учёными")
        for text in TURNS:
            make_turn(cls.event, text)
        make_turn(cls.event, "Слово дано.", speaker=make_speaker("Анна Ветрова"), tags=[make_tag("Энергетика")])
        count()

    def assert_suggests(self, suggestions):
        for typed, meant in suggestions.items():
            with self.subTest(typed):
                query = parse(typed)
                self.assertEqual(search(query).count(), 0)
                suggestion = suggest(query)
                self.assertEqual(suggestion, meant)
                if meant:
                    self.assertGreater(search(parse(suggestion)).count(), 0)

    def test_misspelt_words_are_corrected_to_words_of_the_archive(self):
        self.assert_suggests(
            {
                "перегаворы": "переговоры",  # another letter
                "перговоры": "переговоры",  # one too few
                "перреговоры": "переговоры",  # one too many
                "преговоры": "переговоры",
                "перегворы": "переговоры",
                "доргоа": "дорога",  # changed places
                "мосвке": "москве",
                "законапраект": "законопроект",  # two slips in a long word
                "goverment": "government",
                "Сабрание": "Собрание",
                "ереговоры": "переговоры",  # at the first letter
                "бпереговоры": "переговоры",
                "епреговоры": "переговоры",
                "лереговоры": "переговоры",
            }
        )

    def test_two_slips_in_a_short_word_are_another_word(self):
        self.assert_suggests({"марк": None, "пудет": "будет", "пудут": None})

    def test_a_frequent_word_is_preferred(self):
        make_turn(self.event, "A planet.")
        make_turn(self.event, "Planes, planes and planes.")
        self.assert_suggests({"planex": "planes"})
        make_turn(self.event, "That planet.")
        self.assert_suggests({"planex": "planet"})
        self.assertEqual(alike("planex", 1, "default"), ["planet", "planes"])
        self.assertEqual(alike("planix", 2, "default"), ["planet", "planes"])

    def test_what_was_typed_on_the_other_keyboard_is_read(self):
        self.assert_suggests(
            {
                "gthtujdjhs": "переговоры",
                "Gthtujdjhs": "Переговоры",
                "ыуфкср": "search",
                "ghfdbntkmcndj gjlujnjdbkj": "правительство подготовило",
                "vbh ,eltn": "мир будет",
                "cj,hfybt": "собрание",
                '"gthtujdjhs d vjcrdt"': '"переговоры в москве"',
                "=gthtujdjhs": "=переговоры",
                "gthtuj*": "перего*",
                "gthtuj djhs": None,
            }
        )

    def test_letters_of_the_other_alphabet_that_look_alike_are_read(self):
        self.assert_suggests({"Пyтин": "Путин", "CCCP": "СССР", "пeреговоры": "переговоры", "реаce": "peace"})

    def test_every_word_without_hits_is_corrected_and_the_others_stay(self):
        self.assert_suggests(
            {
                "перегаворы москва": "переговоры москва",
                "правителство падготовило": "правительство подготовило",
                '"сабрание открыл"': '"собрание открыл"',
                "перегаворы -дорога year:2026": "переговоры -дорога year:2026",
                "перегаворы OR фыва": "переговоры OR фыва",
            }
        )

    def test_the_one_word_that_is_nowhere_is_left_out(self):
        self.assert_suggests(
            {
                "переговоры брмбрмбр": "переговоры",
                "брмбрмбр переговоры в Москве": "переговоры в Москве",
                "брмбрмбр": None,
                "брмбрмбр переговоры фывафыва": None,
                "перегаворы брмбрмбр": "переговоры",
            }
        )

    def test_a_query_that_only_its_conditions_keep_from_hits_stays(self):
        self.assert_suggests(
            {
                "переговоры year:1999": None,
                "перегаворы year:1999": None,
                "дорога правительство": None,
                "-дорога": None,
                "": None,
                "year:1999": None,
                "***": None,
            }
        )

    def test_names_and_titles_are_known_words(self):
        self.assert_suggests({"Ветровой переговоры": None, "учёными перегаворы": "учёными переговоры"})

    def test_another_form_of_a_known_word_is_no_mistake(self):
        self.assert_suggests({"переговорам брмбрмбр": "переговорам"})

    def test_only_what_readers_see_is_suggested(self):
        draft = make_event("Черновик", status=Event.Status.DRAFT, published_at=None)
        make_turn(draft, "Тоннель.")
        self.assert_suggests({"тонель": None})
        learn()
        self.assertTrue(Spelling.objects.filter(form="тоннель").exists())
        self.assert_suggests({"тонель": None})
        withdraw(self.event, reason="Ошибка")
        self.assert_suggests({"перегаворы": None})

    def test_a_long_query_is_answered(self):
        for typed in ("я" * 200, "перегаворы " * 40, " ".join(f"слово{n}" for n in range(30)), "a" * 5_000):
            suggest(parse(typed))

    def test_what_a_reader_types_is_data(self):
        for typed in ("'; DROP TABLE speeches_spelling; --", "%s %% %(x)s", "перегаворы'", '"', "ё" * 7, "🙂🙂🙂"):
            suggest(parse(typed))
        self.assertEqual(Spelling.objects.filter(form="переговоры").count(), 1)


class LearningTests(TestCase):
    def known(self):
        return dict(Spelling.objects.values_list("form", "turns"))

    def test_forms_are_counted_by_turns_and_each_turn_once(self):
        event = make_event()
        make_turn(event, "Мосты, мосты и Ёлки 2026 x1e5 я. [Смех.]")
        make_turn(event, "Мосты.")
        self.assertEqual((learn(), learn()), (2, 0))
        self.assertEqual(self.known(), {"мосты": 2, "елки": 1, "смех": 1})
        make_turn(event, "Ёлки.")
        self.assertEqual(learn(), 1)
        self.assertEqual(self.known()["елки"], 2)

    def test_a_reader_waits_for_a_few_turns_only(self):
        event = make_event()
        turns = [Utterance(event=event, position=n, text=f"Слово{'аб'[n % 2]}.") for n in range(1, MOST_ON_THE_WAY + 3)]
        for turn in turns:
            turn.derive()
        Utterance.objects.bulk_create(turns)
        suggest(parse("брмбрмбр"))
        self.assertEqual(sum(self.known().values()), MOST_ON_THE_WAY)
        suggest(parse("брмбрмбр"))
        self.assertEqual(sum(self.known().values()), MOST_ON_THE_WAY + 2)

    def test_a_rebuilding_has_everything_learned_anew(self):
        turn = make_turn(make_event(), "Мосты.")
        learn()
        Utterance.objects.filter(pk=turn.pk).update(text="Паромы.")
        IndexState.objects.update(version="the older one")
        rebuild_words()
        learn()
        self.assertEqual(self.known(), {"паромы": 1})


class ConcurrencyTests(TransactionTestCase):
    def test_a_reader_does_not_wait_for_a_writer(self):
        make_turn(make_event(), "Bridges.")
        learn()
        make_turn(make_event("Другая"), "Planets.")
        has_begun, may_end = threading.Event(), threading.Event()

        def write():
            try:
                with transaction.atomic():
                    IndexState.objects.hold()
                    IndexState.objects.update(last=1)
                    has_begun.set()
                    may_end.wait(10)
            finally:
                connection.close()

        writer = threading.Thread(target=write)
        writer.start()
        has_begun.wait(5)
        try:
            self.assertEqual(suggest(parse("bridgfes")), "bridges")
            self.assertIsNone(suggest(parse("plqnets")))
            self.assertTrue(writer.is_alive() and not may_end.is_set())
        finally:
            may_end.set()
            writer.join()
        self.assertEqual(suggest(parse("plqnets")), "planets")

    @skipUnless(connection.vendor == "sqlite", "PostgreSQL is asked lock by lock")
    def test_the_connection_is_patient_again_afterwards(self):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            patience = cursor.fetchone()
            suggest(parse("мостыы"))
            cursor.execute("PRAGMA busy_timeout")
            self.assertEqual(cursor.fetchone(), patience)
