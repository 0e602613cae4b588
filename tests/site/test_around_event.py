"""What an event's page leads on to: the events before and after, the file it came in, the terms of use."""

import datetime

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from speeches.ingest import import_bytes
from speeches.models import Event, Source, expunge, share_draft, withdraw
from speeches.site.lists.neighbours import neighbours
from speeches.site.views.source import file_name, media_type
from tests.make import make_event

TEXT = "Встреча о мостах\n1 марта 2026 года\n\nАнна Ветрова: Мост готов, тел. 555-0199.\n".encode("cp1251")


def on(day, title, **overrides):
    return make_event(title, start_date=datetime.date(2026, 3, day), **overrides)


class NeighboursTests(TestCase):
    def test_the_events_before_and_after_are_those_of_the_list(self):
        first, second, third, fourth = on(3, "Раз"), on(1, "Два"), on(1, "Три"), on(2, "Четыре")
        ordered = [second, third, fourth, first]
        for before, event, after in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
            self.assertEqual(neighbours(event), (before, after))

    def test_the_time_of_day_counts(self):
        late = on(1, "Раз", start_time=datetime.time(18))
        early = on(1, "Два", start_time=datetime.time(9))
        self.assertEqual(neighbours(late), (early, None))

    def test_each_event_stands_once_in_the_language_of_this_one(self):
        first, second = on(1, "Раз"), on(2, "Два")
        english, alone = on(1, "One", language="en", translation_of=first), on(3, "Три")
        two = on(2, "Two", language="en", translation_of=second)
        self.assertEqual(neighbours(second), (first, alone))
        self.assertEqual(neighbours(two), (english, alone))
        self.assertEqual(neighbours(first), (None, second))

    def test_only_what_is_public_and_dated_counts(self):
        event = on(2, "Два")
        on(1, "Черновик", status=Event.Status.DRAFT, published_at=None)
        withdraw(on(3, "Отозвано"), reason="Спор.")
        undated = make_event("Письмо", start_date=None)
        self.assertEqual(neighbours(event), (None, None))
        self.assertEqual(neighbours(undated), (None, None))

    def test_the_page_links_to_both(self):
        before, event, after = on(1, "Раз"), on(2, "Два"), on(3, "Три")
        page = self.client.get(f"/en{event.get_absolute_url()}")
        self.assertContains(page, f'rel="prev" href="/en{before.get_absolute_url()}" lang="ru">← Раз</a>')
        self.assertContains(page, f'rel="next" href="/en{after.get_absolute_url()}" lang="ru">Три →</a>')

    def test_they_are_found_by_the_index_of_lists(self):
        event = on(2, "Два")
        with CaptureQueriesContext(connection) as queries:
            neighbours(event)
        self.assertEqual(len(queries), 2)
        if connection.vendor == "sqlite":
            for query in queries:
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                    plan = [row[3] for row in cursor.fetchall()]
                self.assertRegex(plan[0], r"SEARCH speeches_event USING INDEX event_newest \(status=\? AND sort_key")
                self.assertNotIn("USE TEMP B-TREE FOR ORDER BY", plan)


class SourceTests(TestCase):
    def setUp(self):
        self.event = import_bytes(TEXT, "папка/мосты.txt", publish=True).event
        self.source = Source.objects.get()
        self.path = f"{self.event.get_absolute_url()}source/{self.source.pk}/"

    def test_the_file_is_had_byte_for_byte(self):
        response = self.client.get(self.path)
        self.assertEqual(response.content, TEXT)
        self.assertEqual(response["Content-Type"], f"text/plain; charset={self.source.encoding}")
        self.assertRegex(response["Content-Disposition"], r"^attachment; filename\*=utf-8''[^/]+\.txt$")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")

    def test_the_page_leads_to_it(self):
        page = self.client.get(f"/en{self.event.get_absolute_url()}")
        self.assertContains(page, f'<a href="/en{self.path}" rel="nofollow" download>download the original</a>')

    def test_a_page_of_html_is_sent_as_text(self):
        Source.objects.update(media_type="text/html", name="x\r\nSet-Cookie: a=1.html")
        response = self.client.get(self.path)
        self.assertTrue(response["Content-Type"].startswith("text/plain"))
        self.assertNotIn("\n", response["Content-Disposition"])
        self.assertNotIn("a", response.cookies)

    def test_what_was_expunged_from_is_not_there(self):
        expunge(self.event, "555-0199", reason="Личное.")
        self.assertEqual(self.client.get(self.path).status_code, 404)
        self.assertNotContains(self.client.get(f"/en{self.event.get_absolute_url()}"), "download the original")

    def test_only_a_public_event_has_it(self):
        other = make_event("Другая")
        self.assertEqual(self.client.get(f"{other.get_absolute_url()}source/{self.source.pk}/").status_code, 404)
        withdraw(self.event, reason="Спор.")
        self.assertEqual(self.client.get(self.path).status_code, 410)
        Event.objects.filter(pk=self.event.pk).update(status="draft", withdrawn_at=None)
        self.event.changes.all().delete()
        self.assertEqual(self.client.get(self.path).status_code, 404)
        self.event.refresh_from_db()
        link = share_draft(self.event)
        self.assertNotContains(self.client.get(f"/en{link.get_absolute_url()}"), "download the original")

    def test_a_number_of_no_source_is_not_found(self):
        for number in (0, 10**30):
            self.assertEqual(self.client.get(f"{self.event.get_absolute_url()}source/{number}/").status_code, 404)

    def test_kinds_that_a_browser_might_run_have_none(self):
        self.assertEqual(media_type("application/xhtml+xml", "utf-8"), "text/plain; charset=utf-8")
        self.assertEqual(media_type("image/svg+xml", ""), "text/plain; charset=utf-8")
        self.assertEqual(media_type("application/pdf", ""), "application/octet-stream")

    def test_a_name_is_the_last_part_of_a_path(self):
        self.assertEqual(
            [file_name(name) for name in ("a/b.txt", "C:\\x\\b.txt", "", "\x00")], ["b.txt"] * 2 + ["source.txt"] * 2
        )


class TermsTests(TestCase):
    def test_a_licence_is_told_with_what_to_name(self):
        event = make_event()
        self.assertNotContains(self.client.get(f"/en{event.get_absolute_url()}"), "Reuse:")
        with override_settings(SITE_LICENSE="CC BY 4.0"):
            page = self.client.get(f"/en{event.get_absolute_url()}")
        self.assertContains(page, "Reuse: CC BY 4.0. Name the speaker")
