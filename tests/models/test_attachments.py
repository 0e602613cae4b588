"""Photographs, files, recordings and portraits: what a row knows of its file, and what a change of one leaves."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from speeches.models import AttachedFile, Change, Photograph, Portrait, Recording, current_version, revise
from speeches.models.attachment import as_clock
from speeches.models.store import keep, path_of
from tests.make import make_attached_file, make_event, make_photograph, make_speaker

DIGEST = "ab" * 32


class AddressTests(SimpleTestCase):
    def photograph(self, **overrides):
        defaults = {"sha256": DIGEST, "name": "Зал.JPG", "media_type": "image/jpeg", "width": 3000, "height": 2001}
        return Photograph(**{**defaults, **overrides})

    def test_an_address_is_made_of_the_hash_and_a_name_in_latin_letters(self):
        photograph = self.photograph()
        self.assertEqual(photograph.url, f"/media/{DIGEST}/zal.jpg")
        self.assertEqual(
            [(each.url, each.width, each.height) for each in photograph.renditions],
            [
                (f"/media/{DIGEST}/zal-480.webp", 480, 320),
                (f"/media/{DIGEST}/zal-960.webp", 960, 640),
                (f"/media/{DIGEST}/zal-1600.webp", 1600, 1067),
            ],
        )

    def test_no_name_stands_for_two_files(self):
        for name in ("480.webp", "a-480.webp", "photograph.webp", "..webp", ""):
            photograph = self.photograph(name=name, media_type="image/webp", width=480)
            with self.subTest(name=name):
                self.assertEqual(len(photograph.stored()), 2)

    def test_a_browser_that_cannot_choose_gets_the_middle_size(self):
        for width, chosen in ((3000, 960), (700, 700), (100, 100)):
            self.assertEqual(self.photograph(width=width).fallback.width, chosen)

    def test_only_known_names_lead_to_files(self):
        row = self.photograph()
        self.assertEqual(row.path_of("zal-480.webp"), path_of(DIGEST, "480.webp"))
        for name in ("original", "480.webp", "full.jpg", "../zal.jpg", "zal.png"):
            with self.subTest(name=name), self.assertRaises(KeyError):
                row.path_of(name)

    def test_a_picture_is_described_by_its_alternative_text_or_else_by_its_caption(self):
        self.assertEqual(self.photograph(alternative_text="Двое", caption="Встреча").in_words, "Двое")
        self.assertEqual(self.photograph(caption="Встреча").in_words, "Встреча")
        self.assertEqual(self.photograph().in_words, "")

    def test_a_length_of_time_is_written_as_players_do(self):
        for seconds, written in ((0, "0:00"), (59, "0:59"), (750, "12:30"), (3600, "1:00:00"), (36_061, "10:01:01")):
            self.assertEqual(as_clock(seconds), written)


class StoreTests(SimpleTestCase):
    def test_a_file_is_never_written_over(self):
        keep(DIGEST, "once", [b"first"])
        keep(DIGEST, "once", [b"second"])
        self.assertEqual(path_of(DIGEST, "once").read_bytes(), b"first")

    def test_a_file_is_there_whole_or_not_at_all(self):
        def broken():
            yield b"half"
            raise OSError("the disk is full")

        with self.assertRaises(OSError):
            keep(DIGEST, "half", broken())
        folder = Path(path_of(DIGEST, "half")).parent
        self.assertEqual([path.name for path in folder.iterdir() if path.name not in ("once",)], [])


class ChangeTests(TestCase):
    def setUp(self):
        self.event = make_event(turns=1)
        self.anna = get_user_model().objects.create(username="anna")

    def add(self, row):
        with revise(self.event, by=self.anna, reason="с места") as revision:
            revision.save(row)
        self.event.refresh_from_db()
        return row

    def test_adding_raises_the_version_and_is_in_the_public_log(self):
        before = current_version()
        for number, row in enumerate(
            (
                Photograph(event=self.event, sha256=DIGEST, name="a.jpg", size=1, width=1, height=1),
                AttachedFile(event=self.event, sha256=DIGEST, name="a.pdf", size=1),
                Recording(event=self.event, url="https://example.org/1"),
            ),
            2,
        ):
            with self.subTest(row=row):
                self.add(row)
                self.assertEqual(self.event.version, number)
                change = Change.objects.first()
                self.assertEqual((change.kind, change.version, change.refs), ("corrected", number, []))
                self.assertEqual(row.history.get().history_user, self.anna)
        self.assertGreater(current_version(), before)

    def test_a_photograph_does_not_make_the_text_a_new_one(self):
        photograph = self.add(make_photograph(self.event))
        self.assertFalse(self.event.is_updated)
        with revise(self.event) as revision:
            revision.delete(photograph)
        self.event.refresh_from_db()
        self.assertFalse(self.event.is_updated)
        with revise(self.event) as revision:
            self.event.summary = "Иначе."
            revision.save(self.event)
        self.event.refresh_from_db()
        self.assertTrue(self.event.is_updated, "Words do.")

    def test_history_knows_what_was_deleted(self):
        photograph = make_photograph(self.event, caption="Первый ряд")
        with revise(self.event, by=self.anna) as revision:
            revision.delete(photograph)
        deleted = Photograph.history.first()
        self.assertEqual((deleted.caption, deleted.history_type, deleted.history_user), ("Первый ряд", "-", self.anna))

    def test_a_speakers_portrait_is_kept_in_history(self):
        portrait = Portrait(speaker=make_speaker(), sha256=DIGEST, name="a.jpg", size=1, width=1, height=1)
        before = current_version()
        with revise(by=self.anna) as revision:
            revision.save(portrait)
        self.assertEqual(portrait.history.get().history_user, self.anna)
        self.assertGreater(current_version(), before)


class RuleTests(TestCase):
    def test_what_readers_may_have_belongs_to_a_published_event(self):
        public, draft = make_event(), make_event(status="draft", published_at=None)
        shown = make_photograph(public)
        make_photograph(draft, color=(7, 7, 7))
        self.assertEqual(list(Photograph.objects.published()), [shown])
        make_attached_file(draft)
        self.assertEqual(list(AttachedFile.objects.published()), [])

    def test_a_recording_stands_on_the_web(self):
        event = make_event()
        for url in ("javascript:alert(1)", "ftp://example.org/a", "data:text/html,a", "//example.org", "a b", ""):
            with self.subTest(url=url), self.assertRaises(ValidationError):
                Recording(event=event, url=url).full_clean()
        Recording(event=event, url="https://example.org/video?id=1#t=2").full_clean()

    def test_the_database_keeps_that_rule_too(self):
        event = make_event()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Recording.objects.create(event=event, url="javascript:alert(1)")
