import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from speeches.ingest import import_bytes, transcript_of
from speeches.models import Change, Event, Import, Source, Speaker, SpeakerName, Utterance
from speeches.transcripts import Header, Turn, compose, read, write

MEETING = """Совещание о дорогах
Глава края Пётр Озеров обсудил с коллегами ремонт дорог.
5 октября 2024 года 14:30
Тверь
П.Озеров: Начнём.
Вопрос: Когда мост?
П.Озеров (отвечая на вопрос): В мае.
(Смех.)
И не позже.
"""
TALKS = """Talks with the Mayor
May 3, 2021
Oslo
Mayor of Oslo Kari Nilsen: Welcome.
John Brown: Thank you.
Kari Nilsen: Not at all.
"""


class ImportingTests(TestCase):
    def test_a_new_text_becomes_a_draft(self):
        outcome = import_bytes(MEETING.encode(), "meeting.txt")
        self.assertEqual((outcome.status, outcome.event.status), ("created", "draft"))
        self.assertFalse(Change.objects.exists(), "Readers have seen nothing yet.")

    def test_published_at_once_it_is_announced_and_counted(self):
        event = import_bytes(MEETING.encode(), "meeting.txt", publish=True).event
        self.assertEqual([change.kind for change in Change.objects.filter(event=event)], ["added"])
        self.assertEqual(Speaker.objects.people().get().utterance_count, 3)

    def test_the_first_import_writes_no_history(self):
        event = import_bytes(MEETING.encode(), "meeting.txt", publish=True).event
        self.assertFalse(event.history.exists())
        self.assertFalse(Utterance.history.exists())
        self.assertFalse(Speaker.history.exists())

    def test_the_same_bytes_are_unchanged_under_any_name(self):
        import_bytes(MEETING.encode(), "meeting.txt")
        self.assertEqual(import_bytes(MEETING.encode(), "copy.txt").status, "unchanged")
        self.assertEqual(Event.objects.count(), 1)

    def test_a_dry_run_writes_nothing_and_tells_the_same(self):
        outcome = import_bytes(MEETING.encode(), "meeting.txt", dry_run=True)
        self.assertEqual(outcome.status, "created")
        for model in (Event, Speaker, Source, Import):
            self.assertFalse(model.objects.exists())

    def test_a_text_without_title_is_named_after_its_file_and_doubted(self):
        outcome = import_bytes("Иван Ли: Привет.\nАнна Ли: Привет.".encode(), "folder/greeting.txt")
        self.assertEqual(outcome.event.title, "greeting")
        self.assertIn("no-title", [doubt.rule for doubt in outcome.doubts])

    def test_an_event_with_the_same_title_and_date_is_pointed_out(self):
        import_bytes(MEETING.encode(), "a.txt")
        outcome = import_bytes(MEETING.replace("В мае", "В июне").encode(), "b.txt")
        self.assertEqual(outcome.status, "created")
        self.assertIn("twin", [doubt.rule for doubt in outcome.doubts])

    def test_two_events_of_one_title_have_two_addresses(self):
        first = import_bytes(MEETING.encode(), "a.txt").event
        second = import_bytes(MEETING.replace("5 октября", "6 октября").encode(), "b.txt").event
        self.assertEqual((first.slug, second.slug), ("soveshchanie-o-dorogakh", "soveshchanie-o-dorogakh-2"))


class AttributionTests(TestCase):
    def test_an_initial_is_expanded_from_the_header(self):
        import_bytes(MEETING.encode(), "meeting.txt")
        speaker = Speaker.objects.people().get()
        self.assertEqual((speaker.name_ru, speaker.sort_name), ("Пётр Озеров", "Озеров, Пётр"))
        self.assertEqual(set(speaker.names.values_list("name", flat=True)), {"Пётр Озеров", "П.Озеров"})

    def test_two_first_names_with_one_initial_are_not_guessed(self):
        text = MEETING.replace("Пётр Озеров обсудил", "Пётр Озеров и Павел Озеров обсудили")
        import_bytes(text.encode(), "meeting.txt")
        self.assertEqual(Speaker.objects.people().get().name_ru, "П.Озеров")

    def test_a_remark_does_not_make_another_person(self):
        event = import_bytes(MEETING.encode(), "meeting.txt").event
        by_label = dict(event.utterances.values_list("attribution_text", "speaker"))
        self.assertEqual(by_label["П.Озеров"], by_label["П.Озеров (отвечая на вопрос)"])

    def test_a_question_is_a_voice_of_its_event(self):
        event = import_bytes(MEETING.encode(), "meeting.txt").event
        voice = event.utterances.get(attribution_text="Вопрос").speaker
        self.assertEqual(voice.voice_of, event)
        other = import_bytes(MEETING.replace("5 октября", "6 октября").encode(), "b.txt").event
        self.assertNotEqual(other.utterances.get(attribution_text="Вопрос").speaker, voice)

    def test_a_turn_that_continues_has_the_speaker_above(self):
        event = import_bytes(MEETING.encode(), "meeting.txt").event
        last = event.utterances.last()
        self.assertTrue(last.continues)
        self.assertEqual((last.text, last.speaker.name_ru), ("И не позже.", "Пётр Озеров"))

    def test_a_stage_direction_has_no_speaker(self):
        event = import_bytes(MEETING.encode(), "meeting.txt").event
        self.assertIsNone(event.utterances.get(classification="scene").speaker)

    def test_a_long_label_is_the_person_of_the_short_one_in_an_office(self):
        event = import_bytes(TALKS.encode(), "talks.txt").event
        first, _, last = event.utterances.all()
        self.assertEqual((first.speaker, first.role), (last.speaker, "Mayor of Oslo"))
        self.assertEqual(first.speaker.sort_name, "Nilsen, Kari")

    def test_a_known_spelling_finds_its_person(self):
        brown = Speaker.objects.create(name_en="Johnathan Brown")
        SpeakerName.objects.create(speaker=brown, name="John Brown", language="en")
        event = import_bytes(TALKS.encode(), "talks.txt").event
        turn = event.utterances.get(attribution_text="John Brown")
        self.assertEqual((turn.speaker, turn.found_by), (brown, "alias"))

    def test_a_spelling_of_two_people_is_left_to_an_editor(self):
        for name in ("John A. Brown", "John B. Brown"):
            SpeakerName.objects.create(speaker=Speaker.objects.create(name_en=name), name="John Brown", language="en")
        outcome = import_bytes(TALKS.encode(), "talks.txt")
        self.assertIsNone(outcome.event.utterances.get(attribution_text="John Brown").speaker)
        self.assertIn("several-people", [doubt.rule for doubt in outcome.doubts])


class RowsTests(TestCase):
    def test_rows_are_a_transcript_again_and_its_notation_reads_back(self):
        for text in (MEETING, TALKS):
            event = import_bytes(text.encode(), "a.txt").event
            transcript = transcript_of(event)
            self.assertEqual(transcript, read(text.encode()).without_layout())
            self.assertEqual(read(write(transcript).encode()), transcript)
            Source.objects.all().delete()

    def test_marked_turns_survive_the_database(self):
        turns = (
            Turn("the lady in the third row", ("Louder!",), "question", "read", "fr", "First\nSecond"),
            Turn("", ("A walk.", "A gate."), "narrative"),
            Turn("", ("And so on.",), continues=True),
            Turn("John Brown"),
        )
        notation = write(compose(Header(title="Council", language="en"), turns))
        event = import_bytes(notation.encode(), "council.txt").event
        self.assertEqual(transcript_of(event).turns, turns)


class CommandTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_import(self, *options):
        out, err = StringIO(), StringIO()
        try:
            call_command("import_transcripts", self.folder, *options, stdout=out, stderr=err)
        except CommandError as error:
            return out.getvalue(), err.getvalue() + str(error), error.returncode
        return out.getvalue(), err.getvalue(), 0

    def test_one_bad_file_never_stops_the_others(self):
        (self.folder / "a.txt").write_bytes(b"\x00\x01")
        (self.folder / "b.txt").write_text(MEETING)
        out, err, code = self.run_import()
        self.assertEqual(code, 1)
        self.assertIn("! a.txt: line 1: There is a NUL byte", err)
        self.assertIn("1 of 2 files were not imported.", err)
        self.assertIn("1 created, 1 failed.", out)
        self.assertEqual(Event.objects.count(), 1)

    def test_other_endings_are_listed_as_skipped_and_hidden_files_left_out(self):
        (self.folder / "photo.jpg").write_bytes(b"\xff\xd8")
        (self.folder / ".hidden.txt").write_text(MEETING)
        (self.folder / "deep").mkdir()
        (self.folder / "deep/b.txt").write_text(MEETING)
        out, _, code = self.run_import("--publish")
        self.assertEqual(code, 0)
        self.assertIn("- photo.jpg: Files ending in .jpg are not read.", out)
        self.assertEqual(Source.objects.get().name, "deep/b.txt")
        self.assertTrue(Event.objects.published().exists())

    def test_a_damaged_file_is_refused_with_its_line(self):
        (self.folder / "a.txt").write_bytes(MEETING.encode()[:-40] + b"\xd0\n" + MEETING.encode())
        _, err, code = self.run_import()
        self.assertEqual(code, 1)
        self.assertRegex(err, r"a\.txt: line \d+: The byte 0xd0 is not UTF-8")

    def test_a_missing_file_is_said(self):
        with self.assertRaisesMessage(CommandError, "1 of 1 files were not imported."):
            call_command("import_transcripts", self.folder / "nothing.txt", stderr=StringIO(), stdout=StringIO())

    def test_a_run_that_changes_something_is_kept_with_its_report(self):
        (self.folder / "a.txt").write_text(MEETING)
        report = self.folder / "report.json"
        self.run_import("--report", str(report))
        run = Import.objects.get()
        self.assertEqual((run.created, run.failed), (1, 0))
        self.assertEqual(run.sources.get().name, "a.txt")
        self.assertEqual(json.loads(report.read_text())[0]["status"], "created")
        report.unlink()
        self.run_import()
        self.assertEqual(Import.objects.count(), 1, "A run that finds all as it was leaves no trace.")

    def test_a_dry_run_says_so(self):
        (self.folder / "a.txt").write_text(MEETING)
        out, _, _ = self.run_import("--dry-run")
        self.assertIn("Nothing was written", out)
        self.assertFalse(Event.objects.exists() or Import.objects.exists())


class ReadTranscriptsTests(TestCase):
    def test_it_prints_one_object_a_file_and_touches_no_database(self):
        with tempfile.TemporaryDirectory() as folder, self.assertNumQueries(0):
            path = Path(folder) / "a.txt"
            path.write_text(MEETING)
            items = self.read(path)
        self.assertEqual(items[0]["file"], str(path))
        self.assertEqual((items[0]["date"], items[0]["time"], items[0]["place"]), ("2024-10-05", "14:30", "Тверь"))
        self.assertEqual(
            [(u["classification"], u["name"]) for u in items[0]["utterances"]],
            [
                ("speech", "П.Озеров"),
                ("question", "Вопрос"),
                ("speech", "П.Озеров"),
                ("scene", None),
                ("speech", "П.Озеров"),
            ],
        )
        self.assertEqual(items[0]["utterances"][-1]["attribution_text"], "")

    def test_a_refused_file_is_printed_with_its_error(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.txt"
            path.write_bytes(b"  \n")
            with self.assertRaises(CommandError) as caught:
                self.read(path)
        self.assertEqual(caught.exception.returncode, 1)

    def read(self, path):
        import contextlib

        printed = StringIO()
        with contextlib.redirect_stdout(printed):
            call_command("read_transcripts", path, json=True)
        return [json.loads(line) for line in printed.getvalue().splitlines()]
