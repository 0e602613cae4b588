"""All events as files: what is in them, that they are the same again, that memory does not grow with the archive."""

import datetime
import gc
import hashlib
import io
import json
import sys
import tracemalloc
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pandas
import pyarrow.parquet
import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from speeches.exports import batches
from speeches.exports.files import ExportRefused
from speeches.exports.release import export, write_release
from speeches.exports.releases import make_release, releases
from speeches.exports.sets import RELEASED, SETS
from speeches.ingest import import_bytes
from speeches.models import Change, Event, SiteVersion, Utterance, expunge, publish, raise_version, withdraw
from speeches.transcripts import read
from speeches.words import lemmatize
from tests import seed
from tests.exports.rows import make_conference
from tests.make import PUBLISHED_AT, count, make_event, make_speaker, make_turn
from tests.schemas import faults_of

SITE = {"SITE_URL": "https://tribuna.example", "SITE_LICENSE": "CC BY 4.0"}


def files_of(folder):
    """Give the bytes of every file by its path below the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class ExportTests(TestCase):
    def setUp(self):
        kept = TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)
        self.enterContext(override_settings(**SITE, DATA_DIR=self.folder / "data"))

    def run_command(self, *arguments):
        output = io.StringIO()
        call_command("export_transcripts", *map(str, arguments), stdout=output, stderr=output)
        return output.getvalue()

    def refusal(self, *arguments):
        with self.assertRaises(CommandError) as caught:
            self.run_command(*arguments)
        return caught.exception.returncode, str(caught.exception)

    def released(self, name="release"):
        write_release(self.folder / name)
        return files_of(self.folder / name)


class ReleaseTests(ExportTests):
    def setUp(self):
        super().setUp()
        self.event = make_conference()
        publish(import_bytes(seed.BYTES, "seed.txt").event)
        make_turn(make_event("Тайное", status=Event.Status.DRAFT, published_at=None), "Секрет, которого нет.")
        gone = make_event("Отозвано", turns=1)
        withdraw(gone, reason="Ошибка.")
        make_turn(make_event("Без даты", start_date=None), "Когда-то.")
        count()

    def test_nothing_but_published_events_is_in_it(self):
        files = self.released()
        everything = b"".join(files.values()).decode(errors="ignore")
        self.assertNotIn("Секрет", everything)
        self.assertNotIn("Отозвано", everything)
        self.assertIn("Когда-то", everything)

    def test_the_manifest_has_every_file_with_its_size_and_digest(self):
        files = self.released()
        manifest = json.loads(files.pop("manifest.json"))
        listed = {entry["path"]: (entry["size"], entry["sha256"]) for entry in manifest["files"]}
        self.assertEqual(listed, {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()})
        self.assertEqual(manifest["counts"]["events"], Event.objects.published().count())
        self.assertEqual(manifest["counts"]["turns"], Utterance.objects.published().count())
        self.assertEqual(manifest["counts"]["sources"], 2)
        self.assertEqual(manifest["change"], Change.objects.latest("pk").pk)
        self.assertIn("pymorphy3", manifest["analyser"])

    def test_files_are_named_by_year_day_and_slug(self):
        files = self.released()
        self.assertIn(f"akn/2021/2021-05-05-{self.event.slug}.akn.xml", files)
        self.assertIn(f"tei/undated/{Event.objects.get(title='Без даты').slug}.tei.xml", files)
        source = self.event.sources.get()
        kept = files[f"sources/2021/2021-05-05-{self.event.slug}-1-{source.sha256[:12]}"]
        self.assertEqual(kept, bytes(source.content))

    def test_every_xml_is_valid(self):
        files = {name: data for name, data in self.released().items() if name.endswith(".xml")}
        self.assertEqual(len(files), 2 * Event.objects.published().count())
        for name, data in files.items():
            self.assertEqual(faults_of(data.decode(), name.split("/")[0]), "", name)

    def test_lines_table_and_columns_say_the_same(self):
        files = self.released()
        from_lines = pandas.read_json(io.BytesIO(files["turns.jsonl"]), lines=True, dtype=False)
        from_columns = pandas.read_parquet(io.BytesIO(files["turns.parquet"]))
        from_table = pandas.read_csv(io.BytesIO(files["turns.csv"]), keep_default_na=False)
        self.assertEqual(from_lines.to_dict("records"), from_columns.to_dict("records"))
        self.assertEqual(from_lines.to_dict("records"), from_table.to_dict("records"))
        self.assertEqual(len(from_lines), Utterance.objects.published().count())
        self.assertEqual(list(from_lines["date"]), sorted(from_lines["date"]))

    def test_lemmas_are_those_of_the_text(self):
        turns = [json.loads(line) for line in self.released()["turns.jsonl"].splitlines()]
        for turn in turns:
            self.assertEqual(turn["lemmas"], lemmatize(turn["text"]), turn["text"][:60])
        self.assertIn("мост", {word for turn in turns for word in turn["lemmas"].split()})

    def test_every_field_is_described(self):
        files = self.released()
        schema = json.loads(files["schema.json"])["$defs"]
        for name, kind in (("events.jsonl", "event"), ("turns.jsonl", "turn")):
            for line in files[name].splitlines():
                self.assertEqual(list(json.loads(line)), list(schema[kind]["properties"]))
        readme = files["README.md"].decode()
        for kind in ("event", "turn"):
            for field, described in schema[kind]["properties"].items():
                self.assertIn(f"| `{field}` | {described['type']} | {described['description']} |", readme)

    def test_speakers_have_names_offices_and_identifiers(self):
        persons = {person["name"]: person for person in json.loads(self.released()["speakers.json"])["persons"]}
        person = persons["Анна Ветрова"]
        self.assertEqual(person["identifiers"], [{"scheme": "wikidata", "identifier": "Q42"}])
        self.assertEqual(person["memberships"][0]["organization"], {"name": "Правительство"})
        self.assertIn({"name": "Anna Vetrova", "lang": "en"}, person["other_names"])
        self.assertNotIn("Вопрос", persons)

    def test_an_archive_that_has_not_changed_gives_the_same_bytes(self):
        first = self.released("one")
        raise_version()
        self.assertEqual(first, self.released("two"))

    def test_a_correction_changes_the_bytes(self):
        first = self.released("one")
        Utterance.objects.filter(text="Когда-то.").update(text="Однажды.")
        self.assertNotEqual(first, self.released("two"))

    def test_a_row_that_cannot_be_written_is_named_and_left_out_of_every_set(self):
        Event.objects.filter(pk=self.event.pk).update(title=" Пробел ")
        returncode, message = self.refusal("--release", self.folder / "out")
        self.assertEqual((returncode, message[:27]), (1, "1 events were not exported:"))
        files = files_of(self.folder / "out")
        self.assertNotIn(self.event.ref.encode(), b"".join(files.values()))
        self.assertIn(b"turns", files["manifest.json"])


class NumberedTests(ExportTests):
    def setUp(self):
        super().setUp()
        self.event = make_event(turns=1)

    def test_releases_are_numbered_and_one_without_changes_is_not_made(self):
        self.assertIn("Release 1: 1 events, 1 turns.", self.run_command("--release"))
        self.assertIn("Nothing has changed since release 1", self.run_command("--release"))
        make_event("Второе", turns=1)
        self.assertIn("Release 2", self.run_command("--release"))
        self.assertEqual([release.number for release in releases()], [2, 1])

    def test_a_new_release_raises_the_sites_version_so_that_pages_are_made_anew(self):
        before = SiteVersion.objects.values_list("number", flat=True).first() or 1
        make_release()
        self.assertGreater(SiteVersion.objects.get().number, before)

    def test_a_release_closes_when_one_of_its_events_is_withdrawn(self):
        release, _report, _is_new = make_release()
        later = make_event("Потом")
        withdraw(later, reason="Ошибка.")
        self.assertTrue(release.is_open)
        withdraw(self.event, reason="Ошибка.")
        self.assertFalse(release.is_open)

    def test_expunged_words_take_their_releases_away_and_numbers_are_not_used_again(self):
        turn = make_turn(self.event, "Адрес: Садовая, 1.")
        release, _report, _is_new = make_release()
        expunge(self.event, "Садовая, 1", reason="Личное.")
        self.assertFalse(release.is_open)
        self.assertIn("Release 2", self.run_command("--release"))
        self.assertEqual([release.number for release in releases()], [2])
        self.assertNotIn("Садовая", (releases()[0].folder / "turns.jsonl").read_text())
        self.assertIn(turn.ref, (releases()[0].folder / "turns.jsonl").read_text())


class CommandTests(ExportTests):
    def test_an_archive_of_nothing_is_exported(self):
        self.assertIn("0 events, 0 turns.", self.run_command(self.folder / "out", "--format", "all"))
        files = self.released()
        self.assertEqual(files["turns.jsonl"], b"")
        self.assertEqual(json.loads(files["speakers.json"]), {"persons": []})
        self.assertEqual(json.loads(files["manifest.json"])["changed_at"], None)
        self.assertEqual(pyarrow.parquet.read_table(io.BytesIO(files["turns.parquet"])).num_rows, 0)

    def test_each_format_is_written_alone_and_all_together(self):
        event = make_conference()
        name = f"2021/2021-05-05-{event.slug}"
        alone = {
            "txt": {f"txt/{name}.txt"},
            "json": {f"json/{name}.json"},
            "csv": {f"csv/{name}.csv"},
            "akn": {f"akn/{name}.akn.xml"},
            "tei": {f"tei/{name}.tei.xml"},
            "notation": {f"notation/{name}.txt"},
            "jsonl": {"events.jsonl", "turns.jsonl"},
            "parquet": {"turns.parquet"},
        }
        self.assertEqual(set(alone), set(SETS))
        for format, expected in alone.items():
            self.run_command(self.folder / format, "--format", format)
            self.assertEqual(set(files_of(self.folder / format)), expected | {"manifest.json"})
        self.run_command(self.folder / "all", "--format", "all")
        self.assertEqual(set(files_of(self.folder / "all")), {"manifest.json"}.union(*alone.values()))
        text = (self.folder / "notation" / f"notation/{name}.txt").read_bytes()
        self.assertEqual(read(text).turns, next(batches())[0].transcript.turns)

    def test_misuse_ends_with_2_and_says_what_to_do(self):
        for arguments in ((), (self.folder / "out",), ("--format", "akn"), ("--release", "--format", "akn")):
            with self.subTest(arguments):
                self.assertEqual(self.refusal(*arguments)[0], 2)

    def test_a_folder_with_other_things_in_it_is_left_alone(self):
        (self.folder / "mine").mkdir()
        (self.folder / "mine" / "letter.txt").write_text("Дорогая Анна")
        returncode, message = self.refusal(self.folder / "mine", "--format", "txt")
        self.assertEqual(returncode, 2)
        self.assertIn("is no export", message)
        self.assertEqual(list(files_of(self.folder / "mine")), ["letter.txt"])

    def test_an_earlier_export_gives_way_and_nothing_else_is_left(self):
        make_event("Первое", turns=1)
        self.run_command(self.folder / "out", "--format", "txt")
        Event.objects.update(slug="drugoe")
        self.run_command(self.folder / "out", "--format", "txt")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["out"])
        self.assertEqual(len(files_of(self.folder / "out")), 2)

    def test_a_failure_on_the_way_leaves_the_earlier_export(self):
        make_event("Первое", turns=1)
        self.run_command(self.folder / "out", "--format", "txt")
        before = files_of(self.folder / "out")

        @contextmanager
        def full(folder):
            def take(publication):
                raise OSError(28, "No space left on device")

            yield take

        with self.assertRaises(OSError):
            export(self.folder / "out", [*SETS["akn"], full])
        self.assertEqual(files_of(self.folder / "out"), before)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["out"])

    def test_a_change_on_the_way_begins_anew(self):
        make_event("Первое", turns=1)
        seen = []

        @contextmanager
        def meddling(folder):
            def take(publication):
                if not seen:
                    make_event("Второе", turns=1)
                seen.append(publication.event.title)

            yield take

        report = export(self.folder / "out", [*SETS["txt"], meddling])
        self.assertEqual(report.counts["events"], 2)
        self.assertEqual(len(files_of(self.folder / "out")), 3)

    def test_an_archive_that_never_rests_is_told(self):
        make_event("Первое")

        @contextmanager
        def meddling(folder):
            yield lambda publication: raise_version()

        with self.assertRaisesRegex(ExportRefused, "quieter hour"):
            export(self.folder / "out", [meddling])
        self.assertFalse((self.folder / "out").exists())

    def test_without_pyarrow_the_line_that_installs_it_is_told(self):
        with patch.dict(sys.modules, {"pyarrow": None}):
            returncode, message = self.refusal("--release")
        self.assertEqual(returncode, 2)
        self.assertIn("pip install pyarrow==", message)


@pytest.mark.once
@pytest.mark.long
class MemoryTests(ExportTests):
    def peak(self, events, write):
        """Tell how much memory an export of so many events takes at most, in bytes. write: takes the folder."""
        speaker = make_speaker()
        start = Event.objects.count()
        made = Event.objects.bulk_create(
            Event(
                title=f"Событие {number}",
                slug=f"sobytie-{number}",
                start_date=datetime.date(2000, 1, 1) + datetime.timedelta(days=number % 90),
                sort_key=f"{datetime.date(2000, 1, 1) + datetime.timedelta(days=number % 90)}",
                status="published",
                published_at=PUBLISHED_AT,
            )
            for number in range(start, events)
        )
        Utterance.objects.bulk_create(
            Utterance(
                event=event,
                position=place,
                attribution_text="А.Ветрова",
                speaker=speaker,
                language="ru",
                text=f"{'Да. ' * 200}Нет.",
            )
            for event in made
            for place in (1, 2, 3)
        )
        # A full collection comes when what waits for it is a quarter of what there is, and a run of tests has much.
        gc.collect()
        gc.freeze()
        tracemalloc.start()
        try:
            report = write(self.folder / f"{events}")
            self.assertEqual((report.counts["events"], report.failed), (events, []))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            gc.unfreeze()

    @patch("speeches.exports.sets.ROWS_A_GROUP", 400)
    def test_memory_does_not_grow_with_the_archive(self):
        # XML takes long while memory is traced; each event has a file of its own all the same.
        sets = [each for each in RELEASED if each not in SETS["akn"] + SETS["tei"]] + [*SETS["csv"]]

        def write(folder):
            return export(folder, sets)

        # What is imported and kept for good by the first run counts for none of the others. Texts have a usual length:
        # what Python keeps of freed tuples is not to decide. Below some 2,000 turns the peak still rises to what the
        # collector lets wait.
        self.peak(40, write)
        few, many = self.peak(800, write), self.peak(2_400, write)
        self.assertLessEqual(many, few * 1.2)
