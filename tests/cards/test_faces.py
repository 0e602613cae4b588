"""The faces of cards come with the site, and have the letters that it is written in."""

from pathlib import Path

import font_source_serif_pro
from django.test import SimpleTestCase
from PIL import ImageFont

from speeches.cards.faces import MISSING, NAME, TEXT, draws, face, spelled

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
OTHERS = "іїєґў"
SIGNS = "«»„“”‘’—–…№§€₽·0123456789"


class FacesTests(SimpleTestCase):
    def test_they_lie_in_the_package_and_nowhere_on_the_machine(self):
        for style in (TEXT, NAME):
            self.assertTrue(Path(face(style, 40).path).is_relative_to(Path(font_source_serif_pro.__file__).parent))

    def test_every_letter_is_drawn_and_none_of_them_is_the_box_for_what_is_missing(self):
        for style in (TEXT, NAME):
            font = ImageFont.truetype(face(style, 40).path, 40)
            box = bytes(font.getmask(MISSING))
            self.assertTrue(any(box))
            for letter in RUSSIAN + RUSSIAN.upper() + OTHERS + "Aaéßłñ" + SIGNS:
                with self.subTest(letter, style=style):
                    mask = bytes(font.getmask(letter))
                    self.assertTrue(any(mask))
                    self.assertNotEqual(mask, box)

    def test_different_letters_look_different(self):
        font = face(TEXT, 40)
        self.assertEqual(len({bytes(font.getmask(letter)) for letter in RUSSIAN}), len(RUSSIAN))


class SpellingTests(SimpleTestCase):
    def test_what_shows_nothing_and_what_has_no_sign_is_left_out(self):
        for text, spelt in {
            "Слово 👍 слово": "Слово слово",
            "👩‍👩‍👧": "",
            "а\u202eб\u200bв\x00г\x07": "абвг",
            "  два\t\nслова ": "два слова",
            "в\u00a0доме": "в\u00a0доме",
            "и\u0306": "й",
        }.items():
            with self.subTest(ascii(text)):
                self.assertEqual(spelled(text, TEXT), spelt)

    def test_a_line_in_letters_that_the_face_lacks_is_no_row_of_boxes(self):
        for text in ("שלום עולם", "你好", "Слово และ слово", "გამარჯობა"):
            with self.subTest(text):
                self.assertEqual(spelled(text, TEXT), "")

    def test_a_sign_is_known_by_its_face(self):
        self.assertEqual([draws(each, TEXT) for each in "ЯZ你"], [True, True, False])
