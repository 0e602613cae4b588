"""Two changes of one text put together word by word."""

import random

from django.test import SimpleTestCase

from speeches.words.merge import merge_words

BASE = "Да, мост готов к зиме, и дорога готова.\nСпасибо всем за работу."
WORDS = ["мост", "дорога", "зима", "порт", "школа", "край", "да", "и"]


class MergeTests(SimpleTestCase):
    def test_changes_apart_are_put_together(self):
        one, other = BASE.replace("Да", "Нет"), BASE.replace("всем", "вам всем")
        both = "Нет, мост готов к зиме, и дорога готова.\nСпасибо вам всем за работу."
        self.assertEqual(merge_words(BASE, one, other), both)

    def test_a_paragraph_taken_out_and_a_word_changed_elsewhere(self):
        one, other = BASE.partition("\n")[0], BASE.replace("мост", "порт")
        self.assertEqual(merge_words(BASE, one, other), "Да, порт готов к зиме, и дорога готова.")

    def test_changes_that_meet_are_not_put_together(self):
        for one, other in (("порт готов", "школа готова"), ("порт готов", "мост построен"), ("", "мост уже готов")):
            with self.subTest(one=one, other=other):
                first, second = (BASE.replace("мост готов", words) for words in (one, other))
                self.assertIsNone(merge_words(BASE, first, second))
                self.assertIsNone(merge_words(BASE, second, first))

    def test_two_insertions_in_one_place_meet(self):
        self.assertIsNone(merge_words(BASE, BASE.replace("мост", "новый мост"), BASE.replace("мост", "старый мост")))

    def test_whatever_is_changed_by_one_or_by_both_alike_is_kept(self):
        dice = random.Random(3)  # noqa: S311 Chance makes the test, no secret.
        for _ in range(300):
            base, one, other = ([dice.choice(WORDS) for _ in range(12)] for _ in range(3))
            texts = [" ".join(base), " ".join([*base[:4], *one[:3], *base[6:]]), " ".join([*base[:9], *other[:2]])]
            self.assertEqual(merge_words(texts[0], texts[1], texts[0]), texts[1])
            self.assertEqual(merge_words(texts[0], texts[0], texts[1]), texts[1])
            self.assertEqual(merge_words(texts[0], texts[1], texts[1]), texts[1])
            self.assertEqual(merge_words(*texts), merge_words(texts[0], texts[2], texts[1]))
