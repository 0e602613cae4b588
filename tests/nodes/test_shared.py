"""What nodes share in a Redis, and what they do without one."""

import gzip
import logging
import os
import tempfile
from pathlib import Path

from django.core.cache import cache, caches
from django.http import HttpResponse
from django.test import SimpleTestCase, TestCase, override_settings

from config.environment import cache as cache_settings
from speeches.models import raise_version
from speeches.nodes import shared
from speeches.site.serving import shared_pages
from speeches.site.serving.kept import Page, pages
from tests.make import make_event, make_turn, the_clock_stands

from .servers import RedisServer


class SharedTestCase(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.redis = RedisServer(cls.folder).start()
        cls.addClassCleanup(cls.redis.kill)
        told = {"default": cache_settings(cls.redis.url, "a key")}
        cls.enterClassContext(override_settings(CACHES=told, KEEPS_PAGES=True, SHARES_PAGES=True))
        super().setUpClass()

    def setUp(self):
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.start_again()
        cache.clear()

    def start_again(self):
        if self.redis.process.poll() is not None:
            self.redis.start()
        shared.service.answered()


class ValuesTests(SharedTestCase):
    def test_a_value_comes_back_as_it_was(self):
        for value in (b"\x00bytes\xff", b"", "речь", 1_764_150_000.123456, 7, None, ["a", {"b": 1}]):
            cache.set("value", value)
            self.assertEqual(cache.get("value", "missing"), value)
        cache.set("count", 7)
        self.assertEqual(cache.incr("count"), 8)
        with self.assertRaises(TypeError):
            cache.set("object", object())

    def test_sites_with_other_keys_do_not_meet(self):
        cache.set("value", 1)
        with override_settings(CACHES={"default": cache_settings(self.redis.url, "another key")}):
            self.assertIsNone(caches["default"].get("value"))

    def test_a_dead_one_is_as_one_in_memory_and_left_alone_for_a_while(self):
        cache.set("value", "shared")
        self.redis.kill()
        self.assertIsNone(cache.get("value"))
        cache.set("value", "alone")
        self.assertEqual(cache.get("value"), "alone")
        self.assertTrue(shared.service.is_down)
        self.assertFalse(shared.service.may_be_asked())
        self.redis.start()
        self.assertEqual(cache.get("value"), "alone")
        self.assertEqual(shared.what_is_wrong(caches["default"]), "")
        self.assertIsNone(cache.get("value"))

    def test_the_log_is_told_once_a_pause(self):
        self.redis.kill()
        logging.disable(logging.NOTSET)
        with self.assertLogs("speeches.nodes.service", "WARNING") as told:
            for _ in range(20):
                cache.get("value")
        self.assertEqual(len(told.records), 1)

    def test_whoever_watches_is_warned_and_told_no_address(self):
        self.assertEqual(self.client.get("/readyz").json()["checks"]["cache"], {"status": "ok"})
        self.redis.kill()
        answer = self.client.get("/readyz")
        told = answer.json()
        self.assertEqual((answer.status_code, told["status"], told["checks"]["cache"]["status"]), (200, "warn", "warn"))
        self.assertNotIn("127.0.0.1", answer.content.decode())


@the_clock_stands()
class PagesTests(SharedTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("A sitting", turns=30)
        cls.path = cls.event.get_absolute_url()

    def elsewhere(self):
        """Be another process from now on."""
        pages.clear()

    def test_what_one_node_made_is_not_made_by_another(self):
        first = self.client.get(self.path)
        self.elsewhere()
        with self.assertNumQueries(0):
            again = self.client.get(self.path)
            packed = self.client.get(self.path, headers={"Accept-Encoding": "gzip"})
        # Only the request has a name of its own.
        headers = [{**answer.headers, "X-Request-ID": ""} for answer in (first, again)]
        self.assertEqual((again.content, headers[1]), (first.content, headers[0]))
        self.assertEqual(gzip.decompress(packed.content), first.content)

    def test_a_change_makes_it_old_everywhere(self):
        self.client.get(self.path)
        make_turn(self.event, "Новые слова.")
        raise_version()
        self.elsewhere()
        self.assertContains(self.client.get(self.path), "Новые слова.")

    def test_what_a_view_asked_of_the_policy_goes_along(self):
        path = f"/embed/{self.event.ref}/"
        for _ in range(2):
            answer = self.client.get(path)
            self.assertIn("frame-ancestors *", answer["Content-Security-Policy"])
            self.assertNotIn("X-Frame-Options", answer)
            self.elsewhere()

    def test_a_dead_redis_costs_readers_nothing_but_time(self):
        self.redis.kill()
        for path in (self.path, "/en/search/?q=day", "/api/v1/events/"):
            self.assertEqual(self.client.get(path).status_code, 200)


class ShelfTests(SharedTestCase):
    def test_a_page_that_is_too_large_is_not_shared(self):
        for key, size in (("small", 100_000), ("large", shared_pages.MOST_BYTES)):
            shared_pages.put(key, Page(HttpResponse(os.urandom(size))))
        pages.clear()
        self.assertIsNotNone(shared_pages.get("small"))
        self.assertIsNone(shared_pages.get("large"))

    def test_it_leaves_by_itself(self):
        shared_pages.put("page", Page(HttpResponse("x")))
        client = cache._cache.get_client()
        [key] = client.keys()
        self.assertTrue(0 < client.ttl(key) <= shared_pages.SECONDS)


class AloneTests(SimpleTestCase):
    def test_a_site_without_redis_asks_for_none(self):
        shared_pages.put("page", Page(HttpResponse("x")))
        self.assertIsNone(shared_pages.get("page"))
