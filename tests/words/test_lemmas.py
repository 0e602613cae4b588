"""lemma, lemmatize and expand: which words are found by which."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import permutations
from unittest import TestCase

from hypothesis import given, settings

from speeches.words import ANALYSER_VERSION, count_words, expand, fold, lemma, lemmas, lemmatize, tokens
from speeches.words.lemmas import LONGEST_ANALYSED, LONGEST_LEMMA
from tests.words.texts import texts

STEMS = [first + second for first in ("negoti", "relat", "form") for second in map("".join, permutations("abcde", 4))]


class LemmaTests(TestCase):
    def test_the_forms_of_a_russian_word_have_one_lemma(self):
        for forms in (
            "переговоры переговоров переговорам переговорами",
            "человек люди людей людям людьми",
            "день дней днём дня днями",
            "отец отца отцу отцом",
            "окно окон окнами",
            "ёлка елка ёлки елкой ёлок",
            "Андрей Андрея Андреем",
            "Лаврову Лавровым Лаврова",
            "Медведев Медведева Медведеву",
            "договориться договорились договорится",
            "новый новая новыми новейший",
        ):
            with self.subTest(forms=forms):
                self.assertEqual(len({lemma(form) for form in forms.split()}), 1)

    def test_the_lemma_is_the_dictionary_form_without_yo(self):
        self.assertEqual(lemma("Ёлок"), "елка")
        self.assertEqual(lemma("людей"), "человек")

    def test_stress_decomposition_and_soft_hyphens_do_not_part_a_word(self):
        for printed, plain in (
            ("Личу\u0301нь", "Личунь"),
            ("и\u0306од", "йод"),
            ("перего\u00adворы", "переговоры"),
            ("ПЕРЕГОВОРЫ", "переговоры"),
        ):
            with self.subTest(plain=plain):
                self.assertEqual(lemma(printed), lemma(plain))

    def test_a_latin_word_gives_its_english_stem(self):
        self.assertEqual(lemma("Negotiated"), lemma("negotiations"))
        self.assertEqual(lemma("cities"), lemma("City"))
        self.assertNotEqual(lemma("universe"), lemma("unity"))

    def test_words_that_differ_keep_different_lemmas(self):
        for one, other in (("мир", "море"), ("йод", "иод"), ("договор", "переговоры"), ("дом", "дым")):
            with self.subTest(one=one, other=other):
                self.assertNotEqual(lemma(one), lemma(other))

    def test_other_scripts_digits_and_mixtures_give_themselves_folded(self):
        for word, key in (("中国", "中国"), ("2026", "2026"), ("G20", "g20"), ("Су57", "су57"), ("Cолнца", "cолнца")):
            with self.subTest(word=word):
                self.assertEqual(lemma(word), key)

    def test_a_sign_that_unicode_spells_out_as_several_words_stays_itself(self):
        self.assertEqual(lemma("½"), "½")
        self.assertEqual(lemma("ﷺ"), "ﷺ")

    def test_every_single_character_word_gives_one_word(self):
        # Those beyond the basic plane behave alike, and there are a hundred thousand of them.
        for word in filter(str.isalnum, map(chr, range(0x10000))):
            self.assertEqual([token.text for token in tokens(lemma(word))], [lemma(word)], hex(ord(word)))

    @settings(deadline=None)
    @given(texts)
    def test_the_lemma_of_any_token_is_one_folded_token(self, text):
        for token in tokens(text):
            key = lemma(token.text)
            self.assertEqual([each.text for each in tokens(key)], [key])
            self.assertEqual(fold(key, form="NFC"), key)


class LongWordTests(TestCase):
    def test_a_word_over_the_limit_gives_itself(self):
        word = "пере" * 16 + "говоров"
        self.assertGreater(len(word), LONGEST_ANALYSED)
        self.assertEqual(lemma(word.upper()), word)
        self.assertEqual(expand(word), {word})

    def test_a_word_of_thousands_of_prefixes_is_harmless(self):
        word = "пере" * 2_000
        lemma("да")
        self.assertEqual(lemma(word), word[:LONGEST_LEMMA])
        self.assertEqual(lemmatize(f"да {word}"), f"да {word[:LONGEST_LEMMA]}")
        self.assertEqual(expand(word), {word[:LONGEST_LEMMA]})

    def test_a_word_just_under_the_limit_is_analysed(self):
        word = ("пере" * 16)[:LONGEST_ANALYSED]
        lemma("да")
        self.assertTrue(expand(word))

    def test_only_letters_count_towards_the_limit(self):
        self.assertEqual(lemma("\u00ad\u0301".join("переговорами") + "\u0301" * 60), "переговоры")

    def test_every_lemma_fits_what_postgresql_takes_for_a_lexeme(self):
        for word in ("я" * 5_000, "中" * 5_000, "\U0001d7d8" * 5_000, "\U00020000" * 5_000, "а" + "\u0302" * 5_000):
            with self.subTest(start=word[:2]):
                self.assertLessEqual(len(lemma(word).encode()), 2_046)


class LemmatizeTests(TestCase):
    def test_there_is_one_lemma_for_each_token_in_order(self):
        self.assertEqual(lemmatize("На переговорах (в Москве) — 2 дня."), "на переговоры в москва 2 день")

    def test_a_text_without_words_has_no_lemmas(self):
        self.assertEqual(lemmatize(" — … \n"), "")

    @settings(deadline=None)
    @given(texts)
    def test_the_lemmas_are_those_of_the_tokens(self, text):
        lemmas = lemmatize(text).split(" ") if count_words(text) else []
        self.assertEqual(lemmas, [lemma(token.text) for token in tokens(text)])


class ExpandTests(TestCase):
    def test_a_word_finds_every_form_of_every_reading(self):
        for asked, printed in (
            ("Лавров", "Лаврову"),
            ("Лаврову", "Лавров"),
            ("переговоры", "переговоров"),
            ("люди", "человеку"),
            ("сталь", "сталью"),
            ("стали", "сталью"),
            ("стали", "станет"),
            ("все", "всем"),
            ("елка", "ёлками"),
        ):
            with self.subTest(asked=asked, printed=printed):
                self.assertIn(lemma(printed), expand(asked))

    def test_a_surname_the_dictionary_lacks_is_found_in_its_other_cases(self):
        for forms in (
            "Цзиньпин Цзиньпина Цзиньпину Цзиньпином Цзиньпине",
            "Личунь Личуня Личуню Личунем Личуне",
            "Шольц Шольца Шольцу Шольце",
            "Воробейчиков Воробейчикова Воробейчикову Воробейчиковым Воробейчикове",
        ):
            for asked in forms.split():
                with self.subTest(asked=asked):
                    self.assertLessEqual({lemma(form) for form in forms.split()}, expand(asked))

    def test_an_expansion_stays_near_its_word(self):
        self.assertEqual(expand("переговоров"), {"переговоры"})
        self.assertEqual(expand("дней"), {"день"})
        self.assertNotIn(lemma("море"), expand("мир"))

    def test_a_far_fetched_reading_brings_no_hits(self):
        for asked, printed in (
            ("день", "дело"),
            ("дела", "день"),
            ("посол", "после"),
            ("имя", "им"),
            ("статья", "стал"),
        ):
            with self.subTest(asked=asked, printed=printed):
                self.assertNotIn(lemma(printed), expand(asked))
                self.assertNotIn(lemma(asked), expand(printed))

    def test_a_rare_reading_that_is_meant_now_and_then_does(self):
        for asked, printed in (("сталь", "стали"), ("весь", "все"), ("имя", "имени"), ("статья", "статей")):
            with self.subTest(asked=asked, printed=printed):
                self.assertIn(lemma(printed), expand(asked))
                self.assertIn(lemma(asked), expand(printed))

    def test_a_latin_or_mixed_word_expands_to_its_own_lemma(self):
        self.assertEqual(expand("Negotiations"), {lemma("negotiation")})
        self.assertEqual(expand("G20"), {"g20"})

    @settings(deadline=None)
    @given(texts)
    def test_the_lemma_of_a_word_is_in_its_expansion(self, text):
        for token in tokens(text):
            self.assertIn(lemma(token.text), expand(token.text))


class AnalyserTests(TestCase):
    def test_the_version_names_everything_a_lemma_depends_on(self):
        for package in ("pymorphy3", "pymorphy3-dicts-ru", "snowballstemmer"):
            self.assertIn(f"{package} {version(package)}", ANALYSER_VERSION)

    def test_importing_reads_no_dictionary_and_no_django(self):
        script = (
            "import sys, speeches.words; from speeches.words import lemmas; "
            "print(lemmas._load_analyser.cache_info().currsize, 'django' in sys.modules)"
        )
        printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        self.assertEqual(printed.stdout.split(), ["0", "False"])

    def test_the_environment_cannot_swap_the_dictionary(self):
        script = "from speeches.words import lemma; print(ascii(lemma('людей')))"
        environment = {**os.environ, "PYMORPHY2_DICT_PATH": "/nowhere"}
        printed = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
        )
        self.assertEqual(printed.stdout.strip(), ascii("человек"))

    def test_threads_give_the_lemmas_one_thread_gives(self):
        words = [stem + ending for stem in STEMS for ending in ("ed", "ing", "ions")]
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        self.addCleanup(sys.setswitchinterval, interval)
        lemmas._lemma.cache_clear()
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lemma, words))
        lemmas._lemma.cache_clear()
        self.assertEqual(together, [lemma(word) for word in words])
