"""What stands around speech and between it: header, furniture, directions, headings (difficulties 31 to 46)."""

import datetime
from unittest import TestCase

from speeches.transcripts import read
from tests.transcripts.examples.heads import EN, RU
from tests.transcripts.reading import blocks, doubts


class FurnitureTests(TestCase):
    PAGE = (
        "Events\nMeeting on roads in Oslo\nThe Mayor met builders.\nMay 3, 2021\n10:00\nOslo\n2 of 5\n"
        "Before the meeting.\n"
        "Kari Nilsen: Good day.\nSee also\nVisit to the port\nMay 2, 2021\nLet us begin.\n3 of 5\n"
        "Meeting on roads in Oslo.\n"
        "Ole Bang: Yes.\nTopics\nRoads\nPersons\nBang Ole\nPublication status\nPublished in section: News\n"
        "Publication date: May 3, 2021, 12:00\nText version\n"
    )

    def test_38_39_40_46_nothing_of_the_page_stands_in_a_turn(self):
        turns = read(self.PAGE.encode()).turns
        self.assertEqual(
            [(turn.name, turn.paragraphs) for turn in turns],
            [("Kari Nilsen", ("Good day.", "Let us begin.")), ("Ole Bang", ("Yes.",))],
        )
        header = read(self.PAGE.encode()).header
        self.assertEqual((header.title, header.place), ("Meeting on roads in Oslo", "Oslo"))
        self.assertEqual(header.stamp, datetime.datetime(2021, 5, 3, 12))

    def test_38_a_russian_box_with_dates_on_the_line(self):
        text = RU + "И.Ларин: Начнём.\nСмотрите также\nПоездка в порт 4 октября 2024 года\nО дорогах речь.\n"
        self.assertEqual(read(text.encode()).turns[0].paragraphs, ("Начнём.", "О дорогах речь."))

    def test_not_40_a_heading_that_is_the_word_of_a_tail_stays(self):
        text = EN + "Ole Bang: Yes.\nTopics\nKari Nilsen: We have two of them, as you know.\n"
        self.assertEqual(blocks(text, "furniture"), [])

    def test_41_two_pages_in_one_file_are_pointed_out(self):
        text = self.PAGE.rstrip("\n") + self.PAGE
        self.assertIn("several-events", doubts(text))
        self.assertEqual(read(text.encode()).turns[1].paragraphs, ("Yes.",))

    def test_52_marks_between_sentences(self):
        text = "Mr. BROWN. I rise.\n[[Page S12]]\nI go on.\n{time}  1045\nAnd on.\n0:07\nSo.\nMs. LEE. No.\n"
        self.assertEqual(read(text.encode()).turns[0].paragraphs, ("I rise.", "I go on.", "And on.", "So."))


class ProbableFurnitureTests(TestCase):
    TEXT = "Meeting\nMay 3, 2021\nKari Nilsen: Good day.\n{first}Let us begin.\nOle Bang: Yes, all is ready.\n{last}"

    def lines(self, *, first="", last=""):
        transcript = read(self.TEXT.format(first=first, last=last).encode())
        return [(doubt.line, doubt.confidence) for doubt in transcript.doubts if doubt.rule == "furniture"]

    def test_what_asks_the_reader_to_go_on_is_pointed_out_in_the_first_and_the_last_turn(self):
        for line in ("Read more: the port is open", "Share", "• Related articles", "Читать далее", "Поделиться"):
            with self.subTest(line):
                self.assertEqual(self.lines(first=f"{line}\n"), [(4, 0.5)])
                self.assertEqual(self.lines(last=f"{line}\n"), [(6, 0.5)])

    def test_a_list_of_headlines_below_the_last_turn_is_pointed_out_once(self):
        headlines = "The port is open again\nA new bridge for Oslo\nBuilders met the mayor\n"
        self.assertEqual(self.lines(last=headlines), [(6, 0.5)])

    def test_nothing_of_it_is_lost(self):
        text = self.TEXT.format(first="", last="Read more: the port\nShare\n")
        self.assertEqual(read(text.encode()).turns[-1].paragraphs[1:], ("Read more: the port", "Share"))

    def test_what_people_say_is_not_pointed_out(self):
        for said in ("Share what you have with others.", "Subscribe we did not, and so", "Thank you\nGood night\n"):
            with self.subTest(said):
                self.assertEqual(self.lines(first=f"{said}\n", last=f"{said}\n"), [])


class BetweenTurnsTests(TestCase):
    def test_31_text_before_the_first_speaker_is_nobodys(self):
        turn = read((EN + "The guests saw the bridge.\nKari Nilsen: Good day.\n").encode()).turns[0]
        self.assertEqual((turn.classification, turn.name), ("narrative", ""))

    def test_32_a_text_without_names_is_narrative_and_a_doubt(self):
        self.assertIn("no-speaker", doubts("Дорогие друзья! Поздравляю.\nЖелаю счастья.\n"))

    def test_33_34_35_what_interrupts(self):
        text = RU + "* * *\nИ.Ларин: Начнём.\n<…>\nДальше.\n(Аплодисменты.)\nСпасибо. (Смех.)\n"
        turns = read(text.encode()).turns
        self.assertEqual(
            [turn.classification for turn in turns], ["other", "speech", "other", "speech", "scene", "speech"]
        )

    def test_37_headings(self):
        text = RU + "Начало совещания\nИ.Ларин: Да.\nЧасть вторая\nИ.Ларин: Нет.\n"
        self.assertEqual([turn.heading for turn in read(text.encode()).turns], ["Начало совещания", "Часть вторая"])

    def test_the_end_of_a_sitting_is_said_by_nobody(self):
        text = "Präsident Max Weber: Danke.\nAbgeordneter Jan Vogt: Bitte.\nSchluß der Sitzung: 22.53 Uhr\n"
        self.assertEqual(read(text.encode()).turns[-1].classification, "narrative")

    def test_not_31_text_after_a_label_is_the_speakers(self):
        turn = read((EN + "Kari Nilsen: Good day.\nThe guests saw the bridge.\n").encode()).turns[0]
        self.assertEqual(turn.paragraphs, ("Good day.", "The guests saw the bridge."))

    def test_not_32_a_text_with_a_name_is_no_such_doubt(self):
        self.assertNotIn("no-speaker", doubts("И.Ларин: Дорогие друзья! Поздравляю.\nЖелаю счастья.\n"))

    def test_not_33_34_35_what_stands_inside_a_paragraph(self):
        text = RU + "И.Ларин: Начнём.\n* первое\nДальше <…> и так.\n(Смех.) Спасибо.\n"
        self.assertEqual(len(read(text.encode()).turns), 1)

    def test_36_a_direction_in_brackets_is_a_scene(self):
        self.assertEqual(blocks(RU + "И.Ларин: Да.\n[Смех.]\n[Теперь] о дорогах.\n", "scene"), [("scene", "[Смех.]")])

    def test_not_37_a_sentence_or_a_line_of_a_table_is_no_heading(self):
        text = RU + "И.Ларин: Да.\nПотом был перерыв.\nИ.Ларин: Нет.\nЗа          12 чел.       60 %\nИ.Ларин: Так.\n"
        self.assertEqual(blocks(text, "heading"), [])

    def test_not_38_39_words_of_a_page_in_a_speech(self):
        text = EN + "Kari Nilsen: Good day.\nSee also my report, please.\n34 of 50 agreed.\n2 of 5 is too few.\n"
        self.assertEqual(len(read(text.encode()).turns[0].paragraphs), 4)

    def test_not_41_one_page_is_one_event(self):
        self.assertNotIn("several-events", doubts(EN + "Kari Nilsen: Good day.\nOn May 2, 2021 we met.\n"))

    def test_what_follows_the_end_of_a_sitting_is_said_by_nobody(self):
        names = "".join(f"Abel{number}, Jan\n" for number in range(9))
        text = f"Präsident Max Weber: Danke.\nPräsident Max Weber: Ende.\n(Schluss: 9.55 Uhr)\nAnlage\n{names}"
        self.assertEqual(read(text.encode()).turns[-1].classification, "narrative")


class HeaderDifficultyTests(TestCase):
    def test_44_missing_parts(self):
        header = read(b"Meeting\nMay 3, 2021\n00:00\nQuestion: When?\nOle Bang: Soon.\n").header
        self.assertEqual((header.summary, header.place, header.start_time), ("", "", datetime.time(0)))

    def test_45_dates_of_other_languages(self):
        for text, language, expected in (
            (
                "Засідання комітету\nКиїв, 31 грудня 2021 року\nКОВАЛЬ І.П. Дякую, і це все для вас.\n",
                "uk",
                (2021, 12, 31),
            ),
            (
                "Posiedzenie\n26 listopada 1991 r.\nWarszawa\nMarszałek: Proszę państwa, i to jest to.\n",
                "pl",
                (1991, 11, 26),
            ),
            ("Protokoll\nBerlin, Freitag, den 23. März 2012\nPräsident Max Weber: Das ist es.\n", "de", (2012, 3, 23)),
            ("Sesión\n15 de mayo de 2016\nMadrid\nEl señor PRESIDENTE: Se abre la sesión.\n", "es", (2016, 5, 15)),
            (
                "Sesión\n15 de novembro de 2016\nSantiago\nO señor PRESIDENTE: Ábrese a sesión do día.\n",
                "gl",
                (2016, 11, 15),
            ),
        ):
            with self.subTest(text):
                transcript = read(text.encode())
                self.assertEqual(transcript.header.start_date, datetime.date(*expected))
                self.assertEqual(transcript.language, language)
                self.assertTrue([turn for turn in transcript.turns if turn.name])

    def test_45_a_place_before_the_date_on_one_line(self):
        header = read("Засідання\nКиїв, 31 грудня 2021 року\nКОВАЛЬ І.П. Дякую.\n".encode()).header
        self.assertEqual(header.place, "Київ")

    def test_45_a_date_in_the_file_name_only(self):
        text = "Tom Brown: Good evening.\nAnna Lee: Good evening.\n"
        transcript = read(text.encode(), "debate-2012-12-20.txt")
        self.assertEqual(transcript.header.start_date, datetime.date(2012, 12, 20))
        self.assertIn("date-from-name", [doubt.rule for doubt in transcript.doubts])
        self.assertEqual(read((EN + text).encode(), "2012-12-20.txt").header.start_date, datetime.date(2021, 5, 3))

    def test_not_44_nothing_is_missing(self):
        header = read(EN.encode() + b"Ole Bang: Soon.\n").header
        self.assertEqual((header.summary, header.place), ("The Mayor held a meeting.", "Oslo"))

    def test_not_45_a_date_in_a_speech_is_not_the_headers(self):
        header = read("И.Ларин: Начнём.\n5 мая 2020 года мы открыли мост.\nЕ.Громова: Да.\n".encode()).header
        self.assertIsNone(header.start_date)

    def test_45_a_title_and_its_date_on_one_line(self):
        header = read("Хроника заседания городской думы 21 мая 2025 года\nИ.Ларин: Начнём.\n".encode()).header
        self.assertEqual(
            (header.title, header.start_date), ("Хроника заседания городской думы", datetime.date(2025, 5, 21))
        )

    def test_45_hours_before_and_after_noon(self):
        for printed, hour in (("10 a.m.", 10), ("2.30 pm", 14), ("12 a.m.", 0), ("12:30 p.m.", 12)):
            with self.subTest(printed):
                header = read(f"Council\nThursday, 4 November 2021, {printed}\nAnna Berg: Yes.\n".encode()).header
                self.assertEqual(header.start_time.hour, hour)

    def test_not_44_a_clock_is_no_place(self):
        for line in ("2.30 pm", "10:00 Opening", "10 часов 00 минут", "Председательствует И. И. Ларин"):
            with self.subTest(line):
                self.assertEqual(read(f"Meeting\nMay 3, 2021\n{line}\nAnna Berg: Yes.\n".encode()).header.place, "")

    def test_46_a_byte_order_mark_and_hashes(self):
        self.assertEqual(read("\ufeff# Meeting\n\nAnna Berg: Yes.\n".encode()).header.title, "Meeting")

    def test_not_46_a_mark_inside_a_speech(self):
        self.assertIn(("paragraph", "|да|"), blocks(RU + "И.Ларин: Да.\n|да|\n", "paragraph"))
