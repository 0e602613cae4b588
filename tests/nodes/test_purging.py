"""A cache before the site is told of changes, once a second at most, and nobody waits for it."""

import json
import logging
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.db import transaction
from django.test import TransactionTestCase, override_settings

from speeches.models import publish, raise_version, withdraw
from speeches.models.version import stored_version
from speeches.nodes import purging
from tests.make import make_event

from .servers import free_port, until


class Cache(BaseHTTPRequestHandler):
    """What a cache would hear."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append({"path": self.path, "by": self.headers["Authorization"], **body})
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.end_headers()

    def log_message(self, *args):
        pass


class PurgingTests(TransactionTestCase):
    def setUp(self):
        self.cache = ThreadingHTTPServer(("127.0.0.1", 0), Cache)
        self.cache.told, self.cache.answers = [], []
        threading.Thread(target=self.cache.serve_forever, daemon=True).start()
        self.addCleanup(self.cache.server_close)
        self.addCleanup(self.cache.shutdown)
        self.set(f"http://rostrum:hush%21@127.0.0.1:{self.cache.server_port}/purge?site=1")
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.addCleanup(purging.service.answered)
        self.addCleanup(self.wait)

    def set(self, url):
        self.enterContext(override_settings(PURGE_URL=url, SITE_URL="https://tribuna.example"))

    def wait(self):
        until(lambda: not purging._Wanted.is_on_the_way, "all told")

    def told(self):
        self.wait()
        return self.cache.told

    def test_it_is_told_the_version_after_publication_and_withdrawal(self):
        event = publish(make_event("A sitting", status="draft"))
        by = f"Basic {b64encode(b'rostrum:hush!').decode()}"
        told = {"path": "/purge?site=1", "by": by, "site": "https://tribuna.example", "version": stored_version()}
        self.assertEqual(self.told(), [told])
        withdraw(event, reason="By mistake.")
        self.assertEqual(self.told(), [told, {**told, "version": stored_version()}])

    def test_many_changes_are_one_call(self):
        for _ in range(20):
            raise_version()
        self.assertEqual([each["version"] for each in self.told()], [stored_version()])

    def test_of_what_is_taken_back_nobody_is_told(self):
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            raise_version()
            raise ZeroDivisionError
        self.assertEqual(self.told(), [])

    def test_it_is_told_again_until_it_has_heard(self):
        self.cache.answers = [500, 302]
        raise_version()
        self.assertEqual(len(self.told()), 3)
        self.assertEqual(self.client.get("/readyz").json()["checks"]["purge"], {"status": "ok"})

    def test_a_dead_one_costs_the_editor_nothing_and_is_told_to_whoever_watches(self):
        self.set(f"http://127.0.0.1:{free_port()}/")
        publish(make_event("A sitting", status="draft"))
        self.assertTrue(purging._Wanted.is_on_the_way)
        until(lambda: purging.service.is_down, "noticed")
        self.assertEqual(self.client.get("/readyz").json()["checks"]["purge"]["status"], "warn")
