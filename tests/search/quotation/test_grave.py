"""Which words deny and which count."""

from django.test import SimpleTestCase

from speeches.search.quotation.grave import flags, is_negation, is_number
from speeches.search.quotation.wording import wording

NEGATIONS = (
    "не Нет ни никогда никто никого никому никем ничто ничего ничем нигде никуда никак никакой никаких никакая ничей"
    " ничья ниоткуда нисколько некого нечего негде некуда нельзя без отнюдь нету"
    " no not NEVER none nobody nothing nowhere nor neither without cannot can't don’t Won't isn't wouldn't dont"
    " ні немає nicht keine nie ohne nikt nigdy nunca"
).split()
OTHERS = "мы нельма небо нитка никель безопасность неделя note know now any another nonet want".split()
NUMBERS = "5 2025 10,5 два двух тысяч миллионов миллиардам полтора трети two hundred millions thirty 80-летие".split()


class GraveTests(SimpleTestCase):
    def test_negations_are_known_in_every_form(self):
        for word in NEGATIONS:
            with self.subTest(word):
                self.assertTrue(is_negation(wording(word).keys[0]))

    def test_what_only_looks_like_a_negation_is_none(self):
        for word in OTHERS:
            with self.subTest(word):
                self.assertFalse(is_negation(wording(word).keys[0]))

    def test_numbers_are_known_in_figures_and_in_letters(self):
        for word in NUMBERS:
            with self.subTest(word):
                self.assertTrue(is_number(wording(word).keys[0]))
        for word in ("один", "one", "пятно", "тент"):
            self.assertFalse(is_number(word))

    def test_a_prefix_denies_only_what_the_other_side_says(self):
        self.assertEqual(flags(["возможно"], ["невозможно"]), (["negation"], ["negation"]))
        self.assertEqual(flags(["возможно"], ["нескоро"]), ([""], [""]))
        self.assertEqual(flags(["possible"], ["impossible"]), (["negation"], ["negation"]))

    def test_a_negation_written_together_is_the_same_one(self):
        self.assertEqual(flags(["не", "возможно"], ["невозможно"]), (["", ""], [""]))
