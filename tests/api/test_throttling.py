"""The impolite are asked to wait; a polite client never is."""

import json
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.cache import cache
from django.test import SimpleTestCase, TestCase, override_settings

from speeches.models import current_version
from speeches.site.serving.pace import SLOTS, Pace
from tests.engine import UNSET
from tests.make import make_event
from tests.scratch import ROOT as ROOT_FOLDER

from .client import ROOT


@override_settings(API_RATE=10, API_BURST=100)
class ThrottlingTests(TestCase):
    def setUp(self):
        cache.clear()
        self.addCleanup(cache.clear)
        self.now = 1_000_000.0
        clock = mock.patch("speeches.site.serving.pace.time.time", side_effect=lambda: self.now)
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


ELSEWHERE = """
from speeches.site.serving.pace import Pace
print([Pace("test", 1 / 1000, 4).seconds_to_wait(key) for key in ("a", "a", "a", "b")])
"""


class PaceTests(SimpleTestCase):
    """Who asks several processes of a machine is counted once, and no rubbish in the file shuts anybody out."""

    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(override_settings(DATA_DIR=folder, CACHES=settings.CACHES))
        self.pace, self.table = Pace("test", 1 / 1000, 4), folder / "pace-test"

    def test_another_process_counts_on(self):
        self.assertEqual(self.pace.seconds_to_wait("a"), 0)
        environment = {name: value for name, value in os.environ.items() if name not in UNSET}
        environment |= {"DATA_DIR": str(settings.DATA_DIR), "SECRET_KEY": settings.SECRET_KEY}
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", ELSEWHERE]
        done = subprocess.run(command, cwd=ROOT_FOLDER, env=environment, capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.strip(), "[0.0, 0.0, 0.0, 0.0]")
        self.assertGreater(self.pace.seconds_to_wait("a"), 0)
        self.assertEqual(self.pace.seconds_to_wait("b"), 0)

    def test_rubbish_in_the_file_is_no_moment(self):
        self.pace.seconds_to_wait("a")
        for rubbish in (b"\xff" * 8, struct.pack("d", 1e300), struct.pack("d", float("-inf"))):
            self.table.write_bytes(rubbish * SLOTS)
            self.assertEqual(self.pace.seconds_to_wait("a"), 0)

    def test_where_nothing_can_be_written_the_process_counts_alone(self):
        with override_settings(DATA_DIR=Path("/nowhere")):
            waits = [self.pace.seconds_to_wait("alone") for _ in range(6)]
        self.assertEqual([wait > 0 for wait in waits], [False] * 4 + [True] * 2)
