"""Pages that a process has made already are given again as they were, to readers alone and never too long."""

import gzip

from csp.decorators import csp_replace
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_exempt

from config.urls import urlpatterns as of_the_site
from speeches.models import publish, withdraw
from speeches.site.serving.kept import LARGEST_SHARE, Page, Pages, may_be_kept
from tests.admin.rows import make_user
from tests.make import make_event, the_clock_stands

PACKS = {"Accept-Encoding": "br, gzip"}


@the_clock_stands()
@override_settings(KEEPS_PAGES=True)
class KeepingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("A sitting", turns=30)
        cls.path = cls.event.get_absolute_url()

    def test_a_page_is_made_once_whoever_asks(self):
        first = self.client.get(self.path)
        with self.assertNumQueries(0):
            again = self.client.get(self.path)
        self.assertEqual(again.content, first.content)
        # These are given by the middleware above, to each answer its own.
        own = {"Content-Security-Policy": "", "X-Request-ID": ""}
        self.assertEqual({**again.headers, **own}, {**first.headers, **own})
        self.assertIn("default-src 'none'", again["Content-Security-Policy"])

    def test_it_is_forgotten_with_the_next_change_anywhere(self):
        self.assertContains(self.client.get("/en/events/"), "A sitting")
        self.client.get("/en/events/")
        withdraw(self.event, reason="By mistake.")
        self.assertNotContains(self.client.get("/en/events/"), "A sitting")
        self.assertEqual(self.client.get(self.path).status_code, 410)
        publish(make_event("Another sitting", status="draft"))
        self.assertContains(self.client.get("/en/events/"), "Another sitting")

    def test_each_address_has_its_own(self):
        self.assertNotEqual(self.client.get("/events/").content, self.client.get("/en/events/").content)
        self.client.get("/en/events/?sort=title")
        with self.assertNumQueries(0):
            self.client.get("/en/events/?sort=title")

    def test_an_unknown_parameter_is_answered_and_not_kept(self):
        self.client.get(f"{self.path}?utm_source=letter")
        self.assertTrue(self.queries_of(f"{self.path}?utm_source=letter"))

    def queries_of(self, path):
        with CaptureQueriesContext(connection) as made:
            self.client.get(path)
        return made.captured_queries

    def test_an_editor_neither_gets_what_is_kept_nor_leaves_anything(self):
        kept = self.client.get(self.path)
        self.client.force_login(make_user("pavel", group="Publishers"))
        theirs = self.client.get(self.path)
        self.assertNotIn("ETag", theirs)
        self.assertNotIn("public", theirs.get("Cache-Control", ""))
        self.client.logout()
        self.client.cookies.clear()
        self.assertEqual(self.client.get(self.path).content, kept.content)

    def test_a_stranger_s_host_is_refused_as_before(self):
        self.client.get(self.path)
        self.assertEqual(self.client.get(self.path, headers={"Host": "evil.example"}).status_code, 400)

    def test_what_is_not_there_is_looked_for_again(self):
        self.client.get("/events/2026/03/02/nothing/")
        self.assertTrue(self.queries_of("/events/2026/03/02/nothing/"))

    def test_head_is_answered_like_get(self):
        length = self.client.get(self.path)["Content-Length"]
        self.assertEqual(self.client.head(self.path)["Content-Length"], length)

    @override_settings(KEEPS_PAGES=False)
    def test_nothing_is_kept_where_the_cache_is_none(self):
        self.client.get(self.path)
        self.assertTrue(self.queries_of(self.path))


@override_settings(KEEPS_PAGES=True)
class PackingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.path = make_event("A sitting", turns=30).get_absolute_url()

    def test_it_is_compressed_for_whoever_takes_that_at_first_and_again(self):
        plain = self.client.get(f"{self.path}?utm=1").content
        for time in ("made", "kept", "kept packed"):
            with self.subTest(time):
                answer = self.client.get(self.path, headers=PACKS)
                self.assertEqual(answer["Content-Encoding"], "gzip")
                self.assertEqual(int(answer["Content-Length"]), len(answer.content))
                self.assertEqual(answer["Vary"], "Accept-Encoding")
                self.assertEqual(gzip.decompress(answer.content).count(b"<article"), plain.count(b"<article"))

    def test_others_get_it_as_it_is_before_and_after(self):
        before = self.client.get(self.path)
        self.client.get(self.path, headers=PACKS)
        self.client.get(self.path, headers=PACKS)
        for headers in ({}, {"Accept-Encoding": "gzip;q=0, br"}):
            after = self.client.get(self.path, headers=headers)
            self.assertNotIn("Content-Encoding", after)
            self.assertEqual(after.content, before.content)
            self.assertEqual(int(after["Content-Length"]), len(after.content))


class PagesTests(SimpleTestCase):
    def page(self, size, fill=b"x"):
        return Page(HttpResponse(fill * size))

    def test_the_longest_unasked_gives_way(self):
        pages = Pages(most=960)
        for key in "abcd":
            pages.put(key, self.page(100))
        pages.put("a", self.page(100))
        for key in "efgh":
            pages.put(key, self.page(100))
        pages.get("a")
        pages.put("i", self.page(100))
        self.assertEqual("".join(key for key in "abcdefghi" if pages.get(key)), "acdefghi")
        self.assertLessEqual(pages.size, 960)

    def test_one_that_is_too_large_is_not_kept(self):
        pages = Pages(most=1_200)
        pages.put("a", self.page(1_200 // LARGEST_SHARE))
        self.assertIsNone(pages.get("a"))

    def test_a_key_that_is_put_again_counts_once(self):
        pages = Pages(most=1_200)
        for _ in range(3):
            pages.put("a", self.page(60))
        self.assertEqual(pages.size, 72)

    def test_cookies_and_what_varies_by_them_are_nobody_else_s(self):
        request = RequestFactory().get("/")
        plain, own, varying = HttpResponse("x"), HttpResponse("x"), HttpResponse("x", headers={"Vary": "Cookie"})
        own.set_cookie("csrftoken", "secret")
        self.assertEqual([may_be_kept(request, each) for each in (plain, own, varying)], [True, False, False])


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def framed(request):
    return HttpResponse("<p>May stand in a frame.")


urlpatterns = [path("framed/", framed), *of_the_site]


@override_settings(ROOT_URLCONF=__name__, KEEPS_PAGES=True)
class PolicyTests(TestCase):
    def test_what_a_view_asked_of_the_policy_is_kept_with_the_page(self):
        for time in ("made", "kept"):
            with self.subTest(time):
                answer = self.client.get("/framed/")
                self.assertNotIn("X-Frame-Options", answer)
                self.assertIn("frame-ancestors *", answer["Content-Security-Policy"])
