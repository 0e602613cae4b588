"""English: what the stemmer joins, irregular forms, and British and American spelling."""

from unittest import TestCase

from snowballstemmer.english_stemmer import EnglishStemmer

from speeches.words import expand, lemma, lemmatize, tokens
from speeches.words.british import PAIRS, respelt
from speeches.words.irregular import BASES, SHARED


def stem(word):
    return EnglishStemmer().stemWord(word)


class StemTests(TestCase):
    """The contract is the stemmer's, also where a reader would wish it otherwise."""

    def test_related_words_with_one_stem_find_each_other(self):
        for asked, printed in (
            ("negotiated", "negotiations"),
            ("universes", "universe"),
            ("important", "imports"),
            ("generals", "generally"),
        ):
            with self.subTest(asked):
                self.assertEqual(expand(asked), {lemma(printed)})

    def test_words_with_different_stems_do_not(self):
        for asked, printed in (
            ("universal", "universe"),
            ("universe", "university"),
            ("police", "policy"),
            ("new", "news"),
            ("organs", "organization"),
            ("people", "person"),
        ):
            with self.subTest(asked):
                self.assertNotIn(lemma(printed), expand(asked))

    def test_a_possessive_is_its_word_and_the_letter(self):
        for printed in ("Russia's", "Russia’s", "RUSSIA'S"):
            with self.subTest(printed):
                self.assertEqual(lemmatize(printed), "russia s")
        self.assertEqual(lemmatize("the women's children’s books"), "the woman s child s book")
        self.assertEqual(expand("s"), {"s"})

    def test_wont_is_parted_and_so_found_as_won(self):
        self.assertEqual([token.text for token in tokens("won’t")], ["won", "t"])
        self.assertIn(lemma("won"), expand("win"))


class IrregularTests(TestCase):
    def test_a_form_that_is_no_other_word_is_indexed_as_its_word(self):
        for form, word in (
            ("went", "go"),
            ("men", "man"),
            ("children", "child"),
            ("bought", "buy"),
            ("knew", "know"),
            ("was", "be"),
            ("businesswomen", "businesswoman"),
            ("crises", "crisis"),
            ("experienced", "experience"),
            ("freed", "free"),
            ("bigger", "big"),
            ("heaviest", "heavy"),
            ("worst", "bad"),
        ):
            with self.subTest(form):
                self.assertEqual(lemma(form.upper()), lemma(word))
                self.assertEqual(lemma(form), stem(word))

    def test_a_form_that_is_also_another_word_is_indexed_as_itself_and_found_by_both(self):
        for form, word in (
            ("left", "leave"),
            ("found", "find"),
            ("saw", "see"),
            ("ground", "grind"),
            ("lay", "lie"),
            ("thought", "think"),
            ("lives", "life"),
            ("analyses", "analysis"),
            ("lower", "low"),
        ):
            with self.subTest(form):
                self.assertEqual(lemma(form), stem(form))
                self.assertLessEqual({stem(word), stem(form)}, expand(form))
                self.assertLessEqual({stem(word), stem(form)}, expand(word))

    def test_a_word_is_not_led_to_what_only_shares_a_stem_with_a_form(self):
        for asked, word in (("founded", "find"), ("foundation", "find"), ("thoughtful", "think"), ("grounds", "grind")):
            with self.subTest(asked):
                self.assertNotIn(stem(word), expand(asked))

    def test_the_table_has_no_form_that_the_stemmer_joins_by_itself(self):
        for form, word in [*BASES.items(), *((form, word) for word, form in SHARED)]:
            self.assertNotEqual(stem(form), stem(word), form)

    def test_no_form_has_two_fates(self):
        self.assertEqual(set(BASES) & set(BASES.values()), set())
        self.assertEqual(set(BASES) & {word for pair in SHARED for word in pair}, set())

    def test_every_form_of_the_table_finds_every_other_of_its_word(self):
        forms = {}
        for form, word in [*BASES.items(), *((form, word) for word, form in SHARED)]:
            forms.setdefault(word, {word}).add(form)
        for family in forms.values():
            for asked in family:
                self.assertLessEqual({lemma(form) for form in family}, expand(asked), asked)


class SpellingTests(TestCase):
    def test_british_and_american_spellings_find_each_other(self):
        for british, american in (
            ("organisation", "organization"),
            ("organised", "organizes"),
            ("privatisation", "privatizing"),
            ("programme", "programs"),
            ("programming", "programmes"),
            ("centre", "centers"),
            ("labour", "labor"),
            ("labourers", "laborer"),
            ("defence", "defense"),
            ("licences", "licensed"),
            ("analysing", "analyzed"),
            ("neighbouring", "neighbor"),
            ("theatres", "theater"),
            ("archaeologist", "archeologists"),
        ):
            with self.subTest(british):
                self.assertIn(lemma(american), expand(british))
                self.assertIn(lemma(british), expand(american))

    def test_the_index_knows_nothing_of_it(self):
        for british, american in (("organisation", "organization"), ("labour", "labor"), ("centre", "center")):
            with self.subTest(british):
                self.assertEqual((lemma(british), lemma(american)), (stem(british), stem(american)))

    def test_nothing_unrelated_is_joined(self):
        for asked, printed in (
            ("four", "for"),
            ("tour", "tor"),
            ("timbre", "timber"),
            ("paradise", "parade"),
            ("treatise", "treat"),
            ("improvise", "improve"),
            ("expertise", "expert"),
            ("enterprise", "enter"),
            ("prise", "prize"),
            ("advise", "advice"),
            ("promise", "prom"),
            ("chastise", "chaste"),
            ("central", "centre"),
            ("metric", "metre"),
            ("laboratory", "labour"),
        ):
            with self.subTest(asked):
                self.assertNotIn(lemma(printed), expand(asked))
                self.assertNotIn(lemma(asked), expand(printed))

    def test_words_that_only_end_in_ise_have_no_other_spelling(self):
        for word in (
            "advertise advise arise comprise compromise concise demise despise devise disguise enterprise excise "
            "exercise expertise franchise improvise likewise merchandise otherwise paradise practise precise premise "
            "promise raise revise supervise surprise televise treatise wise prize size seize"
        ).split():
            with self.subTest(word):
                self.assertEqual(respelt(word), "")

    def test_an_expansion_stays_small(self):
        words = [*BASES, *BASES.values(), *(word for pair in (*SHARED, *PAIRS) for word in pair)]
        self.assertLessEqual(max(len(expand(word)) for word in words), 4)
        self.assertEqual(expand("minister"), {"minist"})

    def test_the_table_has_no_pair_that_the_stemmer_joins_by_itself(self):
        for british, american in PAIRS:
            self.assertNotEqual(stem(british), stem(american))
