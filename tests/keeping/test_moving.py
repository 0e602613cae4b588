"""A site grows from SQLite to PostgreSQL, and goes back: every public address answers as before, byte for byte."""

import os
from unittest import TestCase

import pytest

from tests.keeping.moving import FULL, MOVED, back_up_under_load, compare, fill, restored
from tests.scratch import scratch

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}[ENGINE]
MOST = 9
"""Rows of a kind that are asked for; `make torture` asks for more."""


@pytest.mark.once
@pytest.mark.long
class MovingTests(TestCase):
    """From the engine of this run to the other one. `make torture` moves to and fro."""

    def test_every_address_answers_as_before_and_numbers_are_not_given_out_twice(self):
        here, there = self.enterContext(scratch(ENGINE)), self.enterContext(scratch(OTHER))
        for place in (here, there):
            for name in (FULL, MOVED):
                self.addCleanup(place.drop, name)
        fill(here)
        backup = here.folder / "backup.zip"
        if ENGINE == "sqlite":
            before = back_up_under_load(here, backup)
        else:
            before = FULL
            here.manage(FULL, "backup", str(backup)).check_returncode()
        self.assertEqual(backup.stat().st_mode & 0o777, 0o600)
        restored(backup, there)
        self.assertGreater(compare((here, before), (there, MOVED), MOST), 300)
