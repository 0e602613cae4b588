"""The stored sets: what must be found is found, and hardly anything else."""

from unicodedata import normalize
from unittest import TestCase

from speeches.words import expand, lemma
from tests.words.recall.cases import MUST_MATCH
from tests.words.recall.measure import of_paradigms, scores
from tests.words.recall.sets import paradigms, surnames

LEAST_FOUND = 0.99
MOST_WRONG = 0.01
SIZES = {"cases": 69, "russian": 200, "surnames": 80, "english": 60}


class RecallTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scores = scores()

    def test_the_sets_are_as_large_as_they_are_said_to_be(self):
        self.assertEqual({name: score.size for name, score in self.scores.items()}, SIZES)
        self.assertEqual(len(MUST_MATCH), 57)

    def test_no_word_stands_twice_in_a_set(self):
        for words in (paradigms("russian"), surnames(), paradigms("english")):
            self.assertEqual(len({forms[0] for forms in words}), len(words))

    def test_what_must_be_found_is_found(self):
        for name, score in self.scores.items():
            with self.subTest(name):
                self.assertGreaterEqual(score.found, LEAST_FOUND, score.missed[:20])

    def test_hardly_anything_else_is_found(self):
        for name, score in self.scores.items():
            with self.subTest(name):
                self.assertLessEqual(score.wrong_share, MOST_WRONG, score.wrong[:20])

    def test_the_pairs_written_by_hand_are_right_without_exception(self):
        self.assertEqual((self.scores["cases"].missed, self.scores["cases"].wrong), ((), ()))


class MeasureTests(TestCase):
    def test_forms_that_do_not_find_each_other_are_missed(self):
        score = of_paradigms([("дом", "дома", "дым")])
        self.assertIn(("дом", "дым"), score.missed)
        self.assertEqual((score.pairs, len(score.missed), score.found), (6, 4, 1 - 4 / 6))

    def test_a_hit_between_two_words_is_wrong(self):
        score = of_paradigms([("дом",), ("дома", "дым"), ("лес", "леса")])
        self.assertEqual(set(score.wrong), {("дом", "дома"), ("дома", "дом")})
        self.assertEqual((score.judged, score.wrong_share), (4, 0.5))

    def test_a_hit_between_two_words_that_share_a_form_is_not(self):
        self.assertEqual(of_paradigms([("сталь", "стали"), ("стать", "стали", "станет")]).wrong, ())


class SpellingTests(TestCase):
    """However a form is typed, it is the same word."""

    def test_capitals_stress_soft_hyphens_and_decomposed_letters_change_nothing(self):
        for words in (paradigms("russian"), surnames(), paradigms("english")):
            for form in (form for forms in words for form in forms):
                for typed in spellings(form):
                    self.assertEqual((lemma(typed), expand(typed)), (lemma(form), expand(form)), ascii(typed))


def spellings(form):
    """Yield other ways of typing a form."""
    middle = len(form) // 2
    yield form.upper()
    yield form.capitalize()
    yield normalize("NFD", form)
    yield normalize("NFD", form.upper())
    yield form.replace("ё", "е")
    yield f"{form[:middle]}\u00ad{form[middle:]}"
    vowel = next((place for place, letter in enumerate(form, 1) if letter in "аиоуыэюя"), 0)
    if vowel:
        yield f"{form[:vowel]}\u0301{form[vowel:]}"
