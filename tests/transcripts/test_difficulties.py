"""What real transcripts do to a reader, numbered; every text is made up.

The numbers are what the rules of evidence name in `answers`. The texts stand in tests/transcripts/examples/, and what
shows in other things than labels in the tests beside this one, each named for its numbers.
"""

import re
from unittest import TestCase

from speeches.transcripts import read, write
from speeches.transcripts.labels import is_voice
from tests.transcripts import test_around_speech, test_lines
from tests.transcripts.examples import EXAMPLES, KNOWN_NAMES
from tests.transcripts.examples.heads import EN, RU
from tests.transcripts.reading import doubts, labels

NUMBERS = range(1, 56)


def shown(pattern, names):
    """Give the numbers at the beginning of names that match."""
    found = [match[1] for name in names if (match := re.match(pattern, name))]
    return {int(number) for numbers in found for number in re.findall(r"\d+", numbers)}


def methods():
    for module in (test_around_speech, test_lines):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, TestCase):
                yield from (name for name in vars(value) if name.startswith("test_"))


class LabelDifficultyTests(TestCase):
    def test_labels_are_found_and_sentences_left_alone(self):
        for case, (text, expected) in EXAMPLES.items():
            with self.subTest(case):
                self.assertEqual(labels(text, known_names=KNOWN_NAMES), expected)

    def test_every_text_comes_back_and_its_notation_reads_the_same(self):
        for case, (text, _) in EXAMPLES.items():
            with self.subTest(case):
                transcript = read(text.encode())
                self.assertEqual(write(transcript), text)
                self.assertEqual(read(write(transcript.without_layout()).encode()), transcript)

    def test_each_difficulty_is_shown_and_so_is_what_only_looks_like_it(self):
        self.assertEqual(shown(r"((?:\d+ )+)", EXAMPLES) | shown(r"test_((?:\d+_)+)", methods()), set(NUMBERS))
        self.assertEqual(shown(r"not ((?:\d+ )+)", EXAMPLES) | shown(r"test_not_((?:\d+_)+)", methods()), set(NUMBERS))

    def test_2_the_remark_is_not_the_name(self):
        turns = read((RU + "Ли Вэй: Да.\nЛи Вэй (как переведено): Нет.\n").encode()).turns
        self.assertEqual({turn.name for turn in turns}, {"Ли Вэй"})

    def test_6_a_voice_is_nobody(self):
        for label in ("Вопрос", "Głos z sali", "Zuruf", "Репліка", "Una voz", "Some hon. members", "Speaker 2"):
            self.assertTrue(is_voice(label), label)

    def test_18_the_card_is_kept_beside_the_label(self):
        block = read((RU + "И.Ларин Ларин Иван глава : Да.\n").encode()).blocks[-2]
        self.assertEqual((block.text, block.printed), ("И.Ларин", "И.Ларин Ларин Иван глава"))

    def test_28_a_roll_call_is_pointed_out_once(self):
        self.assertEqual(doubts(EXAMPLES["28 a roll call"][0]).count("roll-call"), 1)


class DoubtTests(TestCase):
    """What cannot be decided stays text and is pointed out."""

    CASES = {
        "not 21 brackets that cannot be decided": "capitalised-name",
        "52 names and times that cannot be decided": "capitalised-name",
        "not 52 a programme": "capitalised-name",
        "not 1 a dialogue by dashes": "dialogue",
        "51 labels inside paragraphs": "label-in-paragraph",
        "32 an address without a label": "no-speaker",
        "not 23 two countries": "capitalised-name",
        "26 people spoken of": "lone-word",
        "6 a correspondent who becomes a letter": "letter-again",
    }

    def test_what_cannot_be_decided_is_a_doubt(self):
        for case, rule in self.CASES.items():
            with self.subTest(case):
                self.assertIn(rule, doubts(EXAMPLES[case][0]))

    def test_a_label_that_is_not_sure_is_a_doubt_too(self):
        found = read((EN + "Ida Moe: Yes.\nNapoleon Bonaparte: one of them.\n").encode())
        self.assertEqual([(doubt.line, doubt.rule) for doubt in found.doubts], [(7, "capitalised-name")])

    def test_names_that_come_once_each_are_doubts(self):
        self.assertIn("capitalised-name", doubts("Host Name: A.\nPort Number: B.\nFile Name: C.\nUser Name: D.\n"))
        self.assertEqual(doubts("Anna Lee: A.\nIda Mo: B.\nOle Bang: C.\nTom Berg: D.\nAnna Lee: Yes, it is.\n"), [])

    def test_what_stands_beside_a_label_is_kept(self):
        text = "[00:05] Anna Berg: So.\n[00:09] Anna Berg: Yes.\n"
        kept = [(block.kind, block.text) for block in read(text.encode()).blocks]
        self.assertEqual(kept[:3], [("furniture", "[00:05]"), ("turn", "Anna Berg"), ("paragraph", "So.")])

    def test_one_label_is_pointed_out_some_times_and_not_a_thousand(self):
        found = read(("Results\n" + "Anna Berg\t12\n" * 50).encode()).doubts
        self.assertEqual([doubt.rule for doubt in found].count("capitalised-name"), 20)
        self.assertIn("30 more lines", " ".join(doubt.message for doubt in found))
