"""Names as keys: what leads to one person, what only looks alike, and who is surely another."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from speeches.words import fold_name
from speeches.words.names import (
    distance,
    initial_and_surname,
    is_initialed,
    is_patronymic,
    resemble,
    same_letters,
    skeleton,
)


class ShortFormTests(TestCase):
    def test_a_full_name_and_its_short_form_share_a_key(self):
        for name in (
            "И.Ларин",
            "И. Ларин",
            "И. П. Ларин",
            "Илья Ларин",
            "Илья Петрович Ларин",
            "Ларин Илья Петрович",
            "ИЛЬЯ\u00a0ЛАРИН",
        ):
            with self.subTest(name):
                self.assertEqual(initial_and_surname(name), "и ларин")

    def test_a_surname_of_several_words_stays_whole(self):
        self.assertEqual(initial_and_surname("О.Бен Халед Аль Нури"), initial_and_surname("Омар Бен Халед Аль Нури"))

    def test_a_middle_initial_is_left_out(self):
        self.assertEqual(initial_and_surname("John A. Brown"), initial_and_surname("J. Brown"))

    def test_one_word_is_no_first_name_and_surname(self):
        self.assertEqual(initial_and_surname("Порфирий"), "")
        self.assertEqual(initial_and_surname(""), "")

    def test_initials_are_told_from_names(self):
        for name, expected in (("И.Ларин", True), ("Дж. Браун", True), ("V.K.Larina", True), ("Илья Ларин", False)):
            with self.subTest(name):
                self.assertEqual(is_initialed(name), expected)

    def test_a_patronymic_is_told_in_every_case(self):
        for word in "Петрович Петровичем Ильинична Ильиничной Семёновну Ильич Sergeyevich Petrovna".split():
            with self.subTest(word):
                self.assertTrue(is_patronymic(word))
        for word in "Ларин Ольга Соловьёв Кузьмич-Янчук Brown".split():
            with self.subTest(word):
                self.assertFalse(is_patronymic(word))


class ResemblanceTests(TestCase):
    def test_misprints_and_transliterations_resemble_each_other(self):
        for name, other in (
            ("Владимр Озеров", "Владимир Озеров"),
            ("Sergey Larin", "Sergei Larin"),
            ("Mohamed Nuri", "Mohammed Nuri"),
            ("Rustam Khalilov", "Rustam Halilov"),
            ("Yelena Ozerova", "Elena Ozerova"),
            ("John Z. Amis", "John Amis"),
            ("Илья Ларин", "Ilya Larin"),
            ("И.Лраин", "И.Ларин"),
        ):
            with self.subTest(name):
                self.assertEqual(skeleton(name), skeleton(other))
                self.assertTrue(resemble(name, other))

    def test_two_people_of_one_surname_do_not(self):
        for name, other in (
            ("А.Лагунов", "Е.Лагунова"),
            ("Е.Лагунов", "Е.Лагунова"),
            ("А.Лагунова", "Л.Лагунова"),
            ("Александр Ларин", "Александра Ларина"),
            ("Илья Ларин", "Пётр Ларин"),
            ("И.Ларин", "Илья Ларин"),
            ("Анна Ли", "Ян Ли"),
            ("Alexander Lipsky", "Alexandra Lipskaya"),
        ):
            with self.subTest(name):
                self.assertFalse(resemble(name, other))

    def test_only_spaces_and_case_are_lost_when_words_run_together(self):
        self.assertTrue(same_letters("IlyaLARIN", "Ilya Larin"))
        self.assertFalse(same_letters("IlyaLarina", "Ilya Larin"))

    @given(st.text("абвг", max_size=8), st.text("абвг", max_size=8))
    def test_distance_is_symmetric_and_nought_for_equals_alone(self, left, right):
        self.assertEqual(distance(left, right), distance(right, left))
        self.assertEqual(distance(left, right) == 0, left == right)
        self.assertLessEqual(distance(left, right), max(len(left), len(right)))

    def test_neighbours_that_changed_places_are_one_step(self):
        self.assertEqual(distance("ларин", "лраин"), 1)

    @given(st.text("АБёЁйéÉß .-’‑\u00a0abYO1李", max_size=40))
    def test_spellings_that_fold_alike_have_the_same_keys(self, name):
        for key in (initial_and_surname, skeleton):
            self.assertEqual(key(name), key(fold_name(name)))
