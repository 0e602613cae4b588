"""What a document tells by itself of the people in it."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from speeches.models import Speaker

from .attributing import attribute_labels, attribute_text, rules


class DocumentTests(TestCase):
    def identity(self, label, *others, **header):
        return attribute_labels(label, *others, **header).identities[label]

    def assert_expanded(self, label, name, **header):
        identity = self.identity(label, **header)
        self.assertEqual((identity.name, identity.found_by), (name, "expanded"))

    def assert_as_printed(self, label, **header):
        identity = self.identity(label, **header)
        self.assertEqual((identity.name, identity.found_by), (label, "exact"))


class InitialsTests(DocumentTests):
    def test_a_name_in_another_case_is_put_into_the_nominative(self):
        self.assert_expanded("С.Ларин", "Сергей Ларин", title="Встреча с мэром Твери Сергеем Лариным")
        self.assert_expanded("Е.Полозова", "Елена Полозова", title="Беседа с Еленой Полозовой")
        self.assert_expanded("П.Воробьев", "Пётр Воробьев", summary="Вопрос задали Петру Воробьёву.")
        self.assert_expanded("Д.Сассе-Нгома", "Дени Сассе-Нгома", title="Встреча с Дени Сассе-Нгома")

    def test_its_sort_name_begins_with_the_surname(self):
        attribution = attribute_labels("С.Ларин", title="Встреча с Сергеем Лариным")
        (speaker,) = attribution.new
        self.assertEqual((speaker.name_ru, speaker.name_en, speaker.sort_name), ("Сергей Ларин", "", "Ларин, Сергей"))

    def test_a_patronymic_may_stand_between_or_behind(self):
        self.assert_expanded("С.Ларин", "Сергей Ларин", summary="Слово взял Сергей Семёнович Ларин.")
        self.assert_expanded("С.Ларин", "Сергей Ларин", summary="Слово дали Сергею Семёновичу Ларину.")
        self.assert_expanded("С.Ларин", "Сергей Ларин", summary="Ларин Сергей Семёнович, мэр")

    def test_headings_and_narrative_tell_too(self):
        self.assert_expanded("С.Ларин", "Сергей Ларин", heading="Выступление Сергея Ларина")
        text = "Встреча\n3 мая 2021 года\nМэра Сергея Ларина встретили у входа.\n* * *\nС.Ларин: Здравствуйте.\n"
        self.assertEqual(attribute_text(text).identities["С.Ларин"].name, "Сергей Ларин")

    def test_speeches_do_not_tell_for_they_are_about_people_who_are_not_there(self):
        text = "Встреча\n3 мая 2021 года\nА.Озеров: Сергей Ларин болен.\nС.Ларин: Это не обо мне.\n"
        self.assertEqual(attribute_text(text).identities["С.Ларин"].name, "С.Ларин")

    def test_a_hover_card_tells(self):
        page = """<!doctype html><html lang="ru"><body><article><h1>Встреча</h1><p>3 мая 2021 года</p>
        <p><b><a>С.Ларин<span class="tooltip">Ларин Сергей Семёнович мэр Твери</span></a>:</b> Добрый день.</p>
        <p><b>А.Озеров:</b> Здравствуйте.</p></article></body></html>"""
        self.assertEqual(attribute_text(page).identities["С.Ларин"].name, "Сергей Ларин")

    def test_a_box_that_points_elsewhere_does_not(self):
        box = "Смотрите также\nВстреча с Семёном Лариным\n2 мая 2020 года\n"
        text = f"Встреча\n3 мая 2021 года\nС.Ларин: Здравствуйте.\n{box}"
        self.assertEqual(attribute_text(text).identities["С.Ларин"].name, "С.Ларин")

    def test_a_longer_label_tells_before_or_after(self):
        attribution = attribute_labels("A. Rybin", "Alexei Rybin", language="en")
        self.assertEqual(attribution.identities["A. Rybin"].name, "Alexei Rybin")
        self.assertIs(attribution.speakers["A. Rybin"], attribution.speakers["Alexei Rybin"])

    def test_another_first_name_or_surname_tells_nothing(self):
        for title in (
            "Встреча с Олегом Лариным",
            "Встреча с Сергеем Лариновым",
            "Встреча с Сергеем Ларина",
            "Советник Ларин",
            "Сергей встретил Ларина",
            "Приехал Сергей. Ларин ждал",
            "Ларин и Сергей",
            "с.Ларин",
        ):
            with self.subTest(title):
                self.assert_as_printed("С.Ларин", title=title)

    def test_an_office_is_no_first_name(self):
        self.assert_as_printed("M. Rybin", title="Talks with Minister Rybin", language="en")
        self.assert_as_printed("М.Рыбин", title="Встреча с Министром Рыбиным")

    def test_a_mans_name_tells_nothing_of_a_woman(self):
        self.assert_as_printed("А.Ларина", title="Встреча с Александром Лариным")

    def test_two_first_names_with_one_initial_leave_the_label_as_printed(self):
        attribution = attribute_labels("А.Ларин", title="Алексей Ларин и Андрей Ларин встретились")
        self.assertEqual(str(attribution.speakers["А.Ларин"]), "А.Ларин")
        (doubt,) = attribution.doubts
        self.assertEqual(doubt.rule, "several-first-names")
        self.assertIn("Алексей Ларин, Андрей Ларин", doubt.message)

    def test_two_initials_and_two_letters(self):
        self.assert_expanded("V.K.Larina", "Valentina Larina", title="Talks with Valentina Larina", language="en")
        self.assert_expanded("Дж.Браун", "Джон Браун", title="Встреча с Джоном Брауном")
        self.assert_as_printed("Дж.Браун", title="Встреча с Дмитрием Брауном")

    def test_a_label_in_another_spelling_of_the_same_is_one_person(self):
        attribution = attribute_labels("С.Ларин", "С. Ларин", "С.\u00a0Ларин", "С.ЛАРИН")
        self.assertEqual(len(attribution.new), 1)
        self.assertEqual([name.name for name in attribution.names], ["С.Ларин"])


class SurnameTests(DocumentTests):
    def test_people_of_one_surname_are_never_merged(self):
        labels = ("А.Труханов", "Е.Труханова", "А.Лычкина", "Е.Лычкин", "Л.Лычкина")
        attribution = attribute_labels(*labels, title="Встреча с Александром Трухановым")
        self.assertEqual(len({id(speaker) for speaker in attribution.speakers.values()}), 5)
        self.assertEqual(attribution.identities["А.Труханов"].name, "Александр Труханов")
        self.assertEqual(attribution.identities["Е.Труханова"].name, "Е.Труханова")
        self.assertEqual(rules(attribution), [])

    surnames = st.sampled_from("Ларин Ларина Лорин Озеров Озерова Мороз Заяц Живаго".split())
    labels = st.lists(st.tuples(st.sampled_from("АЕСИ"), surnames), min_size=1, max_size=6, unique=True)

    @given(labels, st.lists(st.tuples(st.sampled_from(["Анна", "Егором", "Сергея", "Илья"]), surnames), max_size=4))
    def test_two_printed_surnames_are_never_one_speaker(self, labels, named):
        labels = [f"{initial}.{surname}" for initial, surname in labels]
        attribution = attribute_labels(*labels, title=", ".join(["Встреча", *map(" ".join, named)]))
        for label in labels:
            for other in labels:
                if label[2:] != other[2:] or label[0] != other[0]:
                    self.assertIsNot(attribution.speakers[label], attribution.speakers[other])


class OfficeTests(DocumentTests):
    def assert_office(self, label, role, name, *others, **header):
        identity = self.identity(label, *others, **{"language": "en", **header})
        self.assertEqual((identity.role, identity.name), (role, name))

    def test_a_short_label_tells_where_the_office_ends(self):
        self.assert_office("Mayor of Oslo Kari Nilsen", "Mayor of Oslo", "Kari Nilsen", "Kari Nilsen")
        self.assert_office(
            "Director of the Agency (AGE) John Z. Amis", "Director of the Agency (AGE)", "John Z. Amis", "John Z. Amis"
        )

    def test_a_line_of_the_header_tells_too(self):
        self.assert_office(
            "Minister of Sport Kari Holm", "Minister of Sport", "Kari Holm", title="Talks with Kari Holm"
        )
        self.assert_office(
            "Minister of Sport Kari Holm", "", "Minister of Sport Kari Holm", title="The Minister of Sport Kari Holm"
        )

    def test_the_words_of_the_office_tell_where_nothing_joins_another_to_it(self):
        self.assert_office("Bridgeworks Chairman Viktor Rybin", "Bridgeworks Chairman", "Viktor Rybin")
        self.assert_office("Presidential Press Secretary Anna Holm", "Presidential Press Secretary", "Anna Holm")
        self.assert_office("Secretary General Omar Nuri Said", "Secretary General", "Omar Nuri Said")
        self.assert_office("Poseł Jan Mazur", "Poseł", "Jan Mazur", language="pl")
        self.assert_office("Präsident Prof. Dr. Hans Weber", "Präsident Prof. Dr.", "Hans Weber", language="de")

    def test_a_russian_first_name_tells(self):
        self.assert_office("Министр спорта Михаил Рыбин", "Министр спорта", "Михаил Рыбин", language="ru")
        self.assert_office("Министр Пётр Ильич Рыбин", "Министр", "Пётр Ильич Рыбин", language="ru")

    def test_an_initial_tells(self):
        self.assert_office("Sr Lieutenant A. Rybin", "Sr Lieutenant", "A. Rybin")
        self.assert_office("Капитан И.Рыбин", "Капитан", "И.Рыбин", language="ru")
        self.assert_office("Капитан И.Рыбин", "Капитан", "Илья Рыбин", title="Встреча с Ильёй Рыбиным", language="ru")

    def test_the_name_may_stand_first(self):
        label = "Андрей Охотин, генеральный директор Центра управления"
        self.assert_office(label, "генеральный директор Центра управления", "Андрей Охотин", language="ru")

    def test_capitals_are_the_name_that_is_printed_elsewhere(self):
        label = "DEPUTY CHIEF OF STAFF AND PRESS SECRETARY ANNA HOLM"
        self.assert_office(label, "DEPUTY CHIEF OF STAFF AND PRESS SECRETARY", "Anna Holm", "Anna Holm")

    def test_blanks_in_it_are_plain(self):
        self.assert_office("Mayor of\u00a0Oslo Kari\u00a0Nilsen", "Mayor of Oslo", "Kari Nilsen", "Kari Nilsen")

    def test_a_longer_name_is_no_office_and_a_shorter_one(self):
        attribution = attribute_labels("Ann Maria Holm", "Maria Holm", language="en")
        self.assertIsNot(attribution.speakers["Ann Maria Holm"], attribution.speakers["Maria Holm"])
        self.assert_office("Alexander Van der Bell", "", "Alexander Van der Bell", "Van der Bell")
        self.assert_office("Omar El Nuri", "", "Omar El Nuri", "El Nuri")

    def test_without_any_sign_the_whole_label_is_the_name_and_a_doubt(self):
        for label in ("Minister of Foreign Affairs Lin Zhao", "Secretary of the General Council Lin Zhao"):
            attribution = attribute_labels("Anna Holm", label, language="en")
            self.assertEqual(str(attribution.speakers[label]), label)
            self.assertEqual(rules(attribution), ["office-unclear"])

    def test_a_surname_alone_keeps_its_office(self):
        identity = self.identity("Councillor Smith", language="en")
        self.assertEqual((identity.name, identity.role), ("Councillor Smith", "Councillor"))
        self.assertEqual(identity.sort_name, "Smith, Councillor")

    def test_a_courtesy_is_no_role(self):
        self.assert_office("Mr. Peter Stone", "", "Peter Stone")
        self.assert_office("Mr. STONE", "", "Mr. STONE")
        self.assert_office("Mr. KING", "", "Mr. KING")

    def test_an_office_without_a_name_is_a_voice_of_the_event(self):
        for label in ("Madam Speaker", "Marszałek", "The Clerk of the Committee", "O señor PRESIDENTE", "Модератор"):
            with self.subTest(label):
                attribution = attribute_labels(label)
                self.assertTrue(attribution.speakers[label].voice_of)
                self.assertEqual(attribution.identities[label].role, label)
                self.assertEqual((rules(attribution), attribution.names), (["office-alone"], []))

    def test_the_holder_in_parentheses_is_the_person(self):
        attribution = attribute_labels("The Chair (Mr. Peter Stone)", "The Chair")
        self.assertEqual(str(attribution.speakers["The Chair"]), "Peter Stone")
        self.assertEqual(attribution.identities["The Chair"].role, "The Chair")

    def test_two_holders_are_pointed_out(self):
        attribution = attribute_labels("O señor PRESIDENTE (Santos Vila)", "O señor PRESIDENTE (Souto Rey)")
        self.assertTrue(attribution.speakers["O señor PRESIDENTE"].voice_of)
        self.assertIn("Santos Vila, Souto Rey", attribution.doubts[0].message)

    def test_a_paper_in_parentheses_is_nobody(self):
        attribution = attribute_labels("Moderator (Radio Oslo)", language="en")
        self.assertTrue(attribution.speakers["Moderator"].voice_of)


class RunTogetherTests(DocumentTests):
    def test_words_run_together_are_parted_where_the_document_prints_them_apart(self):
        attribution = attribute_labels(
            "KariNilsen", "Kari Nilsen", "Minister-PresidentofBavariaKariNilsen", language="en"
        )
        self.assertEqual(len(attribution.new), 1)
        self.assertEqual(attribution.identities["KariNilsen"].name, "Kari Nilsen")
        self.assertEqual(self.identity("KariNilsen", title="Talks with Kari Nilsen").name, "Kari Nilsen")

    def test_elsewhere_they_stay_together(self):
        self.assertEqual(self.identity("KariNilsen", title="Talks with Kari Holm").name, "KariNilsen")
        self.assertEqual(self.identity("McDonald").name, "McDonald")


class SpellingTests(DocumentTests):
    def test_two_spellings_in_one_document_are_two_people_and_a_doubt(self):
        attribution = attribute_labels("Sergei Larin", "Sergey Larin", language="en")
        self.assertEqual(len(attribution.new), 2)
        (doubt,) = attribution.doubts
        self.assertEqual(doubt.rule, "similar-name")
        self.assertIn("another spelling of Sergei Larin", doubt.message)

    def test_a_doubt_names_the_line_of_the_first_such_turn(self):
        text = "Talks\nMay 3, 2021\nSergei Larin: Yes.\nAnna Holm: No.\nSergey Larin: Why?\nSergey Larin: So.\n"
        self.assertEqual([doubt.line for doubt in attribute_text(text).doubts], [5])


class VoiceTests(DocumentTests):
    def test_each_printed_voice_is_one_voice_of_the_event(self):
        attribution = attribute_labels("Вопрос", "Реплика", "Вопрос (из зала)", "Question from Izhevsk")
        self.assertEqual(len(attribution.new), 3)
        self.assertTrue(all(speaker.voice_of for speaker in attribution.new))
        self.assertEqual(attribution.names, [])


class AnythingTests(TestCase):
    @given(st.lists(st.text("АБвг.,()- ABcd’\u00a0", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=5))
    def test_any_label_has_a_speaker_or_a_doubt_and_nothing_is_written(self, labels):
        attribution = attribute_labels(*dict.fromkeys(labels), title="Встреча с Абвгом Бвгом")
        for name, speaker in attribution.speakers.items():
            self.assertTrue(speaker or attribution.doubts, name)
        self.assertFalse(Speaker.objects.exists())
