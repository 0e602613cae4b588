"""Whatever a card says, it is a picture of one size, with the words where they belong."""

from io import BytesIO

from django.test import SimpleTestCase
from PIL import Image, ImageChops

from speeches.cards import HEIGHT, WIDTH, Card, draw
from speeches.cards.drawing import EDGE, ROOM, SIZES, TOP, set_words, shortened
from speeches.cards.faces import NAME, TEXT, face

WORDS = "Рад вас видеть и приветствовать. Мы договаривались о том, что будем поддерживать регулярный контакт. "
QUOTED = Card(
    WORDS, "Трибуна", "ru", is_quoted=True, name="Анна Ветрова", below=("директор школы", "Встреча"), day="1 мая"
)
HEAD, FOOT = (0, 40, WIDTH, 100), (0, 420, WIDTH, HEIGHT)
MIDDLE = (0, TOP, WIDTH, 380)


def picture(card):
    return Image.open(BytesIO(draw(card))).convert("RGB")


def is_empty(image, box):
    return len(image.crop(box).getcolors()) == 1


class DrawingTests(SimpleTestCase):
    def test_whatever_it_says_it_is_a_picture_of_one_size(self):
        long = "слово " * 100_000
        for card in (
            QUOTED,
            Card("", ""),
            Card("", "", "", is_quoted=True),
            Card(long, long, "ru", is_quoted=True, name=long, below=(long,) * 9, day=long),
            Card("ы" * 100_000, "ы" * 100_000, name="ы" * 100_000),
            Card("שלום עולם", "Трибуна", "he", is_quoted=True, name="עולם"),
            Card("👍 👍🏽 👩‍👩‍👧", "🏛", name="👍"),
            Card("а\u202eб\0в\ud800", "\n"),
        ):
            with self.subTest(ascii(card.words[:20])):
                image = Image.open(BytesIO(draw(card)))
                self.assertEqual((image.format, image.size), ("PNG", (WIDTH, HEIGHT)))

    def test_words_name_and_day_stand_in_their_places(self):
        self.assertFalse(any(is_empty(picture(QUOTED), box) for box in (HEAD, MIDDLE, FOOT)))
        nothing = picture(Card("", ""))
        self.assertTrue(all(is_empty(nothing, box) for box in (HEAD, MIDDLE, FOOT)))

    def test_cyrillic_words_are_no_boxes(self):
        self.assertNotEqual(draw(Card("жжжж", "")), draw(Card("дддд", "")))
        self.assertEqual(draw(Card("你你你你", "")), draw(Card("", "")))

    def test_words_that_somebody_said_stand_in_the_marks_of_their_language(self):
        plain = picture(Card("Да.", "", "ru"))
        for language, mark in {"ru": "«", "en": "“", "de-AT": "„"}.items():
            with self.subTest(language):
                quoted = Card("Да.", "", language, is_quoted=True)
                self.assertEqual(quoted.marks[0], mark)
                left = ImageChops.difference(picture(quoted), plain).getbbox()[0]
                self.assertLess(left, EDGE)

    def test_the_same_words_are_drawn_once(self):
        self.assertIs(draw(QUOTED), draw(Card(**{name: getattr(QUOTED, name) for name in QUOTED.__slots__})))


class BreakingTests(SimpleTestCase):
    def test_few_words_stand_large_and_many_small_and_whole_as_long_as_they_fit(self):
        few, some = set_words("Да.", 250), set_words(WORDS.strip(), 250)
        self.assertEqual((few.lines, few.size), (("Да.",), SIZES[0]))
        self.assertLess(some.size, few.size)
        self.assertEqual(" ".join(some.lines), WORDS.strip())

    def test_too_many_end_at_a_word_with_an_ellipsis(self):
        block = set_words(WORDS * 30, 250)
        self.assertFalse(block.is_whole)
        self.assertTrue(block.lines[-1].endswith("…"))
        self.assertIn(block.lines[-1].removesuffix("…").split()[-1], WORDS)
        self.assertTrue(" ".join(block.lines).removesuffix("…") in " ".join((WORDS * 30).split()))

    def test_no_line_is_wider_than_the_room(self):
        for text in (WORDS * 30, "ы" * 5_000, "о " * 5_000, "Превысокомногорассмотрительствующий " * 40):
            block = set_words(text, 250)
            for line in block.lines:
                with self.subTest(ascii(line[:30])):
                    self.assertLessEqual(face(TEXT, block.size).getlength(line), ROOM)

    def test_what_belongs_together_stays_on_one_line(self):
        block = set_words("Видеоконференция с\u00a0Председателем КНР Си\u00a0Цзиньпином", 250)
        self.assertFalse(any(line.endswith((" с", "Си")) for line in block.lines))

    def test_a_line_is_cut_between_words_where_it_has_several(self):
        self.assertEqual(shortened("Короткая", ROOM, 27, NAME), "Короткая")
        cut = shortened("Анна Ветрова, " * 40, ROOM, 27, NAME)
        self.assertRegex(cut, r"(Анна|Ветрова)…$")
        self.assertRegex(shortened("ы" * 4_000, ROOM, 27, NAME), r"^ы{20,}…$")
