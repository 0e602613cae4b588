"""A turn of any length, in any script, is kept and found alike on both engines."""

import random

from django.test import TestCase

from speeches.models.terms import MOST_BYTES, _at_most
from speeches.search import parse, search
from speeches.search.query import EXACT, Clause, Query, Word
from speeches.words import exact_form, lemmatize, tokens
from tests.make import count, make_event, make_tag, make_turn

# Three and four bytes a letter, in scripts whose words are not analysed; and one letter that folding makes four.
SCRIPTS = {
    "Chinese": "".join(map(chr, range(0x4E00, 0x8E00))),
    "Gothic": "".join(map(chr, range(0x10330, 0x10340))),
    "Arabic ligatures": "ﷳﷴﷵﷶﷷﷸ",
}


def text_of(letters, words, length):
    """Give so many words of random letters, the first in brackets; the same every time."""
    chance = random.Random(1)  # noqa: S311 - can be repeated.
    made = ["".join(chance.choices(letters, k=length)) for _ in range(words)]
    return f"[{made[0]}] {' '.join(made[1:])}"


def longest_short_text(letters, length):
    """Give the longest text that has not to be measured word by word."""
    words = 100
    while _at_most(lemmatize(text := text_of(letters, words, length)).split(), forms_of(text)) < MOST_BYTES:
        words = words * 5 // 4
    return text_of(letters, words * 4 // 5, length)


def forms_of(text):
    return [exact_form(token.text) for token in tokens(text)]


class LongTests(TestCase):
    def check(self, turn, words):
        count()
        queries = {word: Query((Clause((Word(word, EXACT),)),)) for word in words}
        missed = [word for word, query in queries.items() if turn.pk not in search(query).first_keys]
        self.assertEqual(missed, [])
        self.assertIn(turn.pk, search(parse("kind:talks lang:he tag:Мосты")).first_keys)

    def make_turn(self, text, **overrides):
        event = make_event("Длинное", classification="talks", tags=[make_tag("Мосты")])
        return make_turn(event, text, language="he", **overrides)

    def test_every_word_of_the_longest_text_that_is_not_measured_is_found(self):
        for name, letters in SCRIPTS.items():
            for length in (4, 15, 60):
                with self.subTest(name, length=length):
                    text = longest_short_text(letters, length)
                    self.check(self.make_turn(text), sorted(set(forms_of(text)))[::50])

    def test_of_a_text_that_is_too_long_the_beginning_is_found_up_to_its_last_word(self):
        for name, letters in SCRIPTS.items():
            with self.subTest(name):
                text = text_of(letters, 20_000, 8)
                turn = self.make_turn(text)
                length = sum(word != "\ue000" for word in turn.lemmas.split())
                self.assertGreater(length, 1_000)
                self.check(turn, forms_of(text)[:length][::100])
                self.check(turn, forms_of(text)[length - 10 : length])

    def test_a_heading_and_a_lead_as_long_as_a_speech_are_no_obstacle(self):
        for name, letters in SCRIPTS.items():
            with self.subTest(name):
                text = text_of(letters, 20_000, 8)
                turn = self.make_turn(text, heading=text)
                turn.event.summary = text
                turn.event.save()
                self.check(turn, forms_of(text)[:1_000:100])

    def test_the_beginning_of_a_heading_as_long_as_a_speech_is_found(self):
        for name, letters in SCRIPTS.items():
            with self.subTest(name):
                heading = text_of(letters, 2_000, 8)
                self.check(self.make_turn("Коротко.", heading=heading), forms_of(heading)[:100:10])
