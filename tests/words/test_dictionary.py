"""The short way to a dictionary form leads where the analyser's long one does."""

from random import Random
from types import SimpleNamespace
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.words import fold, lemma, lemmas
from speeches.words.dictionary import known_form

# All words that begin so, a few thousand each; those with ё and with several readings are among them.
BEGINNINGS = ("веч", "ёлк", "жёс", "лёг", "мёд", "нача", "ста", "тем", "чтен")


def first_reading(word):
    return lemmas.analyser().parse(word)[0][2]


class KnownFormTests(TestCase):
    def setUp(self):
        self.form = known_form(lemmas.analyser())

    def test_it_is_that_of_the_analysers_first_reading(self):
        words = lemmas.analyser().dictionary.words
        for beginning in BEGINNINGS:
            known = sorted({fold(word) for word in words.keys(beginning)})
            for word in Random(beginning).sample(known, min(len(known), 400)):  # noqa: S311
                self.assertEqual(self.form(word), first_reading(word), word)

    def test_a_word_is_found_under_each_of_its_spellings_with_yo(self):
        for word in ("все", "еще", "елка", "чем", "небо", "черт", "причем", "берет", "самолет"):
            self.assertEqual(self.form(word), first_reading(word), word)

    @settings(deadline=None)
    @given(st.text("абвгдеийклмностуья", min_size=1, max_size=5))
    def test_it_knows_what_the_analyser_knows(self, word):
        analyser = lemmas.analyser()
        known = analyser.dictionary.words.similar_keys(word, analyser.char_substitutes)
        self.assertEqual(self.form(word), first_reading(word) if known else "")

    def test_an_unknown_word_is_left_to_the_analyser(self):
        self.assertEqual(self.form("цзиньпина"), "")
        self.assertEqual(lemma("Цзиньпина"), first_reading("цзиньпина"))

    def test_an_analyser_that_keeps_its_words_otherwise_is_refused(self):
        other = SimpleNamespace(dictionary=SimpleNamespace(words=object()), prob_estimator=None)
        with self.assertRaises(AttributeError):
            known_form(other)
