"""The impolite are asked to wait; a polite client never is."""

import json
from unittest import mock

from django.core.cache import cache
from django.test import TestCase, override_settings

from speeches.models import current_version
from tests.make import make_event

from .client import ROOT


@override_settings(API_RATE=10, API_BURST=100)
class ThrottlingTests(TestCase):
    def setUp(self):
        cache.clear()
        self.addCleanup(cache.clear)
        self.now = 1_000_000.0
        clock = mock.patch("speeches.site.pace.time.time", side_effect=lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)

    def ask(self, path="tags/?lang=en", **headers):
        return self.client.get(f"{ROOT}/{path}", **headers)

    def statuses(self, number, **headers):
        return [self.ask(**headers).status_code for _ in range(number)]

    def test_a_hundred_at_once_are_answered_and_the_next_one_is_to_wait(self):
        self.assertEqual(set(self.statuses(100)), {200})
        refused = self.ask()
        told = json.loads(refused.content)
        self.assertEqual((refused.status_code, told["status"], refused["Retry-After"]), (429, 429, "1"))
        self.assertEqual(refused["Content-Type"], "application/problem+json")
        self.assertEqual(refused["Access-Control-Allow-Origin"], "*")
        self.assertIn("Retry-After", told["detail"])
        self.now += 1
        self.assertEqual(self.statuses(11), [200] * 10 + [429])

    def test_ten_a_second_may_go_on_for_ever(self):
        self.statuses(100)
        for _ in range(100):
            self.now += 0.1
            self.assertEqual(self.ask().status_code, 200)

    def test_who_waits_may_ask_as_at_first(self):
        self.statuses(101)
        self.now += 10
        self.assertEqual(self.statuses(101), [200] * 100 + [429])

    def test_every_address_has_its_own_count(self):
        self.statuses(101)
        self.assertEqual(self.ask(REMOTE_ADDR="10.0.0.2").status_code, 200)

    def test_behind_a_trusted_proxy_the_count_is_the_clients(self):
        self.statuses(101, REMOTE_ADDR="198.51.100.1")
        self.assertEqual(self.ask(headers={"X-Forwarded-For": "198.51.100.2"}).status_code, 200)
        self.assertEqual(self.ask(headers={"X-Forwarded-For": "198.51.100.1"}).status_code, 429)
        told = {"REMOTE_ADDR": "198.51.100.1", "headers": {"X-Forwarded-For": "198.51.100.2"}}
        self.assertEqual(self.ask(**told).status_code, 429)

    def test_the_addresses_of_one_network_are_one_caller(self):
        self.statuses(101, REMOTE_ADDR="2001:db8:1:2::1")
        self.assertEqual(self.ask(REMOTE_ADDR="2001:db8:1:2:ffff::2").status_code, 429)
        self.assertEqual(self.ask(REMOTE_ADDR="2001:db8:1:3::1").status_code, 200)

    def test_it_holds_for_the_quote_check_too(self):
        self.statuses(100)
        refused = self.client.post(f"{ROOT}/quote/", {"text": "Мост"})
        self.assertEqual((refused.status_code, refused["Retry-After"]), (429, "1"))

    def test_pages_for_readers_are_not_counted(self):
        self.statuses(101)
        self.assertEqual(self.client.get("/events/").status_code, 200)

    @override_settings(KEEPS_PAGES=True)
    def test_what_costs_nothing_is_not_counted(self):
        make_event("О мостах")
        current_version()
        etag = self.ask("events/")["ETag"]
        for _ in range(150):
            self.assertEqual(self.ask("events/").status_code, 200)
            self.assertEqual(self.ask("events/", headers={"If-None-Match": etag}).status_code, 304)
