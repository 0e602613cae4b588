"""What an editor corrects is known at the next import: from the first file to the second, through the desk."""

from django.test import TestCase
from django.urls import reverse

from speeches.ingest import import_bytes
from speeches.models import Speaker, SpeakerName, Utterance

from .rows import form_data, make_speaker, make_user, url

MEETING = """Совещание о дорогах
{day} октября 2024 года
Тверь
{label}: Начнём.
П.Озеров: Начнём.
{label}: Закончим.
"""
EDITOR, PRINTED = SpeakerName.LearnedFrom.EDITOR, SpeakerName.LearnedFrom.PRINTED


class LearningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("anna", group="Editors")
        cls.right = make_speaker("Владимир Ларин")

    def setUp(self):
        self.client.force_login(self.editor)

    def import_with(self, label, day):
        return import_bytes(MEETING.format(label=label, day=day).encode(), f"{day}.txt").event.utterances.all()

    def give(self, turn, speaker):
        """Choose a turn's speaker at the desk, as an editor does."""
        page = url("change", turn)
        data = {**form_data(self.client.get(page)), "speaker": speaker.pk if speaker else ""}
        self.assertEqual(self.client.post(page, data).status_code, 302)

    def spelling(self, speaker, name):
        return list(speaker.names.filter(name=name).values_list("learned_from", flat=True))

    def test_a_misprint_that_was_corrected_once_is_linked_in_the_next_file(self):
        first, _, last = self.import_with("Владимр Ларин", 5)
        wrong = first.speaker
        self.assertEqual(wrong.name_ru, "Владимр Ларин")
        self.give(first, self.right)
        self.assertEqual(self.spelling(self.right, "Владимр Ларин"), [EDITOR])
        self.assertEqual(self.spelling(wrong, "Владимр Ларин"), [PRINTED], "Another turn has it still.")
        turn = self.import_with("Владимр Ларин", 6)[0]
        self.assertEqual((turn.speaker, turn.found_by), (self.right, Utterance.FoundBy.ALIAS))
        self.give(last, self.right)
        self.assertEqual(self.spelling(wrong, "Владимр Ларин"), [])

    def test_initials_that_were_left_open_are_linked_in_the_next_file(self):
        turn = self.import_with("В.Ларин", 5)[0]
        self.assertIsNone(turn.speaker)
        self.give(turn, self.right)
        turn = self.import_with("В. Ларин", 6)[0]
        self.assertEqual((turn.speaker, turn.found_by), (self.right, Utterance.FoundBy.ALIAS))

    def test_words_run_together_are_linked_in_the_next_file(self):
        self.right.name_en = "Vladimir Larin"
        self.right.save()
        self.right.remember_names()
        turn = self.import_with("VladimirLarin", 5)[0]
        self.assertIsNone(turn.speaker)
        self.give(turn, self.right)
        self.assertEqual(self.import_with("VladimirLarin", 6)[0].speaker, self.right)

    def test_a_surname_with_an_office_is_linked_in_the_next_file(self):
        self.give(self.import_with("Councillor Larin", 5)[0], self.right)
        turn = self.import_with("Councillor Larin", 6)[0]
        self.assertEqual((turn.speaker, turn.role, turn.found_by), (self.right, "Councillor", Utterance.FoundBy.ALIAS))

    def test_a_turn_of_another_does_not_give_away_a_known_label(self):
        self.give(self.import_with("В.Ларин", 5)[0], self.right)
        other = Speaker.objects.get(name_ru="П.Озеров")
        turn = self.import_with("В.Ларин", 6)[0]
        self.give(turn, other)
        self.assertEqual(self.spelling(other, "В.Ларин"), [])
        self.assertEqual(self.import_with("В.Ларин", 7)[0].speaker, self.right)

    def test_neither_does_a_full_name_that_is_somebodys_elsewhere(self):
        for day in (5, 6):
            turn = self.import_with("Мария Полозова", day)[0]
        self.give(turn, self.right)
        self.assertEqual(self.spelling(self.right, "Мария Полозова"), [])

    def test_initials_of_two_people_are_asked_about_whatever_was_learned(self):
        make_speaker("Виктор Ларин")
        turn = self.import_with("В.Ларин", 5)[0]
        self.give(turn, self.right)
        self.assertEqual(self.spelling(self.right, "В.Ларин"), [EDITOR])
        self.assertIsNone(self.import_with("В.Ларин", 6)[0].speaker)

    def test_a_voice_teaches_nothing(self):
        for label, day in (("Вопрос", 5), ("Madam Speaker", 7)):
            with self.subTest(label):
                self.give(self.import_with(label, day)[0], self.right)
                self.assertEqual(self.spelling(self.right, label), [])
                self.assertTrue(self.import_with(label, day + 1)[0].speaker.is_voice)

    def test_a_correction_that_is_corrected_is_unlearned(self):
        other = make_speaker("Пётр Ларин")
        turn = self.import_with("Доцент Ларин", 5)[0]
        self.give(turn, self.right)
        turn.refresh_from_db()
        self.give(turn, other)
        self.assertEqual(self.spelling(self.right, "Доцент Ларин"), [])
        self.assertEqual(self.spelling(other, "Доцент Ларин"), [EDITOR])

    def test_a_correction_that_is_taken_back_is_unlearned(self):
        turn = self.import_with("Доцент Ларин", 5)[0]
        self.give(turn, self.right)
        baseline = turn.history.last()
        page = reverse("admin:speeches_utterance_simple_history", args=[turn.pk, baseline.history_id])
        self.client.post(page, form_data(self.client.get(page)))
        turn.refresh_from_db()
        self.assertEqual(turn.speaker.name_ru, "Доцент Ларин")
        self.assertEqual(self.spelling(self.right, "Доцент Ларин"), [])

    def test_a_name_of_ones_own_is_never_unlearned_with_a_correction(self):
        turn, _, last = self.import_with("Владимир Ларин", 5)
        last.delete()
        self.assertEqual(turn.speaker, self.right)
        other = make_speaker("Пётр Ларин")
        for speaker in (other, self.right, other):
            self.give(turn, speaker)
            self.assertEqual(self.spelling(self.right, "Владимир Ларин"), [EDITOR])
            self.assertEqual(self.spelling(other, "Владимир Ларин"), [])

    def test_a_spelling_that_an_editor_struck_out_is_not_learned_from_the_same_turn_again(self):
        turn = self.import_with("Доцент Ларин", 5)[0]
        self.give(turn, self.right)
        self.right.names.filter(name="Доцент Ларин").delete()
        page = url("change", turn)
        self.client.post(page, {**form_data(self.client.get(page)), "text": "Продолжим."})
        self.assertEqual(self.spelling(self.right, "Доцент Ларин"), [])

    def test_the_page_of_a_speaker_says_how_each_name_was_learned(self):
        self.import_with("Владимир Ларин", 5)
        SpeakerName.objects.create(speaker=self.right, name="ВладимирЛарин", language="ru")
        page = self.client.get(url("change", self.right))
        self.assertContains(page, "<p>подпись в стенограмме</p>", count=1, html=True)
        self.assertContains(page, "<p>редакция</p>", count=1, html=True)

    def test_what_an_editor_writes_on_the_page_counts_as_an_editors(self):
        page = url("change", self.right)
        data = {**form_data(self.client.get(page)), "names-1-name": "В. В. Ларин", "names-1-language": "ru"}
        self.assertEqual(self.client.post(page, data).status_code, 302)
        self.assertEqual(self.spelling(self.right, "В. В. Ларин"), [EDITOR])
