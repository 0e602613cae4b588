"""Every rule of evidence is shown by its own two examples, and every difficulty it answers is one of the table."""

from unittest import TestCase

from speeches.transcripts.text.candidates import Document, find
from speeches.transcripts.text.lines import lines_of
from speeches.transcripts.text.rules import RULES
from tests.transcripts.examples import EXAMPLES
from tests.transcripts.rule_report import earnings

KNOWN = frozenset({"Ларин"})


def holds(rule, text):
    """Tell whether a rule holds of the last line that may begin with a label; None where there is no such line."""
    lines = list(lines_of(text))
    candidates = find(lines)
    return rule.holds(candidates[-1], Document(lines, candidates, KNOWN)) if candidates else None


class RuleTests(TestCase):
    def test_each_rule_holds_in_its_first_example_and_not_in_its_second(self):
        for rule in RULES:
            with self.subTest(rule.name):
                self.assertIs(holds(rule, rule.holds_in), True)
                self.assertFalse(holds(rule, rule.not_in))

    def test_each_rule_names_the_difficulties_it_answers(self):
        for rule in RULES:
            with self.subTest(rule.name):
                self.assertTrue(rule.answers and set(rule.answers) <= set(range(1, 56)))
                self.assertTrue(rule.weight)

    def test_the_report_shows_what_a_rule_earns(self):
        text = "Meeting\nMay 3, 2021\nAnna Berg: Yes.\nI Repeat: no.\n"
        found = earnings([text.encode()])
        self.assertEqual(found["capitalised-name"][:2], [1, 0])
        self.assertEqual(found["sentence-start"][:2], [0, 1])

    def test_each_rule_earns_something_on_the_examples(self):
        earned = earnings([text.encode() for text, _ in EXAMPLES.values()])
        self.assertEqual([name for name, changes in earned.items() if not any(changes)], [])
