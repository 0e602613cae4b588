"""What real transcripts do to a reader, numbered; every text here is made up.

The numbers are what the rules of evidence name in `answers`. Each case has a text and what must come of it: the labels
in order, the kinds and texts of certain blocks, or the rules of the doubts.
"""

import datetime
from unittest import TestCase

from speeches.transcripts import read, write
from speeches.transcripts.labels import is_voice

RU = "Совещание о дорогах\nГлава города провёл совещание.\n5 октября 2024 года\nТверь\n"
EN = "Meeting on roads\nThe Mayor held a meeting.\nMay 3, 2021\n10:00\nOslo\n"

# number: (text, labels)
LABELS = {
    "1 initials": (
        RU + "И.Ларин: Да.\nВ. К. Дубов (газета «Маяк»): Так.\n",
        ["И.Ларин", "В. К. Дубов (газета «Маяк»)"],
    ),
    "2 a remark": (RU + "И.Ларин (обращаясь к Е.Громовой): Прошу.\n", ["И.Ларин (обращаясь к Е.Громовой)"]),
    "3 a remark with a name and an office": (
        EN + "Kari Nilsen (answering Anna Lee, Chairperson of the County Assembly): No.\n",
        ["Kari Nilsen (answering Anna Lee, Chairperson of the County Assembly)"],
    ),
    "4 an event in the remark": (
        EN + "Porter (Hands over a map.): Here.\nPorter: Done.\n",
        ["Porter (Hands over a map.)", "Porter"],
    ),
    "5 names without initials": (
        RU + "Патриарх Лука: Мир вам.\nЛи Вэй (как переведено): Спасибо.\nСалим Бен Юсуф Аль Каби: Да.\n",
        ["Патриарх Лука", "Ли Вэй (как переведено)", "Салим Бен Юсуф Аль Каби"],
    ),
    "6 nobody in particular": (
        EN + "Question: When?\nJohn Brown: Soon.\nResponse from the hall: Hurray!\nSome hon. members: Hear, hear!\n",
        ["Question", "John Brown", "Response from the hall", "Some hon. members"],
    ),
    "7 a questioner with a place": (
        EN + "Question (Bergen): When?\nQuestion from Narvik: And here?\nErik, Tromso: And us?\n",
        ["Question (Bergen)", "Question from Narvik", "Erik, Tromso"],
    ),
    "8 long at first, short after": (
        EN + "Mayor of Oslo Kari Nilsen: Good day.\nKari Nilsen: Let us go on.\n",
        ["Mayor of Oslo Kari Nilsen", "Kari Nilsen"],
    ),
    "9 a very long office": (
        EN
        + "Special Representative of the Head of the Island Republic for Harbours, Member of the Coastal Council and "
        "Minister of Foreign Trade, Shipping and Fisheries of the Outer Islands Ole Bang (retranslated): Thank you.\n",
        [
            (
                "Special Representative of the Head of the Island Republic for Harbours, Member of the Coastal "
                "Council and Minister of Foreign Trade, Shipping and Fisheries of the Outer Islands Ole Bang "
                "(retranslated)"
            )
        ],
    ),
    "10 a comma": (
        (
            f"{EN}Ole Bang, Director of the Centre for Old Ships (COS): Yes.\n"
            "Director of the Centre, Professor Ida Moe: No.\n"
        ),
        ["Ole Bang, Director of the Centre for Old Ships (COS)", "Director of the Centre, Professor Ida Moe"],
    ),
    "11 full stops": (
        EN + "Adam Z. Imre: Yes.\nA. Bang: No.\nSr Lieutenant A. Moe: Sir!\n",
        ["Adam Z. Imre", "A. Bang", "Sr Lieutenant A. Moe"],
    ),
    "12 particles and hyphens": (
        EN + "Anna van der Velde: Yes.\nOmar al-Haddad: No.\nX. Ben Tarik Al Amin: So.\n",
        ["Anna van der Velde", "Omar al-Haddad", "X. Ben Tarik Al Amin"],
    ),
    "13 capitals": (
        EN + "HEAD OF THE PRESS OFFICE AND SPOKESMAN OLE BANG: Yes.\nHealth MINISTER IDA MOE: No.\n",
        ["HEAD OF THE PRESS OFFICE AND SPOKESMAN OLE BANG", "Health MINISTER IDA MOE"],
    ),
    "14 words run together": (
        EN + "KariNilsen: Yes.\nKari Nilsen: No.\nOle BanG: So.\n",
        ["KariNilsen", "Kari Nilsen", "Ole BanG"],
    ),
    "16 one surname, two people": (RU + "А.Громов: Да.\nЕ.Громова: Нет.\n", ["А.Громов", "Е.Громова"]),
    "17 a space before the colon": (RU + "И.Ларин : Добрый день.\n", ["И.Ларин"]),
    "18 a hover card": (
        RU + "И.Ларин Ларин Иван Петрович глава города Твери : Да.\nЛ.Вэй Вэй Ли министр (как переведено) : Так.\n",
        ["И.Ларин", "Л.Вэй (как переведено)"],
    ),
    "19 the name alone": (EN + "Harbour Minister Ole Bang:\nGood day.\n", ["Harbour Minister Ole Bang"]),
    "21 capitals and a stop": (
        (
            "  Mr. BROWN. Mr. Speaker, I rise.\n  Ms. VAN DYKE of Ohio. I yield.\n"
            "  The SPEAKER pro tempore (Mr. Lee). So be it.\n"
        ),
        ["Mr. BROWN", "Ms. VAN DYKE of Ohio", "The SPEAKER pro tempore (Mr. Lee)"],
    ),
    "21 a stop and a dash": (
        "HON. J. K. MARA.- Mr. Speaker, Sir.\nHON. A. VOSA.- Vinaka.\n",
        ["HON. J. K. MARA", "HON. A. VOSA"],
    ),
    "21 surname and initials": (
        "ГОЛОВУЮЧИЙ. Прошу, Іване Петровичу.\nКОВАЛЬ І.П. Дякую.\nГНАТЮК О. С. Підтримую.\n",
        ["ГОЛОВУЮЧИЙ", "КОВАЛЬ І.П.", "ГНАТЮК О. С."],
    ),
    "21 the same in small letters": (
        (
            "Председательствующий. Прошу.\nЛарин И. П., фракция «Маяк». Спасибо.\nПредседательствующий. За?\n"
            "Ларин И. П. Я.\n"
        ),
        ["Председательствующий", "Ларин И. П., фракция «Маяк»", "Председательствующий", "Ларин И. П."],
    ),
    "22 titles as names": (
        (
            "O señor PRESIDENTE (Souto Vidal): Bos días.\nA señora SECRETARIA (Castro): Grazas.\n"
            "O señor PRESIDENTE: Moitas grazas.\n"
        ),
        ["O señor PRESIDENTE (Souto Vidal)", "A señora SECRETARIA (Castro)", "O señor PRESIDENTE"],
    ),
    "22 a chair alone": (
        "Marszałek: Otwieram.\nPoseł Jan Nowy: Panie marszałku!\nGłosy z sali: Brawo!\n",
        ["Marszałek", "Poseł Jan Nowy", "Głosy z sali"],
    ),
    "22 German": (
        (
            "Präsident Dr. Max Weber:\nGuten Morgen.\n\nBundesministerin für Bau, Verkehr und Häfen Eva Kühn: Danke.\n"
            "Abgeordneter Dr. h. c. Jan Vogt (Mitte): Nein.\n"
        ),
        [
            "Präsident Dr. Max Weber",
            "Bundesministerin für Bau, Verkehr und Häfen Eva Kühn",
            "Abgeordneter Dr. h. c. Jan Vogt (Mitte)",
        ],
    ),
    "22 Spanish": (
        (
            "La señora PRESIDENTA: Tiene la palabra.\nEl señor GARCÍA LÓPEZ: Gracias, señora presidenta.\n"
            "El señor MINISTRO DE FOMENTO (Ruiz): No.\n"
        ),
        ["La señora PRESIDENTA", "El señor GARCÍA LÓPEZ", "El señor MINISTRO DE FOMENTO (Ruiz)"],
    ),
    "22 a briefing": (
        "MS. LEE: Good afternoon.\nQ Thank you.\nMS. LEE: Sure.\nQ When?\nTHE PRESIDENT: Hello, everybody.\n",
        ["MS. LEE", "Q", "MS. LEE", "Q", "THE PRESIDENT"],
    ),
    "22 a stop and a dash in small letters": (
        (
            "Presidente. – La seduta è aperta.\nIda Moe, Director of the Port. – Madam Chair, no.\n"
            "Ole Bang (Mitte). – Ja.\n"
        ),
        ["Presidente", "Ida Moe, Director of the Port", "Ole Bang (Mitte)"],
    ),
    "24 a sentence": (RU + "И.Ларин: Начнём.\nПодчеркну: так.\nЕсть и другое: да.\nТретье: всё.\n", ["И.Ларин"]),
    "24 a sentence in English": (
        EN + "Ole Bang: Yes.\nI repeat: no.\nMy question is: when?\nOne more thing: go.\nThe Main Thing: go.\n",
        ["Ole Bang"],
    ),
    "25 a label word in a speech": (
        RU + "И.Ларин: Начнём.\nВопрос: за счёт чего?\nВопрос ко всем, кто здесь, и к тем, кого нет: кто?\n",
        ["И.Ларин"],
    ),
    "26 reported speech": (
        RU + "И.Ларин: Начнём.\nПисатель Громов говорит: пора.\nГенерал Иван Дубов писал: вперёд.\n",
        ["И.Ларин"],
    ),
    "27 a form of address": (
        RU + "И.Ларин: Начнём.\nПётр Ильич, большая просьба: помогите.\nМарк Львович, по поводу моста: когда?\n",
        ["И.Ларин"],
    ),
    "28 a roll call": (
        "Chair: We vote.\nAnna Berg: Aye.\nJohn Moe: Aye.\nIda Lee: No.\nOle Bang: Aye.\nChair: Carried.\n",
        ["Chair", "Chair"],
    ),
    "28 votes by dashes": (RU + "И.Ларин: Голосуем.\nГромов - за.\nДубов - против.\n", ["И.Ларин"]),
    "29 a notice": (
        EN + "Contact telephone numbers: 12-34.\nEntry from 10.00 am to 11.00 am: east gate.\n"
        "Prizes have been awarded to: all.\n",
        [],
    ),
    "30 header lines": (
        RU + "И.Ларин: Да.\nОпубликован в разделах: Новости\nСсылка на материал: example.org/1\n",
        ["И.Ларин"],
    ),
    "35 a direction at the start": (RU + "И.Ларин: (Говорит по-немецки.) Добрый день.\n", ["И.Ларин"]),
    "36 brackets": (RU + "И.Ларин: [Мы] начнём.\n[Теперь] о дорогах.\n", ["И.Ларин"]),
    "42 very short turns": (RU + "И.Ларин: Да?\nЕ.Громова: Да.\nИ.Ларин: Нет.\n", ["И.Ларин", "Е.Громова", "И.Ларин"]),
    "48 no-break and zero-width spaces": (
        RU + "И.\u00a0Ларин: В\u00a0мае.\nЛи\u00a0Вэй: \u200bДа.\n",
        ["И.\u00a0Ларин", "Ли\u00a0Вэй"],
    ),
    "49 stress marks": (RU + "Ли Личу\u0301нь: В бо\u0301льшую.\n", ["Ли Личу\u0301нь"]),
    "54 a paragraph in quotes": (RU + "И.Ларин: Цитирую.\n«Итог»: мост.\n[Порт Тверь]: мост.\n", ["И.Ларин"]),
    "55 a name broken from its colon": (
        EN + "Harbour Minister Ole Bang\n: Very good.\n",
        ["Harbour Minister Ole Bang"],
    ),
}


def labels(text):
    return [turn.attribution_text for turn in read(text.encode()).turns if turn.attribution_text]


def blocks(text, *kinds, name=""):
    return [(block.kind, block.text) for block in read(text.encode(), name).blocks if block.kind in kinds]


def doubts(text, name=""):
    return [doubt.rule for doubt in read(text.encode(), name).doubts]


class LabelDifficultyTests(TestCase):
    def test_labels_are_found_and_sentences_left_alone(self):
        for case, (text, expected) in LABELS.items():
            with self.subTest(case):
                self.assertEqual(labels(text), expected)

    def test_every_text_comes_back_and_its_notation_reads_the_same(self):
        for case, (text, _) in LABELS.items():
            with self.subTest(case):
                transcript = read(text.encode())
                self.assertEqual(write(transcript), text)
                self.assertEqual(read(write(transcript.without_layout()).encode()), transcript)

    def test_2_the_remark_is_not_the_name(self):
        turns = read((RU + "Ли Вэй: Да.\nЛи Вэй (как переведено): Нет.\n").encode()).turns
        self.assertEqual({turn.name for turn in turns}, {"Ли Вэй"})

    def test_6_a_voice_is_nobody(self):
        for label in ("Вопрос", "Głos z sali", "Zuruf", "Репліка", "Una voz", "Some hon. members"):
            self.assertTrue(is_voice(label), label)

    def test_18_the_card_is_kept_beside_the_label(self):
        block = read((RU + "И.Ларин Ларин Иван глава : Да.\n").encode()).blocks[-2]
        self.assertEqual((block.text, block.printed), ("И.Ларин", "И.Ларин Ларин Иван глава"))

    def test_28_a_roll_call_is_pointed_out_once(self):
        self.assertEqual(doubts(LABELS["28 a roll call"][0]).count("roll-call"), 1)


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

    def test_40_a_heading_that_is_the_word_of_a_tail_stays(self):
        text = EN + "Ole Bang: Yes.\nTopics\nKari Nilsen: We have two of them, as you know.\n"
        self.assertEqual(blocks(text, "furniture"), [])

    def test_41_two_pages_in_one_file_are_pointed_out(self):
        text = self.PAGE.rstrip("\n") + self.PAGE
        self.assertIn("several-events", doubts(text))
        self.assertEqual(read(text.encode()).turns[1].paragraphs, ("Yes.",))

    def test_52_marks_between_sentences(self):
        text = "Mr. BROWN. I rise.\n[[Page S12]]\nI go on.\n{time}  1045\nAnd on.\n0:07\nSo.\nMs. LEE. No.\n"
        self.assertEqual(read(text.encode()).turns[0].paragraphs, ("I rise.", "I go on.", "And on.", "So."))


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

    def test_51_short_paragraphs_are_not_joined(self):
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

    def test_53_one_line_without_names_is_pointed_out(self):
        self.assertIn("one-line", doubts("Мы начали это дело давно, и вот итог. " * 300))

    def test_47_a_text_is_the_same_in_every_encoding(self):
        text = LABELS["21 surname and initials"][0] + "Це є та сама мова, і вона для нас не чужа, але й не нова.\n" * 3
        for encoding in ("utf-8", "utf-16", "cp1251", "koi8-u"):
            with self.subTest(encoding):
                transcript = read(text.encode(encoding))
                self.assertEqual([turn.name for turn in transcript.turns][:2], ["ГОЛОВУЮЧИЙ", "КОВАЛЬ І.П."])

    def test_47_western_and_central_european_bytes(self):
        german = "Präsident Max Weber: Schön, daß wir für Sie da sind und nicht für die anderen.\n" * 5
        polish = "Marszałek: Proszę państwa, i to jest to, co się już stało, a nie to, że będzie.\n" * 5
        self.assertEqual(read(german.encode("cp1252")).encoding, "cp1252")
        self.assertEqual(read(polish.encode("cp1250")).turns[0].name, "Marszałek")
