"""The facts of the seed, one by one: what a new clone shows."""

import datetime
import hashlib
import zoneinfo

from django.core.management import call_command
from django.test import SimpleTestCase, TestCase

from speeches.ingest import transcript_of
from speeches.models import Change, Event, Place, Source, Speaker
from speeches.transcripts import read, spans, write
from tests import seed

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")


class SeedAsReadTests(SimpleTestCase):
    def test_it_comes_back_byte_for_byte(self):
        transcript = read(seed.BYTES)
        self.assertEqual(write(transcript), seed.BYTES.decode())
        self.assertEqual(write(transcript).encode(transcript.encoding), seed.BYTES)

    def test_nothing_is_doubtful(self):
        self.assertEqual(read(seed.BYTES).doubts, ())

    def test_its_leading_mark_is_layout(self):
        first = read(seed.BYTES).blocks[0]
        self.assertEqual((first.kind, first.before), ("headline", "|"))

    def test_the_editors_insertions_are_known_as_such(self):
        found = [
            paragraph[span.start : span.end]
            for turn in read(seed.BYTES).turns
            for paragraph in turn.paragraphs
            for span in spans(paragraph)
            if span.kind == "insertion"
        ]
        self.assertEqual(found, ["[экономического]", "[чтобы]"])


class SeedAsKeptTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("import_seeds", verbosity=0)
        cls.event = Event.objects.get()
        cls.first, cls.second = cls.event.utterances.select_related("speaker").order_by("position")
        cls.source = Source.objects.get()

    def test_it_is_one_published_event(self):
        self.assertEqual(list(Event.objects.published()), [self.event])

    def test_its_title(self):
        self.assertEqual(self.event.title, "Видеоконференция с Председателем КНР Си Цзиньпином")

    def test_its_lead(self):
        self.assertEqual(
            self.event.summary,
            "Владимир Путин в формате видеоконференции провел переговоры "
            "с Председателем Китайской Народной Республики Си Цзиньпином.",
        )

    def test_it_starts_on_4_february_2026_at_12_25_in_moscow(self):
        self.assertEqual(self.event.start_date, datetime.date(2026, 2, 4))
        self.assertEqual(self.event.start_time, datetime.time(12, 25))
        self.assertEqual(self.event.starts_at, datetime.datetime(2026, 2, 4, 12, 25, tzinfo=MOSCOW))

    def test_its_place(self):
        self.assertEqual(self.event.place, Place.objects.get())
        self.assertEqual(self.event.place.name_ru, "Москва, Кремль")

    def test_its_language(self):
        self.assertEqual(self.event.language, "ru")

    def test_the_heading_stands_above_the_first_turn(self):
        self.assertEqual(self.first.heading, "Начало видеоконференции с Председателем КНР Си Цзиньпином")
        self.assertEqual(self.second.heading, "")

    def test_the_first_turn_is_vladimir_putins_expanded_from_the_header(self):
        self.assertEqual(self.first.speaker.name_ru, "Владимир Путин")
        self.assertEqual(self.first.speaker.sort_name, "Путин, Владимир")
        self.assertEqual(self.first.attribution_text, "В.Путин")
        self.assertEqual(self.first.found_by, "expanded")
        self.assertEqual(len(self.first.paragraphs), 15)
        self.assertEqual(self.first.delivery, "original")

    def test_the_second_turn_is_xi_jinpings_through_an_interpreter(self):
        self.assertEqual(self.second.speaker.name_ru, "Си Цзиньпин")
        self.assertEqual(self.second.attribution_text, "Си Цзиньпин (как переведено)")
        self.assertEqual(len(self.second.paragraphs), 11)
        self.assertEqual(self.second.delivery, "interpreted")

    def test_there_are_no_other_speakers(self):
        self.assertEqual(Speaker.objects.count(), 2)

    def test_it_was_published_when_the_stamp_says(self):
        self.assertEqual(self.event.published_at, datetime.datetime(2026, 2, 4, 19, 4, tzinfo=MOSCOW))

    def test_the_source_keeps_the_bytes(self):
        self.assertEqual(bytes(self.source.content), seed.BYTES)
        self.assertEqual(self.source.sha256, hashlib.sha256(seed.BYTES).hexdigest())
        self.assertEqual(self.source.event, self.event)

    def test_the_source_keeps_headline_and_stamp_as_printed(self):
        self.assertEqual(
            self.source.headline, "Владимир Путин и Си Цзиньпин провели переговоры в формате видеоконференции"
        )
        self.assertEqual(self.source.stamp, datetime.datetime(2026, 2, 4, 19, 4, tzinfo=MOSCOW))

    def test_the_source_keeps_the_transcript_as_read(self):
        self.assertEqual(self.source.as_read(), read(seed.BYTES))
        self.assertEqual(write(self.source.as_read()).encode(), seed.BYTES)

    def test_the_rows_are_the_transcript_again(self):
        transcript = transcript_of(self.event)
        self.assertEqual(transcript.turns, read(seed.BYTES).turns)
        self.assertEqual(read(write(transcript).encode()), transcript)

    def test_insertions_are_not_counted_as_speech(self):
        text = "\n".join(self.second.paragraphs).replace("[чтобы]", "")
        self.assertEqual(self.second.word_count, read_words(text))

    def test_a_second_import_adds_nothing_and_keeps_edits(self):
        self.first.text = self.first.text.replace("дорогой друг", "милый друг")
        self.first.save()
        before = counts()
        call_command("import_seeds", verbosity=0)
        self.assertEqual(counts(), before)
        self.first.refresh_from_db()
        self.assertIn("милый друг", self.first.text)


def read_words(text):
    from speeches.words import count_words

    return count_words(text)


def counts():
    return [model.objects.count() for model in (Event, Speaker, Place, Source, Change)]
