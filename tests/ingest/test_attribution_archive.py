"""Whom the archive knows: known names, known spellings, rivals for initials, and what is only suggested."""

from django.test import TestCase

from speeches.ingest.attribution import attribute
from speeches.models import Event, Speaker, SpeakerName
from speeches.transcripts import Header, Turn, compose

from .attributing import EDITOR, attribute_labels, make_person, rules


class ArchiveTests(TestCase):
    def assert_linked(self, label, speaker, found_by, **header):
        attribution = attribute_labels(label, **header)
        self.assertEqual(attribution.speakers[label], speaker)
        self.assertEqual(attribution.identities[label].found_by, found_by)
        return attribution

    def assert_left(self, label, rule, *people, **header):
        """The label has no speaker, and the doubt names the people."""
        attribution = attribute_labels(label, **header)
        self.assertIsNone(attribution.speakers[label])
        (doubt,) = attribution.doubts
        self.assertEqual(doubt.rule, rule)
        for person in people:
            self.assertIn(str(person), doubt.message)

    def assert_new(self, label, name, **header):
        attribution = attribute_labels(label, **header)
        self.assertEqual(str(attribution.speakers[label]), name)
        self.assertEqual(attribution.new, [attribution.speakers[label]])
        return attribution


class KnownNameTests(ArchiveTests):
    def test_a_name_is_found_however_it_is_typed(self):
        speaker = make_person("Пётр Воробьёв")
        for label in ("Пётр Воробьёв", "Петр Воробьев", "ПЁТР\u00a0ВОРОБЬЁВ", "Пётр Воробьёв (как переведено)"):
            with self.subTest(label):
                name = label.split(" (")[0]
                attribution = attribute_labels(label)
                self.assertEqual(attribution.speakers[name], speaker)
                self.assertEqual((attribution.identities[name].found_by, attribution.names), ("exact", []))

    def test_a_known_spelling_is_found_as_such(self):
        speaker = make_person("Karin Nilsen", "Kari Nilsen")
        self.assert_linked("Kari Nilsen", speaker, "alias", language="en")

    def test_an_expanded_name_is_found_and_its_label_remembered(self):
        speaker = make_person("Сергей Ларин")
        attribution = self.assert_linked("С.Ларин", speaker, "expanded", title="Встреча с Сергеем Лариным")
        self.assertEqual([(name.name, name.learned_from) for name in attribution.names], [("С.Ларин", "printed")])

    def test_an_office_before_a_known_name_is_the_role(self):
        speaker = make_person("Armen Sarkis")
        attribution = self.assert_linked("Prime Minister of Urartu Armen Sarkis", speaker, "exact", language="en")
        self.assertEqual(
            attribution.identities["Prime Minister of Urartu Armen Sarkis"].role, "Prime Minister of Urartu"
        )
        self.assertEqual(rules(attribution), [])
        self.assert_linked("DEPUTY HEAD OF THE OFFICE ARMEN SARKIS", speaker, "exact", language="en")

    def test_a_name_that_ends_in_a_known_one_is_another_person(self):
        make_person("Maria Holm")
        self.assert_new("Ann Maria Holm", "Ann Maria Holm", language="en")

    def test_a_whole_label_that_an_editor_taught_is_found(self):
        speaker = make_person("Jane Smith", "Councillor Smith", learned_from=EDITOR)
        attribution = self.assert_linked("Councillor Smith", speaker, "alias", language="en")
        self.assertEqual(attribution.identities["Councillor Smith"].role, "Councillor")

    def test_a_voice_of_another_event_is_nobody_here(self):
        here, elsewhere = Event.objects.create(title="Встреча"), Event.objects.create(title="Другая")
        for event in (here, elsewhere):
            Speaker.objects.create(name_ru="Вопрос", voice_of=event)
        turns = [Turn("Вопрос", ("Почему?",)), Turn("Реплика", ("Да.",)), Turn("Вопрос (из зала)", ("Когда?",))]
        attribution = attribute(compose(Header(title="Встреча", language="ru"), turns), here)
        self.assertEqual(attribution.speakers["Вопрос"], here.voices.get())
        self.assertEqual([str(voice) for voice in attribution.new], ["Реплика"])


class InitialsTests(ArchiveTests):
    def test_a_known_spelling_that_leads_to_one_person_is_linked(self):
        speaker = make_person("Сергей Ларин", "С.Ларин")
        self.assert_linked("С. Ларин", speaker, "alias")

    def test_a_second_person_whom_the_initials_fit_makes_it_a_doubt(self):
        first, second = make_person("Сергей Ларин", "С.Ларин"), make_person("Степан Ларин")
        self.assert_left("С.Ларин", "several-people", first, second)

    def test_even_where_an_editor_taught_the_spelling(self):
        first = make_person("Сергей Ларин", "С.Ларин", learned_from=EDITOR)
        second = make_person("Степан Петрович Ларин")
        self.assert_left("С.Ларин", "several-people", first, second)

    def test_others_of_that_surname_are_no_rivals(self):
        speaker = make_person("Сергей Ларин", "С.Ларин")
        for name in ("Пётр Ларин", "Светлана Ларина", "Сергей Ларионов"):
            make_person(name)
        self.assert_linked("С.Ларин", speaker, "alias")

    def test_two_letters_of_the_first_name_tell_rivals_apart(self):
        speaker = make_person("Джон Браун", "Дж.Браун")
        make_person("Дмитрий Браун")
        self.assert_linked("Дж.Браун", speaker, "alias")

    def test_initials_that_fit_without_a_known_spelling_are_a_suggestion(self):
        speaker = make_person("Сергей Ларин")
        self.assert_left("С.Ларин", "fitting-initials", speaker)

    def test_the_header_outweighs_a_known_spelling(self):
        make_person("Сергей Ларин", "С.Ларин", learned_from=EDITOR)
        self.assert_new("С.Ларин", "Степан Ларин", title="Встреча со Степаном Лариным")

    def test_a_person_known_by_initials_alone_gets_the_name_from_the_header_with_a_doubt(self):
        speaker = make_person("С.Ларин")
        attribution = self.assert_linked("С.Ларин", speaker, "exact", title="Встреча с Сергеем Лариным")
        self.assertEqual(rules(attribution), ["named-in-full"])
        self.assertEqual([name.name for name in attribution.names], ["Сергей Ларин"])

    def test_but_not_a_second_one(self):
        make_person("С.Ларин", "Сергей Ларин")
        self.assert_new("С.Ларин", "Степан Ларин", title="Встреча со Степаном Лариным")

    def test_two_people_in_the_header_are_not_resolved_by_what_is_known(self):
        make_person("Алексей Ларин", "А.Ларин")
        self.assert_left("А.Ларин", "several-first-names", title="Алексей Ларин и Андрей Ларин встретились")

    def test_an_editors_spelling_outweighs_an_imports(self):
        make_person("С.Ларин")
        speaker = make_person("Сергей Ларин", "С.Ларин", learned_from=EDITOR)
        self.assert_linked("С.Ларин", speaker, "alias")


class SuggestionTests(ArchiveTests):
    def test_a_misprint_is_never_merged_but_pointed_out(self):
        for known, label in (
            ("Владимир Озеров", "Владимр Озеров"),
            ("Mohammed Nuri", "Mohamed Nuri"),
            ("Илья Ларин", "Ilya Larin"),
        ):
            with self.subTest(label):
                speaker = make_person(known)
                attribution = self.assert_new(label, label)
                self.assertEqual(rules(attribution), ["similar-name"])
                self.assertIn(str(speaker), attribution.doubts[0].message)

    def test_words_run_together_are_left_to_an_editor(self):
        speaker = make_person("Kari Nilsen")
        self.assert_left("KariNilsen", "run-together", speaker, language="en")

    def test_people_of_one_surname_are_not_taken_for_misprints(self):
        for name in ("А.Лагунова", "Е.Лагунов", "Александр Ларин"):
            make_person(name)
        attribution = attribute_labels("Л.Лагунова", "Е.Лагунова", "Александра Ларина")
        self.assertEqual((len(attribution.new), rules(attribution)), (3, []))

    def test_a_person_of_the_same_name_twice_is_left_to_an_editor(self):
        first, second = make_person("Анна Озерова"), make_person("Анна Озерова", "Анна Петровна Озерова")
        self.assert_left("Анна Озерова", "several-people", first, second)


class CostTests(ArchiveTests):
    @classmethod
    def setUpTestData(cls):
        people = [Speaker(name_ru=f"Имя{number} Озеров{number}", slug=f"p-{number}") for number in range(40)]
        for speaker in people:
            speaker.derive()
        Speaker.objects.bulk_create(people)
        names = [SpeakerName(speaker=speaker, name=speaker.name_ru) for speaker in people]
        for name in names:
            name.derive()
        SpeakerName.objects.bulk_create(names)

    def test_thirty_labels_cost_what_three_do(self):
        for number in (3, 30):
            labels = [f"Имя{place} Озеров{place}" for place in range(number)]
            labels += [f"Mayor of Oslo Kari Nilsen{letter}" for letter in "abcdefghij"[: number // 3]]
            with self.subTest(number), self.assertNumQueries(2):
                attribute_labels(*labels, "Вопрос", "А.Ларин", title="Встреча с Анной Лариной")

    def test_thousands_of_labels_are_asked_in_parts(self):
        labels = [f"Лицо{number} Ветлугин{number}" for number in range(6_000)]
        with self.assertNumQueries(2):
            attribution = attribute_labels(*labels)
        self.assertEqual(len(attribution.new), 6_000)


class SurnameTests(TestCase):
    def test_a_surname_of_two_who_speak_in_the_text_is_nobodys_and_both_are_offered(self):
        for other in ("Анна Иванова", "Анна Иванов"):
            with self.subTest(other):
                found = attribute_labels("Иванов", "Пётр Иванов", other)
                self.assertIsNone(found.speakers["Иванов"])
                self.assertEqual(rules(found), ["shared-surname"])
                self.assertEqual([str(each) for each in found.choices["Иванов"]], sorted([other, "Пётр Иванов"]))
                self.assertEqual(len(found.new), 2)

    def test_a_surname_of_two_whom_the_archive_knows_is_nobodys(self):
        people = {make_person("Пётр Иванов"), make_person("Анна Иванов")}
        found = attribute_labels("Иванов")
        self.assertIsNone(found.speakers["Иванов"])
        self.assertEqual(set(found.choices["Иванов"]), people)

    def test_a_surname_that_one_has_or_nobody_is_taken_as_it_was(self):
        make_person("Пётр Иванов")
        self.assertEqual(rules(attribute_labels("Иванов")), [])
        self.assertEqual(rules(attribute_labels("Сидоров")), [])
