"""Every string for readers can be found by those who collect it for translation."""

import ast
from pathlib import Path

from django.test import SimpleTestCase

SPEECHES = Path(__file__).resolve().parent.parent / "speeches"
TRANSLATING = {"_"} | {f"{kind}gettext{when}" for kind in ("", "n", "p", "np") for when in ("", "_lazy", "_noop")}


def hidden(source):
    """Yield the line of every call within an f-string that asks for a translation: xgettext 0.21 reads past those."""
    for outer in ast.walk(ast.parse(source)):
        if isinstance(outer, ast.JoinedStr):
            for call in ast.walk(outer):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in TRANSLATING:
                    yield call.lineno


class TranslatableTests(SimpleTestCase):
    def test_a_call_within_an_f_string_is_seen(self):
        self.assertEqual(list(hidden("title = gettext('A')\nname = f\"<b>{escape(gettext('B'))}</b>\"")), [2])

    def test_no_string_is_translated_within_an_f_string(self):
        found = [f"{path}:{line}" for path in SPEECHES.rglob("*.py") for line in hidden(path.read_text())]
        self.assertEqual(found, [])
