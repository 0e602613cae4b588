"""Every page, in both languages: that it answers, and what it answers with."""

import datetime
import re

from django.conf import settings
from django.db import connection
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.views.defaults import server_error

from speeches.ingest import import_bytes
from speeches.models import current_version, withdraw
from speeches.site.language import path_in
from tests.linked import without_data
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn
from tests.seed import BYTES

LANGUAGES = ("ru", "en")


class EveryPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", description_ru="Директор школы", wikidata="Q1")
        tag = make_tag("Наука", name_en="Science", description_ru="Опыты и открытия.")
        place = make_place("Москва, Кремль")
        event = make_event(place=place, tags=[tag], start_time=datetime.time(12, 25), summary="О школах.")
        turn = make_turn(event, "Добрый [всем] день.", speaker=speaker, attribution_text="А.Ветрова", tags=[tag])
        undated = make_event("Письмо", start_date=None, completeness="lead")
        gone = make_event("Отозванное")
        withdraw(gone, reason="Ошибка.")
        count()
        paths = ["/", "/events/", "/events/2026/", "/events/2026/03/", "/events/2026/03/01/", "/about/"]
        paths += ["/speakers/", "/tags/", "/places/", "/events/?q=школа&page=7"]
        paths += [row.get_absolute_url() for row in (speaker, tag, place, event, turn, undated)]
        cls.paths = [path_in(language, path) for language in LANGUAGES for path in paths]
        cls.lost = [
            path_in(language, path) for language in LANGUAGES for path in ("/nothing/", gone.get_absolute_url())
        ]

    def answers(self):
        for path in [*self.paths, *self.lost]:
            with self.subTest(path=path):
                yield path, self.client.get(path)

    def test_every_page_answers(self):
        for path, response in self.answers():
            self.assertEqual(response.status_code, 200 if path in self.paths else response.status_code)
            self.assertIn(response.status_code, (200, 404, 410))
            self.assertContains(response, "<h1", count=1, status_code=response.status_code)

    def test_the_interface_speaks_the_language_of_the_path(self):
        for path, response in self.answers():
            language = "en" if path.startswith("/en/") else "ru"
            self.assertContains(response, f'<html lang="{language}">', status_code=response.status_code)
            self.assertEqual(response["Content-Language"], language)

    def test_the_other_language_is_the_same_page(self):
        response = self.client.get("/en/events/?q=a&sort=title")
        self.assertContains(response, 'href="/events/?q=a&amp;sort=title" lang="ru"')
        response = self.client.get("/events/?q=a&sort=title")
        self.assertContains(response, 'href="/en/events/?q=a&amp;sort=title" lang="en"')

    def test_a_reader_gets_no_cookie_and_a_cache_may_keep_the_page(self):
        for _path, response in self.answers():
            self.assertFalse(response.cookies)
            self.assertNotIn("Cookie", response.get("Vary", ""))

    def test_the_policy_stands_on_every_page_and_nothing_inline_breaks_it(self):
        for _path, response in self.answers():
            self.assertIn("default-src 'none'", response["Content-Security-Policy"])
            page = without_data(response.content.decode())
            self.assertNotRegex(page, r"<script(?![^>]* src=\"/)|<style|\sstyle=|\son[a-z]+=|javascript:")

    def test_every_page_has_a_title_of_its_own(self):
        titles = {}
        for path, response in self.answers():
            title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]
            self.assertTrue(title.endswith(f" · {settings.SITE_NAME}") and title[0] not in " ·", title)
            titles[path] = title
        self.assertGreater(len(set(titles.values())), 20)

    def test_a_page_names_its_address_and_a_list_by_query_does_not(self):
        self.assertContains(self.client.get("/events/"), f'<link rel="canonical" href="{settings.SITE_URL}/events/">')
        self.assertNotContains(self.client.get("/events/?q=a"), 'rel="canonical"')

    @override_settings(SITE_LICENSE="CC BY 4.0")
    def test_the_licence_is_told_where_there_is_one(self):
        self.assertContains(self.client.get("/about/"), "CC BY 4.0", count=2)


class ConditionalTests(TestCase):
    def setUp(self):
        self.event = make_event(turns=2)
        count()
        self.path = self.event.get_absolute_url()

    def test_who_has_the_page_gets_304_and_no_query_but_the_version(self):
        etag = self.client.get(self.path)["ETag"]
        current_version()
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(self.path, headers={"If-None-Match": etag})
        self.assertEqual((response.status_code, response.content), (304, b""))
        self.assertEqual([query["sql"] for query in queries if "siteversion" not in query["sql"]], [])

    def test_a_change_makes_the_page_new(self):
        etag = self.client.get(self.path)["ETag"]
        withdraw(self.event, reason="Ошибка.")
        response = self.client.get(self.path, headers={"If-None-Match": etag})
        self.assertEqual(response.status_code, 410)

    def test_each_language_has_a_tag_of_its_own(self):
        self.assertNotEqual(self.client.get("/events/")["ETag"], self.client.get("/en/events/")["ETag"])

    def test_an_error_has_no_tag(self):
        self.assertNotIn("ETag", self.client.get("/nothing/"))


class EmptySiteTests(TestCase):
    def test_it_tells_an_editor_what_to_do(self):
        response = self.client.get("/en/")
        self.assertContains(response, "Nothing is published yet")
        self.assertContains(response, 'href="/en/admin/"')
        self.assertContains(response, "manage.py import_seeds")

    def test_a_draft_leaves_it_empty(self):
        make_event("Черновик", status="draft")
        self.assertNotContains(self.client.get("/"), "Черновик")

    def test_its_lists_and_indexes_answer(self):
        for path in ("/events/", "/speakers/", "/tags/", "/places/", "/about/"):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(path).status_code, 200)


class SeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = import_bytes(BYTES, "seed.txt", publish=True).event

    def test_the_event_shows_what_was_printed(self):
        page = self.client.get(self.event.get_absolute_url()).content.decode()
        self.assertIn("4 февраля 2026 года, 12:25</time>", page)
        self.assertIn('datetime="2026-02-04T12:25+03:00"', page)
        self.assertIn("Владимир Путин и Си Цзиньпин провели переговоры в формате видеоконференции", page)
        self.assertIn('<time datetime="2026-02-04T19:04+03:00">4 февраля 2026, 19:04</time>', page)
        self.assertIn('<span class="insertion"> [экономического]</span>', page)
        self.assertEqual(page.count("<article"), 2)
        self.assertEqual(page.count('<p id="u-'), 26)

    def test_home_shows_it_first(self):
        self.assertContains(
            self.client.get("/"), f'<article class="entry newest"><h3><a href="{self.event.get_absolute_url()}">'
        )


class ServerErrorTests(SimpleTestCase):
    """A SimpleTestCase may not touch the database, and the page is given no context."""

    def test_it_needs_neither_database_nor_context(self):
        response = server_error(RequestFactory().get("/"))
        self.assertEqual(response.status_code, 500)
        self.assertIn("<h1>", response.content.decode())

    def test_its_style_lies_where_it_looks_for_it(self):
        page = server_error(RequestFactory().get("/")).content.decode()
        links = re.findall(r'href="/static/(.*?)"', page)
        self.assertGreater(len(links), 5)
        self.assertEqual(settings.STATIC_URL, "/static/")
        for link in links:
            self.assertTrue((settings.BASE_DIR / "static" / link).exists(), link)
