"""Undoing an import: all of it, and only until somebody has edited what it made."""

import tempfile
from pathlib import Path

from django.test import TestCase

from speeches.ingest import import_paths, transcript_of
from speeches.ingest.undoing import NotUndone, undo
from speeches.models import (
    Change,
    Decision,
    Event,
    Import,
    Place,
    Redirect,
    Source,
    Speaker,
    SpeakerName,
    Utterance,
    publish,
    revise,
)
from tests.ingest.merge.test_merging import ANSWER, CLOSING, OPENING, QUESTION, TEXT
from tests.make import make_event, make_tag


class UndoingTestCase(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def bring_in(self, text=TEXT, name="roads.txt", **options):
        (self.folder / name).write_text(text)
        import_paths([self.folder], **options)
        return Import.objects.latest("id")


class CreatedTests(UndoingTestCase):
    def test_what_readers_have_not_seen_is_deleted_with_all_it_made(self):
        undo(self.bring_in())
        for model in (Event, Utterance, Source, Speaker, SpeakerName, Place, Redirect):
            with self.subTest(model.__name__):
                self.assertFalse(model.objects.exists())

    def test_what_readers_have_seen_is_withdrawn(self):
        run = self.bring_in(publish=True)
        undo(run)
        event = Event.objects.get()
        self.assertTrue(event.is_withdrawn)
        self.assertEqual(self.client.get(event.get_absolute_url()).status_code, 410)
        self.assertEqual(Change.objects.latest("id").kind, "withdrawn")
        run.refresh_from_db()
        self.assertIsNotNone(run.undone_at)

    def test_the_file_may_come_in_again(self):
        undo(self.bring_in())
        self.assertEqual(self.bring_in().created, 1)

    def test_publishing_is_no_edit(self):
        run = self.bring_in()
        publish(Event.objects.get())
        undo(run)
        self.assertTrue(Event.objects.get().is_withdrawn)

    def test_speakers_who_speak_elsewhere_stay(self):
        self.bring_in()
        undo(self.bring_in(TEXT.replace("5 октября", "6 октября"), "other.txt"))
        self.assertEqual(Event.objects.count(), 1)
        self.assertEqual({str(s) for s in Speaker.objects.people()}, {"Пётр Озеров", "А.Лугова"})

    def test_spellings_stay_with_a_speaker_who_stays(self):
        run = self.bring_in()
        self.bring_in(TEXT.replace("5 октября", "6 октября"), "other.txt")
        before = set(SpeakerName.objects.values_list("name", flat=True))
        undo(run)
        self.assertEqual(set(SpeakerName.objects.values_list("name", flat=True)), before)

    def test_a_version_with_the_same_text_stands_in_nobodys_way(self):
        run = self.bring_in()
        self.bring_in(TEXT.replace("\n", "\n\n"))
        undo(run)
        self.assertFalse(Event.objects.exists())

    def test_an_event_that_others_translate_is_not_deleted(self):
        run = self.bring_in()
        other = make_event(translation_of=Event.objects.get())
        with self.assertRaises(NotUndone):
            undo(run)
        other.refresh_from_db()
        self.assertIsNotNone(other.translation_of)

    def test_after_an_edit_nothing_is_undone(self):
        (self.folder / "other.txt").write_text(TEXT.replace("5 октября", "6 октября"))
        run = self.bring_in()
        event = Event.objects.first()
        for change in ("a word", "a tag"):
            with self.subTest(change):
                with revise(event) as revision:
                    if change == "a tag":
                        revision.set_tags(event, [make_tag()])
                    else:
                        turn = event.utterances.first()
                        turn.text += " Да."
                        revision.save(turn)
                with self.assertRaises(NotUndone) as caught:
                    undo(run)
                self.assertEqual(len(caught.exception.reasons), 1)
                self.assertEqual(Event.objects.count(), 2)

    def test_it_is_undone_once(self):
        run = self.bring_in(publish=True)
        undo(run)
        with self.assertRaises(NotUndone):
            undo(run)


class MergedTests(UndoingTestCase):
    def setUp(self):
        super().setUp()
        self.bring_in(publish=True)
        self.event = Event.objects.get()
        with revise(self.event) as revision:
            revision.set_tags(self.event.utterances.last(), [make_tag()])
        self.refs = list(self.event.utterances.values_list("ref", flat=True))
        self.before = transcript_of(self.event)

    def undone(self, new):
        run = self.bring_in(new)
        self.assertNotEqual(transcript_of(Event.objects.get()), self.before)
        undo(run)
        self.assertEqual(transcript_of(Event.objects.get()), self.before)
        self.assertEqual(list(self.event.utterances.values_list("ref", flat=True)), self.refs)
        self.assertEqual([str(tag) for tag in self.event.utterances.last().tags.all()], ["Наука"])
        self.assertEqual(Source.objects.count(), 1)

    def test_changed_and_moved_turns_are_as_before(self):
        self.undone(
            TEXT.replace("В мае", "В июне").replace(f"{QUESTION}\n", "").replace(ANSWER, f"{ANSWER}\n{QUESTION}")
        )

    def test_a_deleted_turn_is_there_again_under_its_address(self):
        self.undone(TEXT.replace(f"{QUESTION}\n", ""))
        self.assertEqual(self.client.get(f"/u/{self.refs[1]}/").status_code, 200)

    def test_joined_turns_are_two_again(self):
        self.undone(TEXT.replace(f"{ANSWER}\n{CLOSING}", f"{ANSWER} {CLOSING.removeprefix('А.Лугова: ')}"))
        self.assertEqual(self.client.get(f"/u/{self.refs[3]}/").status_code, 200)

    def test_added_turns_and_their_speakers_go(self):
        self.undone(TEXT + "Начальник порта Иван Боков: Порт готов принять первые суда.\n")
        self.assertFalse(Speaker.objects.filter(name_ru__contains="Боков").exists())

    def test_a_speaker_whom_readers_have_seen_is_gone_and_not_unknown(self):
        run = self.bring_in(TEXT + "Иван Боков: Порт готов принять первые суда.\n")
        page = Speaker.objects.get(name_ru="Иван Боков").get_absolute_url()
        self.assertEqual(self.client.get(page).status_code, 200)
        undo(run)
        self.assertEqual(self.client.get(page).status_code, 410)

    def test_a_place_that_it_made_goes(self):
        self.undone(TEXT.replace("\nТверь\n", "\nТверь, ратуша\n"))
        self.assertEqual([str(place) for place in Place.objects.all()], ["Тверь"])

    def test_addresses_lead_where_they_led(self):
        joined = TEXT.replace(f"{ANSWER}\n{CLOSING}", f"{ANSWER} {CLOSING.removeprefix('А.Лугова: ')}")
        self.bring_in(joined)
        undo(self.bring_in(joined.replace(f"{joined.splitlines()[-1]}\n", "")))
        response = self.client.get(f"/u/{self.refs[3]}/")
        self.assertEqual((response.status_code, response["Location"]), (301, f"/u/{self.refs[2]}/"))

    def test_a_version_with_the_same_text_goes_with_it(self):
        run = self.bring_in(TEXT.replace("В мае", "В июне"))
        self.bring_in(TEXT.replace("В мае", "В июне").replace("\n", "\n\n"))
        undo(run)
        self.assertEqual((transcript_of(self.event), Source.objects.count()), (self.before, 1))

    def test_a_turn_whose_speaker_is_gone_is_not_made_again(self):
        run = self.bring_in(TEXT.replace(f"{OPENING}\n", "").replace(f"{ANSWER}\n", ""))
        with revise() as revision:
            revision.delete(Speaker.objects.get(name_ru="Пётр Озеров"))
        with self.assertRaises(NotUndone):
            undo(run)

    def test_an_edit_between_two_files_of_one_run_is_an_edit(self):
        run = self.bring_in(TEXT.replace("В мае", "В июне"))
        with revise(self.event) as revision:
            turn = self.event.utterances.get(ref=self.refs[0])
            turn.text = "Дороги."
            revision.save(turn)
        import_paths([self.folder])
        (self.folder / "roads.txt").write_text(TEXT.replace("В мае", "В июле"))
        import_paths([self.folder])
        Source.objects.update(imported_by=run)
        with self.assertRaises(NotUndone):
            undo(run)

    def test_the_header_is_as_before(self):
        self.undone(TEXT.replace("Совещание", "Заседание").replace("5 октября", "6 октября"))

    def test_open_questions_go_with_it(self):
        with revise(self.event) as revision:
            turn = self.event.utterances.get(ref=self.refs[2])
            turn.text = "Весной."
            revision.save(turn)
        run = self.bring_in(TEXT.replace("В мае", "В июне"))
        self.assertEqual(Decision.objects.count(), 1)
        undo(run)
        self.assertFalse(Decision.objects.exists())

    def test_questions_of_an_earlier_version_stay(self):
        with revise(self.event) as revision:
            turn = self.event.utterances.get(ref=self.refs[2])
            turn.text = "Весной."
            revision.save(turn)
        second = TEXT.replace("В мае", "В июне")
        self.bring_in(second)
        asked = Decision.objects.values("pk", "state", "source", "places", "theirs")
        before = list(asked)
        for third in (second + "Реплика: Ура!\n", second.replace("июне", "июле") + "Реплика: Ура!\n"):
            with self.subTest(third[-60:]):
                undo(self.bring_in(third))
                self.assertEqual(list(asked), before)

    def test_the_earlier_import_waits_for_the_later_one(self):
        first = Import.objects.get()
        self.bring_in(TEXT.replace("В мае", "В июне"))
        with self.assertRaises(NotUndone):
            undo(first)

    def test_after_an_edit_nothing_is_undone(self):
        run = self.bring_in(TEXT.replace("В мае", "В июне"))
        with revise(self.event) as revision:
            turn = self.event.utterances.get(ref=self.refs[0])
            turn.text = "Дороги."
            revision.save(turn)
        with self.assertRaises(NotUndone):
            undo(run)
