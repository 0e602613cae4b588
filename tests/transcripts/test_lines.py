"""What lines and characters do: broken, joined, in other encodings, very many (difficulties 20, 43, 47 to 55)."""

from unittest import TestCase

from speeches.transcripts import TranscriptError, read, write
from tests.transcripts.examples import EXAMPLES
from tests.transcripts.examples.heads import RU
from tests.transcripts.reading import doubts


class LineTests(TestCase):
    WRAPPED = (
        "                    ON THE HARBOUR\n\n"
        "  Mr. BROWN. Mr. Speaker, the harbour of our town was built by people\n"
        "who knew the sea better than any of us will ever know it, and the water-\n"
        "front they left is worth every coin that this house can find for it and\n"
        "more than that.\n"
        "  I ask the house to think of the fishermen and of the families that\n"
        "live there, to whom we owe a good quay.\n"
        "  Ms. LEE. I thank the gentleman from the north shore for his speech and\n"
        "for the care with which he looked into the waterfront and into all the\n"
        "accounts of the port.\n"
        "  Mr. BROWN. I yield.\n"
    )

    def test_51_broken_lines_are_joined_to_paragraphs(self):
        transcript = read(self.WRAPPED.encode())
        self.assertEqual([len(turn.paragraphs) for turn in transcript.turns], [2, 1, 1])
        self.assertIn("and the waterfront they left", transcript.turns[0].paragraphs[0])
        self.assertEqual(write(transcript), self.WRAPPED)
        self.assertEqual(read(write(transcript.without_layout()).encode()), transcript)

    def test_51_a_hyphen_of_the_word_itself_is_kept(self):
        text = self.WRAPPED.replace("waterfront", "water-front")
        self.assertIn("the water-front they", read(text.encode()).turns[0].paragraphs[0])

    def test_not_51_short_paragraphs_are_not_joined(self):
        text = RU + "И.Ларин: Да.\n" + "Короткая строка без точки\nи ещё одна\n" * 12
        self.assertEqual(len(read(text.encode()).turns[0].paragraphs), 25)

    def test_51_sentences_run_together_are_pointed_out(self):
        self.assertIn("glued-sentences", doubts(RU + "И.Ларин: Спасибо.Начнём.\n"))

    def test_53_one_line_is_divided_at_the_names(self):
        turns = (
            "И.Ларин: Добрый день, коллеги, начнём совещание о дорогах. Е.Громова Громова Елена министр : Да, начнём. "
        )
        text = "События Совещание 5 октября 2024 года 12:25 Тверь " + turns * 14
        transcript = read(text.encode())
        self.assertEqual(len([turn for turn in transcript.turns if turn.name]), 28)
        self.assertEqual((transcript.header.title, transcript.header.place), ("Совещание", "Тверь"))
        self.assertIn("one-line", [doubt.rule for doubt in transcript.doubts])
        self.assertEqual(write(transcript), text)

    def test_not_53_one_line_without_names_is_pointed_out(self):
        self.assertIn("one-line", doubts("Мы начали это дело давно, и вот итог. " * 300))

    def test_47_a_text_is_the_same_in_every_encoding(self):
        text = (
            EXAMPLES["21 surname and initials"][0] + "Це є та сама мова, і вона для нас не чужа, але й не нова.\n" * 3
        )
        for encoding in ("utf-8", "utf-16", "cp1251", "koi8-u"):
            with self.subTest(encoding):
                transcript = read(text.encode(encoding))
                self.assertEqual([turn.name for turn in transcript.turns][:2], ["ГОЛОВУЮЧИЙ", "КОВАЛЬ І.П."])

    def test_47_western_and_central_european_bytes(self):
        german = "Präsident Max Weber: Schön, daß wir für Sie da sind und nicht für die anderen.\n" * 5
        polish = "Marszałek: Proszę państwa, i to jest to, co się już stało, a nie to, że będzie.\n" * 5
        self.assertEqual(read(german.encode("cp1252")).encoding, "cp1252")
        self.assertEqual(read(polish.encode("cp1250")).turns[0].name, "Marszałek")

    def test_not_47_bytes_of_no_encoding_are_refused_with_their_line(self):
        with self.assertRaises(TranscriptError) as caught:
            read("Начнём, друзья.\n".encode() * 3 + b"\xd0\n")
        self.assertEqual(caught.exception.line, 4)

    def test_not_52_a_time_inside_a_sentence(self):
        text = "Mr. BROWN. I rise.\nAt 0:07 we began.\n0:07 is early.\nMs. LEE. No.\n"
        self.assertEqual(read(text.encode()).turns[0].paragraphs, ("I rise.", "At 0:07 we began.", "0:07 is early."))

    def test_53_boxes_and_tails_on_one_line_are_furniture(self):
        turns = "И.Ларин: Начнём совещание о дорогах, коллеги, как и обещали. Е.Громова: Да, начнём. " * 20
        text = (
            f"События Совещание 5 октября 2024 года Тверь {turns}И.Ларин: Вопрос? Смотрите также Поездка в порт "
            "4 октября 2024 года Е.Громова : Ответ. Темы Дороги Статус материала Опубликован в разделах: Новости "
            "Дата публикации: 5 октября 2024 года, 14:00 Текстовая версия"
        )
        transcript = read(text.encode())
        self.assertEqual([turn.paragraphs for turn in transcript.turns][-2:], [("Вопрос?",), ("Ответ.",)])
        self.assertEqual(write(transcript), text)


class BoldTests(TestCase):
    def labels(self, body):
        page = f"<!doctype html><title>Roads</title><h1>Roads</h1><article>{body}</article>"
        return [turn.name for turn in read(page.encode()).turns if turn.name]

    def test_20_bold_with_its_colon_and_without(self):
        body = "<p><b>Anna Berg:</b> Yes.</p><p><b>Tom Lee</b>: No.</p>"
        self.assertEqual(self.labels(body), ["Anna Berg", "Tom Lee"])

    def test_not_20_a_sentence_in_bold(self):
        self.assertEqual(self.labels("<p><b>Anna Berg:</b> Yes.</p><p><b>I repeat:</b> no.</p>"), ["Anna Berg"])


class SizeTests(TestCase):
    def test_43_thousands_of_turns_of_many_names(self):
        lines = [f"И.{chr(1040 + number % 30)}арин: Да, {number}.\n" for number in range(3000)]
        self.assertEqual(len(read((RU + "".join(lines)).encode()).turns), 3000)

    def test_not_43_thousands_of_lines_without_a_name(self):
        self.assertEqual(len(read(("Мы идём дальше.\n" * 3000).encode()).turns), 1)
