"""What happens to readers while the site is reloaded, stopped or hurt: nothing that they notice."""

import http.client
import json
import os
import re
import signal
import socket
import threading
from pathlib import Path

import pytest
from django.test import TransactionTestCase

from .serving import PATIENCE_SECONDS, Gunicorn, wait_for

TOKEN = "a-token-of-twenty-letters"
PATH = "/api/v1/events/"


class Asking:
    """Readers who ask without a pause, each on connections of one kind, and note what is not as it should be."""

    def __init__(self, server):
        self.server, self.over = server, threading.Event()
        self.answered, self.faults = 0, []
        self.readers = [threading.Thread(target=self._ask, args=[how]) for how in (self._anew, self._kept) * 2]

    def __enter__(self):
        for reader in self.readers:
            reader.start()
        return self

    def __exit__(self, *raised):
        self.over.set()
        for reader in self.readers:
            reader.join(PATIENCE_SECONDS)

    def _ask(self, how):
        client = None
        while not self.over.is_set():
            try:
                status, client = how(client)
            except Exception as error:
                status, client = repr(error), None
            self.answered += 1
            if status != 200:
                self.faults.append(status)

    def _anew(self, client):
        return self.server.get(PATH)[0], None

    def _kept(self, client):
        """Keep a connection as browsers and proxies do, for as long as the server says that it may be kept."""
        client = client or http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        client.request("GET", PATH)
        answer = client.getresponse()
        answer.read()
        return answer.status, None if answer.will_close else client


@pytest.mark.once
class ServingTests(TransactionTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Gunicorn(LOG_FORMAT="json", METRICS=TOKEN)
        cls.addClassCleanup(cls.server.stop)

    def workers_are(self, others_than=frozenset()):
        """Wait for two workers, none of them among those."""
        found = set()

        def are_there():
            found.clear()
            found.update(self.server.workers())
            return len(found) == 2 and not found & others_than

        wait_for("two workers", are_there)
        wait_for("an answer", self.server.answers)
        return found

    def counted(self):
        """Give how many answers the workers have counted for the address, whichever of them tells it."""
        _status, told = self.server.get("/metrics", Authorization=f"Bearer {TOKEN}")
        line = re.search(r'^rostrum_requests_total.*"200",view="api:events"} (.*)$', told.decode(), re.MULTILINE)
        return float(line[1]) if line else 0.0

    def test_a_reload_under_load_loses_no_request(self):
        with Asking(self.server) as readers:
            before = self.workers_are()
            self.server.signal(signal.SIGHUP)
            self.workers_are(others_than=before)
            reloaded = readers.answered
            wait_for("a few more answers", lambda: readers.answered > reloaded + 20)
        self.assertEqual(readers.faults, [])

    def test_a_worker_that_is_killed_is_replaced_and_the_other_answers_meanwhile(self):
        before = self.workers_are()
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        for _ in range(20):
            self.assertEqual(self.server.get(PATH)[0], 200)
        self.assertNotIn(victim, self.workers_are(others_than={victim}))

    def test_every_answer_is_counted_once_whoever_gave_it_and_whoever_lives(self):
        start, asked = self.counted(), 0
        for hurt in (signal.SIGHUP, signal.SIGKILL, None):
            before = self.workers_are()
            for _ in range(15):
                self.server.get(PATH)
                asked += 1
            if hurt == signal.SIGKILL:
                os.kill(min(before), hurt)
                self.workers_are(others_than={min(before)})
            elif hurt:
                self.server.signal(hurt)
                self.workers_are(others_than=before)
            for _ in range(4):
                self.assertEqual(self.counted() - start, asked)
        # Two workers, and two that took their places while they finished.
        maps = Path(f"/proc/{min(self.server.workers())}/maps").read_text()
        folder = Path(re.search(r"\S+/rostrum-metrics-[^/]+", maps)[0])
        self.assertLessEqual(len(list(folder.glob("counter_*.db"))), 4)

    def test_each_worker_tells_its_memory(self):
        self.workers_are()
        _status, told = self.server.get("/metrics", Authorization=f"Bearer {TOKEN}")
        found = re.findall(r'^rostrum_worker_memory_bytes\{worker="(\d)"\} (\S+)$', told.decode(), re.MULTILINE)
        self.assertEqual([number for number, _ in found], ["0", "1"])
        self.assertTrue(all(float(size) > 1_000_000 for _, size in found))

    def test_every_line_of_the_log_is_one_object_gunicorns_own_too(self):
        self.server.get(PATH)
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE_SECONDS) as client:
            client.sendall(b"hush /?q=hush HTTP/hush\r\n\r\n")
            self.assertIn(b" 400 ", client.recv(100))
        lines = [json.loads(line) for line in self.server.log.read_text().splitlines()]
        self.assertLessEqual({"gunicorn.error", "rostrum.requests"}, {line["logger"] for line in lines})
        for line in lines:
            self.assertLessEqual({"time", "level", "logger", "request", "message"}, set(line))
        self.assertNotIn("hush", self.server.log.read_text())


@pytest.mark.once
class StoppingTests(TransactionTestCase):
    def test_what_is_being_answered_is_answered_before_the_end(self):
        server = Gunicorn("tests.operating.slow_site", WEB_CONCURRENCY="1", METRICS=TOKEN)
        self.addCleanup(server.stop)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(server.get("/slow/2")))
        asking.start()
        wait_for("the request to begin", (server.folder / "begun").exists)
        server.signal(signal.SIGTERM)
        asking.join(PATIENCE_SECONDS)
        self.assertEqual(answers, [(200, b"done")])
        self.assertEqual(server.process.wait(PATIENCE_SECONDS), 0)
        with self.assertRaises(ConnectionRefusedError):
            server.get("/healthz")
