"""Whatever a reader or importing says to an editor can be said in another language."""

import ast
from pathlib import Path
from unittest import TestCase

from django.utils import translation

import speeches
from speeches.admin.doubts import OF_LABEL, OF_TEXT, sentence_of
from speeches.admin.wordings import DOUBTS, GAP, REFUSALS, in_words, is_known
from speeches.transcripts import Doubt
from speeches.transcripts.text.rules import RULES

ROOT = Path(speeches.__file__).parent
ERRORS = {"TranscriptError", "NotStored"}
DOUBTING = {"Doubt", "doubt", "_doubt"}
BY_SHAPE = {rule.name for rule in RULES} | {"no-name", "label-changed", "address-taken", "twin"}
"""Rules whose message is known by its shape. What an edit points out is said in the editor's language at once."""
AT_ONCE = {"tags-go", "tags-stay", "speaker-was-chosen", "left-out"}
NOUNS = {"what": ("file", "Word file", "title", "place", "label in line 7"), "problem": ("There is no column “file”",)}


def calls(names):
    for path in sorted([*ROOT.glob("transcripts/**/*.py"), *ROOT.glob("ingest/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in names:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def samples(node):
    """Give what an argument may be at run time, "7" for values of no known kind; nothing for a variable."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if not isinstance(node, ast.JoinedStr):
        return []
    found = [""]
    for piece in node.values:
        name = getattr(getattr(piece, "value", None), "id", "")
        each = [piece.value] if isinstance(piece, ast.Constant) else NOUNS.get(name, ("7",))
        found = [before + after for before in found for after in each]
    return found


class WordingTests(TestCase):
    def test_every_refusal_has_a_known_shape(self):
        found = [(where, text) for where, node in calls(ERRORS) for text in samples(node.args[0])]
        self.assertGreater(len(found), 30)
        unknown = [(where, text) for where, text in found if not is_known(text)]
        # Every message is about one of these nouns alone; which, the reader knows.
        self.assertEqual([each for each in unknown if not any(is_known(text) for w, text in found if w == each[0])], [])

    def test_every_rule_of_a_doubt_has_a_sentence(self):
        rules = {
            argument.value
            for _where, node in calls(DOUBTING)
            for argument in node.args[1:2]
            if isinstance(argument, ast.Constant)
        }
        self.assertGreater(len(rules), 20)
        self.assertEqual(rules - set(OF_TEXT) - set(OF_LABEL) - BY_SHAPE - AT_ONCE, set())

    def test_a_message_comes_back_in_english_as_it_was(self):
        with translation.override("en"):
            for shape in (*REFUSALS, *DOUBTS):
                message = GAP.sub("“a %s: b.", shape)
                with self.subTest(message):
                    self.assertEqual(in_words(message), message)
                    self.assertEqual(in_words(f"line 3: {message}"), f"line 3: {message}")

    def test_what_has_no_known_shape_stays(self):
        self.assertEqual(in_words("100 % of it"), "100 % of it")

    def test_a_doubt_is_told_by_its_rule(self):
        with translation.override("en"):
            self.assertIn("page furniture", sentence_of(Doubt(1, "furniture", 0.5, "")))
            self.assertEqual(sentence_of(Doubt(1, "no-name", 0.5, "So.")), "So.")
