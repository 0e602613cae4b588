"""Brackets and quotation marks without a partner."""

from unittest import TestCase

from speeches.transcripts import read
from speeches.transcripts.brackets import bracket_doubts

HEAD = "О дорогах\n5 октября 2024 года\n"


def found(*lines):
    """Give line and sign of every doubt; the first of the lines is the third of the text."""
    doubts = bracket_doubts(read((HEAD + "\n".join(lines) + "\n").encode()))
    return [(doubt.line, doubt.message[1]) for doubt in doubts]


class BracketTests(TestCase):
    def test_a_bracket_that_never_closes_is_pointed_out_with_its_line(self):
        self.assertEqual(found("А.Лугова: Начнём.", "Это (как сказано важно."), [(4, "(")])

    def test_a_bracket_that_nobody_opened_is_pointed_out(self):
        self.assertEqual(found("А.Лугова: Начнём] сейчас."), [(3, "]")])

    def test_a_bracket_may_close_in_another_paragraph_of_the_turn(self):
        self.assertEqual(found("А.Лугова: Начнём (по порядку.", "И кончим.) Да."), [])

    def test_it_may_not_close_in_another_turn(self):
        self.assertEqual(found("А.Лугова: Начнём (да.", "Б.Венков: Нет) да."), [(3, "("), (4, ")")])

    def test_numbers_of_a_list_and_faces_are_no_brackets(self):
        self.assertEqual(found("А.Лугова: Вот: 1) мост; б) дорога; 2.1) склад :)"), [])

    def test_one_mark_may_close_two_quotations(self):
        self.assertEqual(found("А.Лугова: Вижу «Крейсер «Аврора» у моста, «Дом «Ладога» стоит»."), [])

    def test_a_quotation_that_never_closes_is_pointed_out(self):
        self.assertEqual(found("А.Лугова: Вижу «Аврору» у моста. «Красиво."), [(3, "«")])
