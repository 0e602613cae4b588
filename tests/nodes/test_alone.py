"""Long jobs run once at a time, whoever starts them; what is safe side by side is not kept waiting."""

import socket
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TransactionTestCase, override_settings

from speeches.nodes.alone import AlreadyRuns, alone
from tests.make import make_event


class AloneTests(TransactionTestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(override_settings(DATA_DIR=Path(folder)))

    def test_the_second_is_told_where_the_first_runs_and_since_when(self):
        told = rf"“release” already runs on {socket.gethostname()} since \d\d\.\d\d\.\d{{4}} \d\d:\d\d:\d\d\."
        with alone("release"):
            with self.assertRaisesRegex(AlreadyRuns, told), alone("release"):
                self.fail("both run")
            with alone("another job"):
                pass
        with alone("release"), self.assertRaisesRegex(AlreadyRuns, told), alone("release"):
            self.fail("both run")

    def test_a_job_that_fails_leaves_no_lock(self):
        with self.assertRaises(ZeroDivisionError), alone("release"):
            raise ZeroDivisionError
        with alone("release"):
            pass

    def test_the_commands_that_need_it_end_with_1(self):
        make_event(turns=1)
        for job, command in (
            ("release", ("export_transcripts", "--release")),
            ("rebuild_search_index", ("rebuild_search_index", "--all")),
            ("rebuild_search_index", ("rebuild_search_index", "--engine")),
        ):
            with self.subTest(command), alone(job), self.assertRaisesRegex(CommandError, "already runs on") as caught:
                call_command(*command, stdout=StringIO())
            self.assertEqual(caught.exception.returncode, 1)

    def test_what_nodes_do_together_is_not_kept_waiting(self):
        with alone("rebuild_search_index"):
            call_command("rebuild_search_index", stdout=StringIO())
