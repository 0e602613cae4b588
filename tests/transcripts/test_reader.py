"""What the reader makes of the ordinary troubles of transcripts."""

import datetime
from unittest import TestCase

from speeches.transcripts import TranscriptError, read, spans, write
from speeches.transcripts.dates import parse_moment, parse_stamp, print_moment
from speeches.transcripts.labels import classification_of, delivery_of, is_voice, name_of

HEAD = "Совещание\n5 октября 2024 года\nТверь\n"


def labels(body, head=HEAD, **options):
    transcript = read((head + body).encode(), **options)
    return [turn.attribution_text for turn in transcript.turns if turn.attribution_text]


class LabelTests(TestCase):
    def test_what_is_a_label(self):
        for label in (
            "В.Путин",
            "В. К. Иванов",
            "Д.Сассу-Нгессо",
            "М.Диас-Канель Бермудес (как переведено)",
            "Патриарх Кирилл",
            "Тамим Бен Хамад Аль Тани (как переведено)",
            "Вопрос",
            "Реплика",
            "Question (Vladivostok)",
            "Question from Izhevsk",
            "President of Russia Vladimir Putin",
            "Deputy Prime Minister and Head of the Government Office Anna Brown (retranslated)",
            "Andrei Okhlopkov, General Director of the Centre for Ground-Based Infrastructure",
            "Alexander Van der Bellen",
            "Bashar al-Assad",
            "Vladimir Putin (answering Anna Lee, Chair of the Assembly: a guest)",
            "PRESIDENT GEORGE W. BUSH",
        ):
            with self.subTest(label):
                self.assertEqual(labels(f"{label}: Да.\n"), [label])

    def test_what_is_speech(self):
        for sentence in (
            "Подчеркну: сроки прежние.",
            "Второе: деньги есть.",
            "Пример нашего города: мост.",
            "Владимир Владимирович, большая просьба: помогите.",
            "I repeat: no.",
            "My question is: when?",
            "One more thing: the bridge.",
            "Contact telephone numbers: 2-12-85.",
            "Он сказал так: да.",
            "«Итог»: мост стоит.",
            "Начало в 12:30 или позже: решим.",
        ):
            with self.subTest(sentence):
                self.assertEqual(labels(f"И.Ларин: Начнём.\n{sentence}\n"), ["И.Ларин"])

    def test_one_capitalised_word_is_a_label_when_it_recurs(self):
        self.assertEqual(labels("Brokaw: One.\nObama: Two.\nBrokaw: Three.\nObama: Four.\n"), ["Brokaw", "Obama"] * 2)

    def test_one_capitalised_word_once_is_speech_and_a_doubt(self):
        transcript = read((HEAD + "И.Ларин: Начнём.\nПевцов: я согласен.\n").encode())
        self.assertEqual(len(transcript.turns), 1)
        self.assertEqual([(doubt.line, doubt.rule) for doubt in transcript.doubts], [(5, "lone-word")])

    def test_a_known_name_is_a_label(self):
        self.assertEqual(
            labels("И.Ларин: Начнём.\nПевцов: я согласен.\n", known_names=frozenset({"Певцов"})), ["И.Ларин", "Певцов"]
        )

    def test_a_label_may_stand_alone_above_its_words(self):
        turns = read((HEAD + "И.Ларин:\nНачнём.\n").encode()).turns
        self.assertEqual([(turn.name, turn.paragraphs) for turn in turns], [("И.Ларин", ("Начнём.",))])

    def test_the_name_is_the_label_without_its_remark(self):
        self.assertEqual(name_of("Си Цзиньпин (как переведено)"), "Си Цзиньпин")
        self.assertEqual(name_of("Volunteer (passes a paper (a letter) on)"), "Volunteer")
        self.assertEqual(name_of("(из зала)"), "(из зала)")

    def test_a_remark_tells_the_delivery(self):
        self.assertEqual(delivery_of("Ван И (как переведено)"), "interpreted")
        self.assertEqual(delivery_of("Wang Yi (Re-translated from Chinese)"), "interpreted")
        self.assertEqual(delivery_of("В.Путин (обращаясь к залу)"), "original")
        self.assertEqual(delivery_of("Как переведено"), "original")

    def test_a_label_tells_question_and_voice(self):
        self.assertEqual(classification_of("Вопрос"), "question")
        self.assertEqual(classification_of("Question from Izhevsk"), "question")
        self.assertEqual(classification_of("В.Путин"), "speech")
        self.assertTrue(is_voice("Реплика") and is_voice("Voice from the audience"))
        self.assertFalse(is_voice("Вопросов В.В.") or is_voice("Questionnaire"))


class HeaderTests(TestCase):
    def header(self, text):
        return read(text.encode()).header

    def test_time_on_a_line_of_its_own(self):
        header = self.header("Meeting\nLead.\nMarch 2, 2016\n18:40\nThe Kremlin, Moscow\nJohn Brown: Yes.")
        self.assertEqual((header.start_date, header.start_time), (datetime.date(2016, 3, 2), datetime.time(18, 40)))
        self.assertEqual((header.title, header.summary, header.place), ("Meeting", "Lead.", "The Kremlin, Moscow"))

    def test_a_sentence_after_the_date_is_no_place(self):
        transcript = read(b"Meeting\nMarch 2, 2016\nThe guests saw the garden.\nJohn Brown: Yes.")
        self.assertEqual((transcript.header.place, transcript.turns[0].classification), ("", "narrative"))

    def test_whatever_blank_stands_before_a_date_on_its_line_is_layout(self):
        transcript = read("Київ, Anna Berg\t5 мая 2020 года\n".encode())
        self.assertEqual([block.text for block in transcript.blocks], ["Київ, Anna Berg", "5 мая 2020 года"])

    def test_a_text_may_have_no_header_at_all(self):
        header = self.header("Tom Brown: Good evening.\nAnna Lee: Good evening.")
        self.assertEqual((header.title, header.start_date, header.place), ("", None, ""))

    def test_a_title_with_a_colon_above_its_date_is_no_label(self):
        transcript = read(b"City Council: regular meeting\n2014-04-30 09:35\nChamber\nMadam Speaker: Order!")
        self.assertEqual(transcript.header.title, "City Council: regular meeting")
        self.assertEqual([turn.name for turn in transcript.turns], ["Madam Speaker"])

    def test_the_language_is_told_from_the_words(self):
        self.assertEqual(self.header("Мы начнём с того, что было в мае, и не только.").language, "ru")
        self.assertEqual(self.header("We will begin with what was said in the hall.").language, "en")
        self.assertEqual(self.header("Proszę państwa, otwieram drugą część posiedzenia.").language, "pl")
        self.assertEqual(self.header("Bonan tagon, karaj amikoj, hodiaŭ ni parolos.").language, "und")


class DateTests(TestCase):
    def test_what_is_a_date(self):
        for text, moment in {
            "4 февраля 2026 года 12:25": (2026, 2, 4, 12, 25),
            "Четверг, 5 марта 2020 г. 19:00": (2020, 3, 5, 19, 0),
            "12\u00a0мая 2005": (2005, 5, 12),
            "4 ФЕВРАЛЯ 2026 года": (2026, 2, 4),
            "Tuesday, July 12, 2005": (2005, 7, 12),
            "January 11, 2020 18:35": (2020, 1, 11, 18, 35),
            "11 January 2020, 18.35": (2020, 1, 11, 18, 35),
            "2012-12-20T12:20": (2012, 12, 20, 12, 20),
            "12.05.2005 9:05": (2005, 5, 12, 9, 5),
        }.items():
            with self.subTest(text):
                date, time = parse_moment(text)
                self.assertEqual(date, datetime.date(*moment[:3]))
                self.assertEqual(time, datetime.time(*moment[3:]) if moment[3:] else None)

    def test_what_is_none(self):
        for text in (
            "32 февраля 2026 года",
            "112 мая 2005",
            "29 февраля 2025",
            "5 брюмера 1799",
            "мая 2005",
            "4.13.2020",
        ):
            with self.subTest(text):
                self.assertIsNone(parse_moment(text))

    def test_a_stamp(self):
        self.assertEqual(parse_stamp("19:04 04.02.2026"), datetime.datetime(2026, 2, 4, 19, 4))
        self.assertIsNone(parse_stamp("19:04 31.02.2026"))
        self.assertIsNone(parse_stamp("04.02.2026"))

    def test_a_printed_date_is_read_back(self):
        for day in (datetime.date(2026, 2, 4), datetime.date(1, 1, 1), datetime.date(9999, 12, 31)):
            for language in ("ru", "en", "de"):
                with self.subTest(day=day, language=language):
                    self.assertEqual(parse_moment(print_moment(day, datetime.time(0, 5), language))[0], day)


class DecodingTests(TestCase):
    TEXT = HEAD + "И.Ларин: Начнём. Ёж, «съешь ещё этих мягких булок» — да выпей чаю.\n" * 4

    def test_encodings_are_told_and_give_the_bytes_back(self):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"):
            data = self.TEXT.encode(encoding, "replace")
            with self.subTest(encoding):
                transcript = read(data)
                self.assertEqual(write(transcript).encode(transcript.encoding), data)
                self.assertEqual(transcript.header.title, "Совещание")

    def test_line_ends_are_kept(self):
        for end in ("\n", "\r\n", "\r"):
            data = self.TEXT.replace("\n", end).encode()
            with self.subTest(repr(end)):
                transcript = read(data)
                self.assertEqual(write(transcript).encode(), data)
                self.assertEqual(transcript.turns[1].line, 5)

    def test_what_is_no_text_is_refused_with_its_line(self):
        for data, message in {
            b"": "There is no text in it. Give another file, or take this one away.",
            b" \n\t\r\n": "There is no text in it. Give another file, or take this one away.",
            b"One\nTwo\0": "line 2: There is a NUL byte: this is no text file.",
            b"\xff\xfeA": "line 1: The byte order mark says utf-16-le",
            "Начнём, друзья.\n".encode() * 3 + b"\xd0\n": "line 4: The byte 0xd0 is not UTF-8",
        }.items():
            with self.subTest(data[:12]), self.assertRaises(TranscriptError) as caught:
                read(data)
            self.assertIn(message, str(caught.exception))


class SpanTests(TestCase):
    def found(self, text):
        return [(span.kind, text[span.start : span.end]) for span in spans(text)]

    def test_what_an_editor_put_in(self):
        self.assertEqual(self.found("А [когда] с ним встречаетесь?"), [("insertion", "[когда]")])
        self.assertEqual(self.found("Да <…> и [...] нет."), [("omission", "<…>"), ("omission", "[...]")])
        self.assertEqual(self.found("(Аплодисменты.) Итак."), [("direction", "(Аплодисменты.)")])

    def test_what_the_speaker_said_in_brackets(self):
        self.assertEqual(self.found("Рост (на 5 процентов) и спад (в мае)."), [])
        self.assertEqual(self.found("Индекс a[i и (Незакрытая."), [])
