"""An event edited as text: nothing, each kind of act, tags, speakers, the header, what readers are told."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.ingest import import_bytes
from speeches.ingest.archive.making import make_archive
from speeches.ingest.editing import edit_text, plan_edit, text_of
from speeches.models import Change, Conflict, Event, Redirect, Utterance, revise
from speeches.transcripts import TranscriptError
from tests import seed
from tests.ingest.editing.rows import ANSWER, CLOSING, HEAD, OPENING, QUESTION, EditingTestCase
from tests.make import make_event, make_speaker, make_tag, make_turn

HALF = ANSWER.index(", если зима")


class RoundTripTests(TestCase):
    def check(self, event):
        text = text_of(event)
        for typed in (text, text.replace("\n", "\r\n"), f"\n{text.rstrip()}"):
            edit = plan_edit(event, typed)
            self.assertTrue(edit.changes_nothing, [event.title, edit.passages])
        before = Event.objects.get(pk=event.pk).version
        edit_text(event, text, reason="nothing")
        self.assertEqual(Event.objects.get(pk=event.pk).version, before)

    def test_the_seed_read_back_is_no_change(self):
        self.check(import_bytes(seed.BYTES, "seed.txt").event)

    def test_a_made_archive_read_back_is_no_change(self):
        make_archive(30, seed=5)
        for event in Event.objects.all():
            self.check(event)

    def test_what_a_form_lets_pass_is_no_change(self):
        event = make_event(summary="Одно.\n\nДругое.", start_time=datetime.time(10, 0, 30), turns=1)
        event.refresh_from_db()
        self.check(event)

    def test_all_that_a_row_can_be_comes_back(self):
        event = make_event("Встреча: вопросы и ответы", language="de")
        make_turn(event, "Да: нет.", attribution_text="А.Сидоров", heading="О дорогах\nДалее")
        make_turn(event, "(Смех.)", classification="scene")
        make_turn(event, "Итак: дальше.\n{scene} не сцена\n\\ и это", continues=True)
        make_turn(event, "Guten Tag.", attribution_text="М.Вебер", language="ru", delivery="interpreted")
        make_turn(event, "Все встали.\nИ сели.", classification="narrative")
        make_turn(event, "", attribution_text="Вопрос", classification="question")
        self.check(event)

    def test_an_event_without_turns_is_read_back_too(self):
        self.check(make_event("Краткое сообщение", summary="Что случилось."))


class KindsOfEditTests(EditingTestCase):
    def test_a_word_is_changed_and_the_reference_stays(self):
        refs = self.refs()
        edit = self.edit("В мае", "В июне")
        self.assertEqual(edit.counts, {"edited": 1})
        self.assertEqual(self.refs(), refs)
        self.answer.refresh_from_db()
        self.assertTrue(self.answer.text.startswith("В июне"))

    def test_the_plan_writes_nothing(self):
        plan = self.plan("В мае", "В июне")
        self.assertEqual([(p.act, p.line) for p in plan.passages], [("edited", 10)])
        self.assertIn("В июне", plan.passages[0].after)
        self.assertEqual((self.event.version, text_of(Event.objects.get())), (1, self.text))

    def test_a_turn_is_split_and_its_tags_stay_on_the_first_part(self):
        self.answer.tags.add(make_tag())
        parts = f"{ANSWER[:HALF]}.\n\nВопрос: А если раньше?\n\nП.Озеров: Посмотрим{ANSWER[HALF:]}"
        edit = self.edit(ANSWER, parts)
        self.assertEqual(edit.counts, {"split": 1, "added": 1})
        self.assertEqual([doubt.rule for doubt in edit.notices], ["tags-stay"])
        first, between, second = self.event.utterances.order_by("position")[2:5]
        self.assertEqual((first.ref, first.tags.count(), second.tags.count()), (self.answer.ref, 1, 0))
        self.assertEqual((second.speaker, between.speaker), (self.answer.speaker, self.question.speaker))

    def test_a_part_keeps_the_speaker_whom_an_editor_chose_for_the_whole(self):
        anna = make_speaker()
        Utterance.objects.filter(pk=self.answer.pk).update(speaker=anna, found_by="editor")
        self.edit(ANSWER, f"{ANSWER[:HALF]}.\n\nП.Озеров: Посмотрим{ANSWER[HALF:]}")
        self.assertEqual([row.speaker for row in self.event.utterances.all()[2:4]], [anna, anna])

    def test_turns_are_joined_tags_united_and_the_address_leads_on(self):
        first, second = make_tag("Дороги"), make_tag("Мосты")
        self.opening.tags.add(first)
        self.question.tags.add(second)
        edit = self.edit(f"\n\n{QUESTION}", f"\n{QUESTION.partition(': ')[2]}")
        self.assertEqual(edit.counts, {"joined": 1})
        self.assertEqual(set(self.opening.tags.all()), {first, second})
        self.assertEqual(self.refs(), [self.opening.ref, self.answer.ref, self.closing.ref])
        self.assertEqual(self.answers(self.question.ref), (301, f"/u/{self.opening.ref}/"))

    def test_a_turn_is_moved(self):
        text = self.text.replace(f"\n{CLOSING}\n", "").replace(OPENING, f"{CLOSING}\n\n{OPENING}")
        edit = edit_text(self.event, text)
        self.assertEqual(edit.counts, {"moved": 1})
        self.assertEqual(self.refs(), [row.ref for row in (self.closing, self.opening, self.question, self.answer)])

    def test_a_deleted_turn_is_gone_and_the_editor_is_told_of_its_tags(self):
        self.question.tags.add(make_tag())
        plan = self.plan(f"\n{QUESTION}\n", "")
        self.assertEqual([(doubt.rule, doubt.line) for doubt in plan.notices], [("tags-go", 8)])
        edit = self.edit(f"\n{QUESTION}\n", "")
        self.assertEqual(edit.counts, {"deleted": 1})
        self.assertEqual(self.answers(self.question.ref)[0], 410)

    def test_a_deleted_turn_of_a_draft_leaves_no_tombstone(self):
        Change.objects.all().delete()
        Event.objects.update(status="draft")
        self.edit(f"\n{QUESTION}\n", "")
        self.assertFalse(Redirect.objects.exists())

    def test_a_turn_is_added_under_a_known_label(self):
        edit = self.edit(CLOSING, f"{CLOSING}\n\nП.Озеров: Спасибо всем, кто работал над этим планом.")
        self.assertEqual(edit.counts, {"added": 1})
        self.assertEqual(self.event.utterances.last().speaker, self.opening.speaker)

    def test_what_a_mark_says_is_changed(self):
        self.edit("А.Лугова: Средства", "А.Лугова {read}: Средства")
        self.closing.refresh_from_db()
        self.assertEqual(self.closing.delivery, "read")

    def test_many_acts_at_once(self):
        text = self.text.replace("В мае", "В июне").replace(f"\n{QUESTION}\n", "")
        text = text.replace("А.Лугова: Средства", "А.Лугова: Да, средства") + "\n(Аплодисменты.)\n"
        edit = edit_text(self.event, text)
        self.assertEqual(edit.counts, {"edited": 2, "deleted": 1, "added": 1})
        self.assertTrue(plan_edit(Event.objects.get(), text).changes_nothing)


class HeaderTests(EditingTestCase):
    def test_title_lead_date_and_place_are_edited(self):
        text = self.text.replace("о дорогах", "о мостах", 1).replace("5 октября 2024 года 14:30", "6 октября 2024 года")
        text = text.replace("\nТверь\n", "\nКлин\n").replace("Глава края", "Глава области")
        edit = edit_text(self.event, text)
        self.assertEqual(edit.counts, {"field": 4})
        event = Event.objects.get()
        self.assertEqual(
            (event.title, str(event.start_date), event.start_time), ("Совещание о мостах", "2024-10-06", None)
        )
        self.assertEqual((event.place.name_ru, event.summary[:13]), ("Клин", "Глава области"))
        self.assertEqual(Change.objects.latest("id").kind, "moved")

    def test_a_lead_and_a_place_are_deleted_without_a_question(self):
        text = self.text.replace("\nТверь\n", "\n").replace(HEAD.split("\n")[1] + "\n", "")
        edit_text(self.event, text)
        event = Event.objects.get()
        self.assertEqual((event.summary, event.place), ("", None))

    def test_no_event_is_without_a_title(self):
        text = self.text.split("\n", 2)[2]
        edit = edit_text(self.event, text)
        self.assertIn("no-title", [doubt.rule for doubt in edit.doubts])
        self.assertEqual(Event.objects.get().title, "Совещание о дорогах")

    def test_foreign_words_do_not_change_the_language_but_the_mark_does(self):
        english = "It was the best of roads, it was the worst of roads, and that is the end of the story. " * 20
        edit_text(self.event, self.text + f"\nА.Лугова: {english}\n")
        self.assertEqual(Event.objects.get().language, "ru")
        edit_text(self.event, "{language uk}\n" + text_of(Event.objects.get()))
        self.assertEqual(Event.objects.get().language, "uk")
        self.assertEqual(set(self.event.utterances.values_list("language", flat=True)), {"uk"})

    def test_what_would_be_kept_nowhere_is_pointed_out(self):
        plan = self.plan("\nТверь\n", "\n{place} Тверь\n{place} Клин\n{furniture} Смотрите также\n")
        self.assertEqual([(doubt.rule, doubt.line) for doubt in plan.doubts], [("left-out", 5), ("left-out", 6)])

    def test_no_text_at_all_is_refused(self):
        for typed in ("", " \n", "a\0b"):
            with self.assertRaises(TranscriptError):
                edit_text(self.event, typed)


class SpeakerTests(EditingTestCase):
    def test_an_unchanged_label_keeps_whom_an_editor_chose(self):
        anna = make_speaker()
        Utterance.objects.filter(pk=self.closing.pk).update(speaker=anna, found_by="editor")
        edit = self.edit("Средства на это", "Деньги на это")
        self.assertEqual(edit.notices, [])
        self.closing.refresh_from_db()
        self.assertEqual((self.closing.speaker, self.closing.found_by), (anna, "editor"))

    def test_a_changed_label_is_attributed_anew_and_the_editor_is_told(self):
        Utterance.objects.filter(pk=self.closing.pk).update(speaker=make_speaker(), found_by="editor")
        plan = self.plan("А.Лугова:", "П.Озеров:")
        self.assertEqual([(doubt.rule, doubt.line) for doubt in plan.notices], [("speaker-was-chosen", 12)])
        self.edit("А.Лугова:", "П.Озеров:")
        self.closing.refresh_from_db()
        self.assertEqual(self.closing.speaker, self.opening.speaker)

    def test_a_new_label_is_told_with_whom_it_leads_to(self):
        boris = make_speaker("Борис Крылов")
        plan = self.plan("А.Лугова:", "Борис Крылов:")
        self.assertEqual([(label.name, label.speaker, label.is_new_person) for label in plan.labels],
                         [("Борис Крылов", boris, False)])  # fmt: skip
        plan = self.plan("А.Лугова:", "Иван Седов:")
        self.assertEqual([label.is_new_person for label in plan.labels], [True])
        self.assertEqual(self.plan("В мае", "В июне").labels, [])


class PublicLogTests(EditingTestCase):
    def test_a_correction_is_explained_and_a_slip_is_not(self):
        for nature, told in (("correction", "Оговорка"), ("slip", ""), ("", "Оговорка")):
            with self.subTest(nature=nature):
                self.edit("месяце", "месяце же", reason="Оговорка", nature=nature)
                change = Change.objects.latest("id")
                self.assertEqual((change.kind, change.nature, change.reason), ("corrected", nature, told))
                self.assertEqual(self.closing.history.first().history_change_reason, "Оговорка")

    def test_one_edit_is_one_version_and_names_the_turns(self):
        self.edit("В мае", "В июне", reason="опечатка")
        self.assertEqual(Event.objects.get().version, 2)
        self.assertEqual(Change.objects.latest("id").refs, [self.answer.ref])


class ConflictTests(EditingTestCase):
    def test_a_text_that_somebody_changed_meanwhile_is_not_written_over(self):
        since = self.text
        self.edit("В мае", "В июне")
        with self.assertRaises(Conflict) as caught:
            edit_text(self.event, since.replace("Средства", "Деньги"), since=since)
        self.assertEqual(caught.exception.version, 2)
        self.assertTrue(self.texts()[3].startswith("Средства"))

    def test_a_new_tag_meanwhile_is_no_conflict(self):
        with revise(self.event) as revision:
            revision.set_tags(self.answer, [make_tag()])
        edit_text(self.event, self.text.replace("В мае", "В июне"), since=self.text)
        self.assertEqual(self.answer.tags.count(), 1)


class CostTests(TestCase):
    def test_a_plan_asks_as_much_of_ten_turns_as_of_one(self):
        counts = []
        for turns in (1, 10):
            event = make_event(f"Встреча {turns}")
            for number in range(turns):
                make_turn(
                    event, f"Слово номер {number}.", attribution_text="А.Сидоров", tags=[make_tag(f"{turns}-{number}")]
                )
            text = text_of(event).replace("Слово", "Мысль").replace("А.Сидоров", "Б.Крылов")
            with CaptureQueriesContext(connection) as queries:
                plan_edit(Event.objects.get(pk=event.pk), text)
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])
