"""Pieces of pages are kept, and every change reaches the pages that show what changed."""

import datetime
from contextlib import contextmanager

from django.db import connection
from django.test import SimpleTestCase, TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from speeches.ingest import import_bytes
from speeches.ingest.merging_tags import merge_tags
from speeches.ingest.speakers.merging import merge_speakers
from speeches.models import (
    Event,
    Utterance,
    current_names,
    current_version,
    expunge,
    publish,
    revise,
    withdraw,
)
from speeches.site.serving.pieces import LARGEST_SHARE, Pieces, pieces
from tests.make import (
    count,
    make_event,
    make_office,
    make_photograph,
    make_place,
    make_portrait,
    make_speaker,
    make_tag,
    make_turn,
)

TEXT = "Встреча о мостах\n1 марта 2026 года\n\nАнна Ветрова: Мост готов, тел. 555-0199.\n"


@override_settings(KEEPS_PIECES=True)
class FreshnessTests(TestCase):
    """Each change: with pieces of before, pages come out as they do with none."""

    def setUp(self):
        self.anna, self.peter = make_speaker("Анна Ветрова"), make_speaker("Пётр Ларин")
        self.tag, self.other_tag = make_tag("Мосты"), make_tag("Реки")
        self.place = make_place("Тверь")
        day = datetime.date(2026, 3, 10)
        self.event = make_event("Встреча", tags=[self.tag, self.other_tag], place=self.place, start_date=day)
        self.turn = make_turn(self.event, "Мост готов. " * 20, speaker=self.anna, tags=[self.other_tag])
        make_turn(self.event, "Спасибо.", speaker=self.peter)
        self.next = make_event("Завтра", start_date=day + datetime.timedelta(days=1))
        make_turn(self.next, "Река.", speaker=self.peter)
        self.draft = make_event(
            "Meeting", language="en", translation_of=self.event, status="draft", published_at=None, start_date=day
        )
        make_turn(self.draft, "The bridge.", speaker=self.peter)
        self.rows = [self.event, self.next, self.anna, self.peter, self.tag, self.other_tag, self.place]
        count()

    def addresses(self):
        lists = ["/", "/en/events/", "/events/2026/", "/events/2026/03/"]
        rows = [type(row).objects.filter(pk=row.pk).first() for row in self.rows]
        return [*lists, *(row.get_absolute_url() for row in rows if row)]

    def pages(self):
        return {path: self.client.get(path).content.decode() for path in self.addresses()}

    @contextmanager
    def reaching(self, *paths):
        """Expect that the pages at these paths change, and that all are as if nothing had been kept."""
        before = self.pages()
        self.assertTrue(pieces.size)
        yield
        after = self.pages()
        pieces.clear()
        self.assertEqual(after, self.pages())
        for path in paths:
            self.assertNotEqual(before.get(path), after.get(path), path)

    def test_a_correction(self):
        with (
            self.reaching("/", self.event.get_absolute_url(), self.anna.get_absolute_url()),
            self.revised() as revision,
        ):
            self.turn.text = "Мост не готов. " * 20
            revision.save(self.turn)

    def test_a_turn_of_somebody_else(self):
        both = (self.anna.get_absolute_url(), self.peter.get_absolute_url())
        with self.reaching("/en/events/", *both), self.revised() as revision:
            self.turn.speaker = self.peter
            revision.save(self.turn)

    def test_a_turn_less(self):
        with self.reaching("/en/events/", self.anna.get_absolute_url()), self.revised() as revision:
            revision.delete(self.turn)

    def test_a_new_title_another_day_and_place(self):
        shown = (self.next.get_absolute_url(), self.tag.get_absolute_url(), self.place.get_absolute_url())
        with self.reaching("/events/2026/", *shown), self.revised() as revision:
            revision.event.title, revision.event.place = "Заседание", make_place("Псков")
            revision.event.start_date = datetime.date(2026, 3, 20)
            revision.save(revision.event)

    def test_tags_of_an_event_and_of_a_turn(self):
        paths = (self.event.get_absolute_url(), self.tag.get_absolute_url(), self.other_tag.get_absolute_url())
        with self.reaching(*paths), self.revised() as revision:
            revision.set_tags(revision.event, [self.other_tag])
            revision.set_tags(self.turn, [self.tag])

    def test_a_publication_in_another_language(self):
        shown = (self.event.get_absolute_url(), self.tag.get_absolute_url(), self.place.get_absolute_url())
        with self.reaching("/", "/en/events/", "/events/2026/", *shown):
            publish(self.draft)

    def test_a_translation_of_something_else(self):
        publish(self.draft)
        with (
            self.reaching("/en/events/", self.event.get_absolute_url(), self.tag.get_absolute_url()),
            revise(self.draft) as revision,
        ):
            revision.event.translation_of = self.next
            revision.save(revision.event)

    def test_a_withdrawal(self):
        with self.reaching("/", "/events/2026/", self.next.get_absolute_url(), self.tag.get_absolute_url()):
            withdraw(self.event, reason="Спор.")

    def test_names(self):
        for row in (self.anna, self.tag, self.place):
            paths = (self.event.get_absolute_url(), row.get_absolute_url())
            with self.subTest(row=row), self.reaching(*paths), revise() as revision:
                row.name_ru = f"{row.name_ru} (новое имя)"
                revision.save(row)

    def test_two_people_who_are_one(self):
        with self.reaching("/en/events/", self.event.get_absolute_url(), self.peter.get_absolute_url()):
            merge_speakers(self.anna, self.peter)

    def test_two_tags_that_are_one(self):
        with self.reaching(self.event.get_absolute_url(), self.tag.get_absolute_url()):
            merge_tags(self.other_tag, self.tag)

    def test_offices_portraits_and_photographs(self):
        for make in (
            lambda: make_office(self.anna, "мэр"),
            lambda: make_portrait(self.anna),
            lambda: make_photograph(self.event),
        ):
            with self.reaching(self.event.get_absolute_url()), self.revised() as revision:
                revision.save(make())

    def test_an_import_its_new_version_and_words_that_are_expunged(self):
        with self.reaching("/", "/events/2026/"):
            event = import_bytes(TEXT.encode(), "мосты.txt", publish=True).event
        self.rows.append(event)
        address = event.get_absolute_url()
        with self.reaching(address, self.anna.get_absolute_url()):
            import_bytes(TEXT.replace("готов", "открыт").encode(), "мосты.txt")
        with self.reaching(address):
            import_bytes(TEXT.replace("готов", "открыт").replace("\n\n", "\n\n\n").encode(), "мосты.txt")
        with self.reaching(address):
            expunge(event, "555-0199", reason="Личное.")
        self.assertNotIn("555-0199", str(self.pages()))

    def revised(self):
        return revise(self.event, reason="Ошибка.", nature="correction")


@override_settings(KEEPS_PIECES=True)
class KeepingTests(TestCase):
    def setUp(self):
        self.speaker, self.tag = make_speaker(), make_tag()
        self.event = make_event("Встреча", tags=[self.tag], turns=3)
        make_turn(self.event, speaker=self.speaker)
        self.other = make_event("Другая", start_date=datetime.date(2020, 1, 1))
        count()

    def test_a_publication_leaves_what_it_does_not_touch(self):
        rows = [self.event, self.speaker, self.tag]
        for row in rows:
            self.client.get(row.get_absolute_url())
        names = current_names()
        with revise(self.other) as revision:
            revision.event.title = "Иная"
            revision.save(revision.event)
        self.assertGreater(current_version(), 1)
        self.assertEqual(current_names(), names)
        for row in rows:
            with CaptureQueriesContext(connection) as queries:
                self.client.get(row.get_absolute_url())
            self.assertFalse([each for each in queries if Utterance._meta.db_table in each["sql"]], row)

    def test_a_page_with_a_parameter_that_nobody_knows_is_none(self):
        address = self.tag.get_absolute_url()
        for path in (f"{address}?utm=1", address):
            self.assertFalse([key for key in pieces._pieces if key[0] == "page"])
            self.client.get(path)
        self.assertTrue([key for key in pieces._pieces if key[0] == "page"])

    def test_a_draft_is_none(self):
        Event.objects.filter(pk=self.event.pk).update(status="draft")
        self.event.changes.all().delete()
        self.assertEqual(self.client.get(self.event.get_absolute_url()).status_code, 404)
        self.assertFalse(pieces.size)


class BoundTests(SimpleTestCase):
    def test_the_oldest_give_way_and_too_large_ones_are_not_kept(self):
        kept = Pieces(most=10_000)
        for key in range(9):
            kept.put(key, "a" * 1_000)
        kept.get(0)
        for key in range(9, 12):
            kept.put(key, "a" * 1_000)
        kept.put("large", "a" * (10_000 // LARGEST_SHARE))
        self.assertLessEqual(kept.size, 10_000)
        self.assertEqual([key for key in range(12) if kept.get(key)], [0, *range(4, 12)])
        self.assertIsNone(kept.get("large"))

    def test_a_page_takes_less_room_than_it_is_long(self):
        kept, page = Pieces(most=10_000), b"<p>Monday and Tuesday</p>" * 1_000
        kept.put("page", page)
        self.assertEqual(kept.get("page"), page)
        self.assertLess(kept.size, len(page) // 4)
