"""Russian names come back to the nominative, or do not come back at all."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from speeches.words.declension import forms_of, is_first_name, nominatives, spellings, surname_forms
from speeches.words.fold import fold


def read(surname, printed, before=""):
    """Read a first name and a surname as printed, given the surname in the nominative."""
    first, words = printed.split(" ", 1)
    forms = forms_of(fold(surname).replace("-", " ").split(), fold(words).replace("-", " ").split())
    return set(nominatives(first, forms, before)) if forms else set()


class NominativeTests(TestCase):
    def test_names_are_read_in_every_case(self):
        for surname, printed, expected in (
            ("Ларин", "Ильёй Лариным", "Илья"),
            ("Ларин", "Илье Ларину", "Илья"),
            ("Ларин", "Петром Лариным", "Пётр"),
            ("Полозова", "Еленой Полозовой", "Елена"),
            ("Полозова", "Елену Полозову", "Елена"),
            ("Травинский", "Олега Травинского", "Олег"),
            ("Травинская", "Ольге Травинской", "Ольга"),
            ("Воробьёв", "Андрея Воробьева", "Андрей"),
            ("Зегерс-Кан", "Анной Зегерс-Кан", "Анна"),
            ("Бен Халед", "Хайсама Бен Халеда", "Хайсам"),
            ("Ветлугян", "Николом Ветлугяном", "Никол"),
            ("Жапаров", "Касым-Жомартом Жапаровым", "Касым-Жомарт"),
        ):
            with self.subTest(printed):
                self.assertEqual(read(surname, printed), {expected})

    def test_the_surname_tells_the_sex(self):
        self.assertEqual(read("Ларин", "Александра Ларина"), {"Александр"})
        self.assertEqual(read("Ларина", "Александра Ларина"), {"Александра"})

    def test_surnames_that_are_common_nouns_are_declined_as_such(self):
        self.assertEqual(read("Заяц", "Ивана Зайца"), {"Иван"})
        self.assertEqual(read("Мороз", "Иваном Морозом"), {"Иван"})
        self.assertEqual(read("Мороз", "Ириной Мороз"), {"Ирина"})
        self.assertEqual(read("Сорока", "Анной Сорокой"), {"Анна"})

    def test_surnames_that_are_never_declined(self):
        self.assertEqual(read("Живаго", "Юрием Живаго"), {"Юрий"})
        self.assertEqual(read("Черных", "Петром Черных"), {"Пётр"})
        self.assertEqual(read("Бербок", "Анналеной Бербок", "министром"), {"Анналена"})

    def test_both_readings_are_given_where_nothing_tells(self):
        self.assertEqual(read("Живаго", "Александра Живаго"), {"Александр", "Александра"})

    def test_a_foreign_name_is_no_case_of_a_known_one(self):
        self.assertEqual(read("Сиссе", "Умару Сиссе"), set())
        self.assertEqual(read("Сиссе", "Умару Сиссе", "Президентом"), set())

    def test_an_office_is_no_first_name(self):
        self.assertEqual(read("Мальцев", "Министр Мальцев"), set())
        self.assertEqual(read("Мальцев", "Министром Мальцевым"), set())

    def test_first_name_and_surname_agree(self):
        self.assertEqual(read("Ларин", "Сергей Лариным"), set())
        self.assertEqual(read("Ларин", "Сергеем Ларина"), set())

    def test_another_surname_is_no_form(self):
        for surname, printed in (("Ларин", "Лариновым"), ("Ларин", "Ларкиным"), ("Орлов", "Орлик")):
            with self.subTest(printed):
                self.assertFalse(forms_of([fold(surname)], [fold(printed)]))

    def test_first_names_are_told_from_other_words(self):
        self.assertTrue(is_first_name("Михаил"))
        self.assertFalse(is_first_name("Министр"))
        self.assertFalse(is_first_name("Михаила"))

    @given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-", min_size=1, max_size=20))
    def test_any_surname_is_a_form_of_itself(self, surname):
        self.assertIn(fold(surname), surname_forms(surname) | dict.fromkeys(spellings(surname)))

    @given(st.text(max_size=90), st.text(max_size=90))
    def test_any_text_is_taken(self, surname, first):
        for form, cases in surname_forms(surname).items():
            self.assertIsInstance(form, str)
            nominatives(first, cases)
