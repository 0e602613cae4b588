"""word_diff: what changed between two versions."""

import random
from itertools import pairwise
from unittest import TestCase

from hypothesis import example, given
from hypothesis import strategies as st

from speeches.words import Segment, word_diff
from tests.words.texts import texts

# Few different words make many repetitions, which is where an alignment goes wrong.
pieces = ("да ", "нет ", "мир ", "и ", "мир", ", ", ".", " ", "\n", "\u0301")
sentences = st.lists(st.sampled_from(pieces), max_size=40).map("".join)


def shown(old, new):
    """Write a diff in one line: [-removed-] {+added+}."""
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(forms[segment.kind].format(segment.text) for segment in word_diff(old, new))


class ReadingTests(TestCase):
    def test_a_changed_word_is_one_replacement(self):
        self.assertEqual(shown("Был тихий день.", "Был ясный день."), "Был [-тихий-]{+ясный+} день.")

    def test_an_added_word_brings_its_space(self):
        self.assertEqual(shown("Был день", "Был ясный день"), "Был{+ ясный+} день")
        self.assertEqual(shown("был день", "вот был день"), "{+вот +}был день")

    def test_a_removed_paragraph_is_one_removal(self):
        self.assertEqual(shown("Раз.\nДва.\nТри.", "Раз.\nТри."), "Раз.\n[-Два.\n-]Три.")

    def test_a_paragraph_cut_in_two_adds_only_the_line_end(self):
        self.assertEqual(shown("Раз. Два.", "Раз.\nДва."), "Раз.[- -]{+\n+}Два.")

    def test_punctuation_changes_without_its_word(self):
        self.assertEqual(shown("Да, мир", "Да: мир"), "Да[-,-]{+:+} мир")

    def test_a_stressed_word_is_whole(self):
        self.assertEqual(shown("за\u0301мок стоит", "замо\u0301к стоит"), "[-за\u0301мок-]{+замо\u0301к+} стоит")

    def test_equal_texts_are_one_segment_and_empty_ones_none(self):
        self.assertEqual(word_diff("Мир.\nМир.", "Мир.\nМир."), (Segment("same", "Мир.\nМир."),))
        self.assertEqual(word_diff("", ""), ())

    def test_words_between_changes_stay_however_many_changes_there_are(self):
        words = [f"слово{n}" for n in range(500)]
        edited = [f"другое{n}" if n % 5 == 0 else word for n, word in enumerate(words)]
        removed = [
            segment.text for segment in word_diff(" ".join(words), " ".join(edited)) if segment.kind == "removed"
        ]
        self.assertEqual(removed, words[::5])

    def test_a_sentence_moved_down_is_removed_above_and_added_below(self):
        self.assertEqual(
            shown("Раз сказано. Два слова. Три дня.", "Два слова. Три дня. Раз сказано."),
            "[-Раз сказано. -]Два слова. Три дня{+. Раз сказано+}.",
        )


class LawTests(TestCase):
    def check(self, old, new):
        segments = word_diff(old, new)
        self.assertEqual("".join(each.text for each in segments if each.kind != "added"), old)
        self.assertEqual("".join(each.text for each in segments if each.kind != "removed"), new)
        self.assertTrue(all(each.text for each in segments))
        for one, other in pairwise(segments):
            self.assertNotEqual(one.kind, other.kind)
            self.assertNotEqual((one.kind, other.kind), ("added", "removed"))
            self.assertNotEqual(one.text, other.text if {one.kind, other.kind} == {"removed", "added"} else None)

    @given(texts, texts)
    def test_both_texts_can_be_put_together_again(self, old, new):
        self.check(old, new)

    @given(sentences, sentences)
    @example("вот да мир да и", "но да мир нет")
    def test_both_texts_can_be_put_together_again_when_words_repeat(self, old, new):
        self.check(old, new)

    @given(texts)
    def test_a_text_does_not_differ_from_itself(self, text):
        self.assertEqual([segment.kind for segment in word_diff(text, text)], ["same"] if text else [])


class SpeedTests(TestCase):
    def test_long_and_repetitive_texts_are_compared(self):
        chance = random.Random(7)  # noqa: S311
        # No word is a landmark here before the one to its left has been found.
        chained = [f"w{n + shift}" for n in range(10_000) for shift in (1, 0)]
        for name, old, new in (
            ("interleaved", "a " * 20_000, "a b " * 20_000),
            ("two words", " ".join(chance.choices("ab", k=20_000)), " ".join(chance.choices("ab", k=20_000))),
            ("chained", " ".join(chained), " ".join(chained).replace(" ", " q ")),
            ("reversed", " ".join(chained), " ".join(reversed(chained))),
            ("blank lines", "\n" * 20_000 + "a", "b" + "\n" * 20_500),
        ):
            with self.subTest(name):
                self.assertEqual("".join(s.text for s in word_diff(old, new) if s.kind != "removed"), new)
