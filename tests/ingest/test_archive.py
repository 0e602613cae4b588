from collections import Counter, defaultdict
from contextlib import redirect_stderr
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Avg, Count, Sum
from django.db.models.functions import Length
from django.test import TestCase

from speeches.ingest import transcript_of
from speeches.ingest.archive import SIZES, make_archive
from speeches.ingest.archive.cast import Refs
from speeches.ingest.archive.english import ENGLISH
from speeches.ingest.archive.russian import RUSSIAN
from speeches.management.commands.make_archive import Command
from speeches.models import Change, Event, SiteVersion, Speaker, SpeakerName, Tag, Utterance
from speeches.transcripts import read, spans, write
from speeches.words import fold, lemmatize


def dump():
    """Give every row of every table; keys of rows are replaced by their rank, since PostgreSQL never counts back."""
    models = apps.get_app_config("speeches").get_models(include_auto_created=True)
    tables = {model: list(model._base_manager.order_by("pk")) for model in models}
    ranks = {model: {row.pk: rank for rank, row in enumerate(rows)} for model, rows in tables.items()}

    def value(row, field):
        raw = getattr(row, field.attname)
        if field.primary_key:
            return ranks[type(row)][raw]
        return ranks[field.related_model].get(raw) if field.is_relation else raw

    return {
        model._meta.label: [{field.name: value(row, field) for field in model._meta.concrete_fields} for row in rows]
        for model, rows in tables.items()
    }


def dumped(*sizes, **options):
    """Make archives one after another in an empty database, give the dump, and leave the database empty again."""
    with transaction.atomic():
        for size in sizes:
            make_archive(size, **options)
        rows = dump()
        transaction.set_rollback(True)
    return rows


def rows_by_ref(rows):
    """Give what a dump says of each event and turn; of the rows they point to, the reference."""
    refs = {table: [row.get("ref") for row in rows[f"speeches.{table}"]] for table in ("Event", "Place", "Speaker")}
    pointers = {"event": "Event", "translation_of": "Event", "place": "Place", "speaker": "Speaker"}

    def pointed(name, value):
        return refs[pointers[name]][value] if name in pointers and value is not None else value

    return {
        row["ref"]: {name: pointed(name, value) for name, value in row.items() if name != "id"}
        for table in ("speeches.Event", "speeches.Utterance")
        for row in rows[table]
    }


class ArchiveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_archive(120)

    def test_the_hundredth_event_has_a_thousand_turns_and_the_others_about_twenty_five(self):
        long = Event.objects.filter(turn_count=1000)
        self.assertEqual([event.ref for event in long], [Refs(1).event(100)])
        usual = Event.objects.exclude(pk__in=long).aggregate(turns=Avg("turn_count"))["turns"]
        self.assertTrue(22 < usual < 29, usual)

    def test_turns_have_about_650_characters_and_most_are_short(self):
        lengths = sorted(Utterance.objects.annotate(length=Length("text")).values_list("length", flat=True))
        self.assertTrue(580 < sum(lengths) / len(lengths) < 730, sum(lengths) / len(lengths))
        self.assertLess(lengths[len(lengths) // 2], 300)
        self.assertGreater(lengths[-1], 3_000)

    def test_every_kind_of_turn_and_delivery_occurs(self):
        for field, choices in (
            ("classification", Utterance.Classification.values),
            ("delivery", Utterance.Delivery.values),
            ("found_by", ["", "exact", "alias", "expanded"]),
        ):
            with self.subTest(field=field):
                found = Utterance.objects.order_by(field).values_list(field, flat=True).distinct()
                self.assertEqual(sorted(found), sorted(choices))

    def test_every_kind_of_event_occurs(self):
        kinds = Event.objects.order_by("classification").values_list("classification", flat=True).distinct()
        self.assertEqual(sorted(kinds), sorted(Event.Classification.values))

    def test_paragraphs_have_insertions_omissions_and_stage_directions(self):
        texts = Utterance.objects.filter(classification="speech").values_list("text", flat=True)
        kinds = Counter(span.kind for text in texts for paragraph in text.split("\n") for span in spans(paragraph))
        self.assertEqual(set(kinds), {"insertion", "omission", "direction"})

    def test_four_in_five_are_russian(self):
        self.assertEqual(Event.objects.filter(language="ru").count(), 96)

    def test_a_translation_is_of_the_same_event(self):
        translations = Event.objects.exclude(translation_of=None).select_related("translation_of")
        self.assertEqual(len(translations), 12)
        for event in translations:
            with self.subTest(event=event.title):
                original = event.translation_of
                self.assertEqual((event.language, original.language), ("en", "ru"))
                for field in ("start_date", "start_time", "place", "classification", "turn_count"):
                    self.assertEqual(getattr(event, field), getattr(original, field), field)
                self.assertEqual(*(list(e.speakers().values_list("ref", flat=True)) for e in (event, original)))

    def test_one_in_a_hundred_is_withdrawn_with_a_reason_and_one_is_a_draft(self):
        self.assertEqual(Event.objects.get(status="draft").published_at, None)
        withdrawn = Event.objects.get(status="withdrawn")
        self.assertTrue(withdrawn.withdrawal_reason)
        self.assertEqual(Event.objects.published().count(), 118)

    def test_the_public_log_tells_of_everything_readers_saw(self):
        kinds = Counter(Change.objects.values_list("kind", flat=True))
        self.assertEqual(kinds, {"added": 119, "withdrawn": 1})
        for change in Change.objects.filter(kind="withdrawn").select_related("event"):
            self.assertEqual((change.version, change.reason), (change.event.version, change.event.withdrawal_reason))

    def test_publication_raises_the_sites_version(self):
        before = SiteVersion.objects.get().number
        make_archive(121)
        self.assertGreater(SiteVersion.objects.get().number, before)

    def test_nothing_was_published_before_it_was_held_or_after_it_came_in(self):
        for event in Event.objects.published():
            with self.subTest(event=event.slug):
                self.assertLess(event.published_at, event.added_at)
                if event.starts_at:
                    self.assertLess(event.starts_at, event.published_at)

    def test_a_question_is_asked_by_a_voice_of_its_event(self):
        questions = Utterance.objects.filter(classification="question").select_related("speaker")
        self.assertTrue(questions)
        for turn in questions:
            self.assertEqual(turn.speaker.voice_of_id, turn.event_id)
            self.assertIn(turn.attribution_text, ("Вопрос", "Question"))
        self.assertFalse(SpeakerName.objects.exclude(speaker__voice_of=None).exists())

    def test_a_foreigner_speaks_russian_through_an_interpreter(self):
        turn = Utterance.objects.filter(delivery="interpreted", event__language="ru", continues=False).first()
        self.assertEqual(turn.attribution_text, f"{turn.printed_name} (как переведено)")
        self.assertTrue(turn.printed_name.endswith(turn.speaker.name_ru))

    def test_a_label_leads_to_its_speaker(self):
        known = defaultdict(set)
        for name in SpeakerName.objects.all():
            known[name.name].add(name.speaker_id)
        turns = Utterance.objects.filter(found_by__in=["exact", "alias"]).exclude(attribution_text="")
        for turn in turns:
            self.assertIn(turn.speaker_id, known[turn.printed_name], turn.attribution_text)

    def test_a_turn_continues_the_speaker_above_the_interruption(self):
        turns = list(Utterance.objects.filter(event__turn_count=1000).order_by("position"))
        continuing = [(turns[i - 2], turns[i]) for i, turn in enumerate(turns) if turn.continues]
        self.assertTrue(continuing)
        for before, turn in continuing:
            self.assertEqual((turn.speaker_id, turn.delivery), (before.speaker_id, before.delivery))

    def test_derived_columns_are_as_a_save_would_leave_them(self):
        for model in (Event, Speaker, SpeakerName, Tag, Utterance):
            for row in model._base_manager.all()[:40]:
                before = [getattr(row, name) for name in model.DERIVED]
                row.derive()
                self.assertEqual([getattr(row, name) for name in model.DERIVED], before, row)

    def test_counts_are_those_of_the_rows(self):
        for event in Event.objects.annotate(turns=Count("utterances"), words=Sum("utterances__word_count")):
            self.assertEqual((event.turn_count, event.word_count), (event.turns, event.words), event.slug)
        for speaker in Speaker.objects.people():
            spoken = Utterance.objects.published().spoken().spoken_by(speaker)
            self.assertEqual(speaker.utterance_count, spoken.count(), speaker.slug)

    def test_an_event_written_as_text_is_read_back(self):
        for event in Event.objects.filter(turn_count__lt=100):
            with self.subTest(event=event.slug):
                transcript = transcript_of(event)
                self.assertEqual(read(write(transcript).encode()), transcript)

    def test_no_template_is_left_unfilled(self):
        for table in (Utterance.objects.values_list("text", flat=True), Event.objects.values_list("title", flat=True)):
            for text in table:
                self.assertNotRegex(text, r"[{}]|%s|  | [,.;]|[,;.]{2}")

    def test_rare_words_are_rare_and_common_phrases_common(self):
        lemmas = list(Utterance.objects.values_list("lemmas", flat=True))
        rare = [lemmatize(word) for word in (*RUSSIAN.rare, *ENGLISH.rare)]
        found = sum(word in text.split() for text in lemmas for word in rare)
        self.assertTrue(0 < found < len(lemmas) / 50, found)
        phrase = sum("в первую очередь" in fold(text) for text in Utterance.objects.values_list("text", flat=True))
        self.assertGreater(phrase, len(lemmas) / 50)

    def test_no_history_is_written(self):
        self.assertFalse(Event.history.exists() or Utterance.history.exists() or Speaker.history.exists())


class GrowingTests(TestCase):
    def test_two_runs_on_empty_databases_give_the_same_rows(self):
        first, second = dumped(30), dumped(30)
        self.assertEqual(first, second)
        self.assertEqual(len(first["speeches.Event"]), 30)

    def test_another_seed_gives_another_archive(self):
        self.assertFalse(rows_by_ref(dumped(5)).keys() & rows_by_ref(dumped(5, seed=2)).keys())

    def test_two_seeds_share_a_database(self):
        make_archive(5)
        made = make_archive(5, seed=2)
        self.assertEqual((made.events, Event.objects.count(), Tag.objects.count()), (5, 10, 40))

    def test_a_second_run_adds_nothing(self):
        make_archive(12)
        before = dump()
        made = make_archive(12)
        self.assertEqual((made.events, made.turns), (0, 0))
        self.assertEqual(dump(), before)

    def test_a_larger_archive_begins_with_the_smaller_one(self):
        small, large = rows_by_ref(dumped(7)), rows_by_ref(dumped(18))
        self.assertEqual({ref: large[ref] for ref in small}, small)

    def test_an_archive_that_grew_is_the_one_made_at_once(self):
        grown, at_once = dumped(7, 18), dumped(18)
        self.assertEqual(rows_by_ref(grown), rows_by_ref(at_once))
        self.assertEqual(len(grown["speeches.Change"]), 18)

    def test_a_run_broken_off_leaves_whole_events_and_the_next_goes_on(self):
        class BrokenOff(Exception):
            pass

        def break_off(number):
            raise BrokenOff

        with self.assertRaises(BrokenOff):
            make_archive(70, progress=break_off)
        whole = Event.objects.annotate(turns=Count("utterances"))
        self.assertEqual([event.turns == event.turn_count for event in whole], [True] * 50)
        self.assertEqual(make_archive(70).events, 20)
        speaker = Speaker.objects.people().first()
        self.assertEqual(speaker.utterance_count, Utterance.objects.published().spoken().spoken_by(speaker).count())

    def test_a_deleted_event_is_made_again(self):
        make_archive(3)
        event = Event.objects.get(ref=Refs(1).event(2))
        event.changes.all().delete()
        Utterance.objects.filter(event=event).delete()
        event.delete()
        self.assertEqual(make_archive(3).events, 1)

    def test_an_editors_tag_of_the_same_address_is_taken(self):
        tag = Tag.objects.create(name_en="Budget", name_ru="Казна")
        make_archive(10)
        tag.refresh_from_db()
        self.assertEqual((tag.name_ru, Tag.objects.count()), ("Казна", 40))

    def test_a_size_out_of_bounds_is_refused(self):
        for size in (0, -1, SIZES[-1] + 1):
            with self.subTest(size=size), self.assertRaisesMessage(ValueError, "from 1 to 1,000,000 events"):
                make_archive(size)
        self.assertFalse(Event.objects.exists())


class CommandTests(TestCase):
    def run_command(self, *arguments, **options):
        out, err = StringIO(), StringIO()
        call_command("make_archive", *arguments, stdout=out, stderr=err, **options)
        return out.getvalue() + err.getvalue()

    def test_it_says_what_was_added(self):
        said = self.run_command("4")
        self.assertIn("4 of 4 events\n", said)
        self.assertTrue(said.endswith(f"Added 4 events with {Utterance.objects.count()} turns.\n"), said)
        self.assertIn("Added 2 events", last := self.run_command("6"))
        self.assertIn("; 4 were there already.", last)
        self.assertIn("All 6 events were there already.", self.run_command("6"))

    def test_verbosity_zero_is_silent(self):
        self.assertEqual(self.run_command("2", verbosity=0), "")
        self.assertEqual(Event.objects.count(), 2)

    def test_a_bad_size_is_misuse(self):
        for size in ("0", "-3", "1000001", "ten", "1.5", ""):
            with self.subTest(size=size), self.assertRaises(SystemExit) as exit_, redirect_stderr(StringIO()) as err:
                Command().run_from_argv(["manage.py", "make_archive", size])
            self.assertEqual(exit_.exception.code, 2)
            self.assertIn(f"“{size}” is no whole number from 1 to 1,000,000.", err.getvalue())
