"""What pages are measured with; how fast they are is for a person to judge."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest import TestCase

from tests.benchmarks.serving import LEAST_A_ROUND, PLAIN, Server, milliseconds_of, serving

BUSY = """
import time
while time.process_time() < 0.3: pass
print(time.process_time() * 1000, flush=True)
input()
"""


class FloorTests(TestCase):
    def test_it_answers_with_the_bytes_of_a_page(self):
        with TemporaryDirectory() as folder:
            environment = {**os.environ, "FLOOR_PAGES": folder}
            with serving("tests.benchmarks.floor", environment, config="tests/benchmarks/floor_config.py") as server:
                Path(folder, "home").write_bytes(b"hello")
                asked = server.asked(["/home"] * 3, PLAIN)
                asked.round()
                asked.round()
        self.assertEqual(asked.cost.body, b"hello")
        self.assertEqual(len(asked.cost.times), 2 * (LEAST_A_ROUND + 2))
        self.assertGreater(asked.cost.cpu, 0)


class ClockTests(TestCase):
    def setUp(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.addCleanup(self.process.communicate)
        self.own = float(self.process.stdout.readline())

    def test_a_process_has_spent_what_it_says_itself(self):
        self.assertAlmostEqual(milliseconds_of(self.process.pid), self.own, delta=20)

    def test_a_process_that_ended_keeps_what_it_spent(self):
        # This process is the parent of it, as a server is of its workers.
        server = Server(SimpleNamespace(pid=os.getpid()), 0)
        before = server.spent()
        self.process.communicate("end")
        self.assertIsNone(milliseconds_of(self.process.pid))
        self.assertGreaterEqual(server.spent(), self.own)
        self.assertGreaterEqual(server.spent(), before)
