"""tokens and count_words: what a word is and where it stands."""

from unittest import TestCase

from hypothesis import given

from speeches.words import Token, count_words, fold, tokens
from tests.words.texts import texts


def words_of(text):
    return [token.text for token in tokens(text)]


class TokenTests(TestCase):
    def test_offsets_lead_to_the_word_in_the_source(self):
        self.assertEqual(list(tokens("Да, Личу\u0301нь!")), [Token("Да", 0, 2), Token("Личу\u0301нь", 4, 11)])

    def test_a_word_keeps_the_marks_on_its_letters(self):
        for word in ("мои\u0306", "вода\u0301", "е\u0308ж", "наро\u0301д", "नमस्ते", "שָׁלוֹם"):
            with self.subTest(word=word):
                self.assertEqual(words_of(f"«{word}»"), [word])

    def test_a_soft_hyphen_joins_inside_a_word_and_is_left_out_at_its_end(self):
        self.assertEqual(words_of("пере\u00adговоры\u00ad идут"), ["пере\u00adговоры", "идут"])

    def test_hyphens_apostrophes_underscores_and_points_part_words(self):
        self.assertEqual(words_of("из-за it's a_b 3.14"), ["из", "за", "it", "s", "a", "b", "3", "14"])

    def test_a_mark_without_a_letter_is_no_word(self):
        self.assertEqual(words_of("\u0301 \u00ad … — ***"), [])

    @given(texts)
    def test_every_token_is_what_stands_at_its_offsets(self, text):
        end = 0
        for token in tokens(text):
            self.assertEqual(text[token.start : token.end], token.text)
            self.assertTrue(end <= token.start < token.end)
            end = token.end

    @given(texts)
    def test_no_letter_or_digit_is_left_out(self, text):
        left = list(text)
        for token in tokens(text):
            left[token.start : token.end] = " " * (token.end - token.start)
        self.assertEqual([character for character in left if character.isalnum()], [])

    @given(texts)
    def test_every_token_folds_to_something(self, text):
        self.assertTrue(all(fold(token.text) for token in tokens(text)))


class CountWordsTests(TestCase):
    def test_a_compound_counts_as_its_parts(self):
        self.assertEqual(count_words("Из-за дождя, — сказал он, — нас было 12."), 8)

    @given(texts)
    def test_the_count_is_that_of_the_tokens(self, text):
        self.assertEqual(count_words(text), len(words_of(text)))

    def test_hostile_texts_are_counted(self):
        for text in ("а\u00ad" * 200_000, "а" + "\u00ad" * 200_000, "а" + "\u0301" * 200_000, "а" * 400_000):
            with self.subTest(start=ascii(text[:4])):
                self.assertEqual(count_words(text), 1)
