"""What was said, without what editors put into it."""

from django.test import SimpleTestCase

from speeches.transcripts import spoken


class SpokenTests(SimpleTestCase):
    def test_insertions_and_directions_go_with_the_space_they_leave(self):
        for paragraph, said in {
            "Добрый день.": "Добрый день.",
            "Слово [чтобы] слово.": "Слово слово.",
            "Слово [а] [б].": "Слово.",
            "Да [, да].": "Да.",
            "(Аплодисменты.) Спасибо! (Смех.)": "Спасибо!",
            "А (как известно) Б.": "А (как известно) Б.",
            "[Конец записи]": "",
        }.items():
            with self.subTest(paragraph):
                self.assertEqual(spoken(paragraph), said)

    def test_what_was_left_out_is_told(self):
        self.assertEqual(spoken("Начало <…> конец <...>."), "Начало … конец ….")

    def test_a_null_of_the_text_itself_is_no_seam(self):
        self.assertNotIn("\0", spoken("Слово\0 [а] слово."))
