"""One command for one timer: it does what is due, once, says what that was, and tells what is wrong."""

import datetime
import os
import shutil
import threading
import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from speeches.exports.releases import releases
from speeches.management.commands import maintain as maintain_command
from speeches.models import AccessEntry, DraftLink, Event, IndexState, Spelling, note_access, share_draft
from speeches.operating import upkeep
from speeches.operating.lock import alone
from tests.make import make_event

DAY = datetime.timedelta(days=1)


def maintain(**options):
    """Give what it prints for people, and what it warns of."""
    told, warned = StringIO(), StringIO()
    call_command("maintain", stdout=told, stderr=warned, **options)
    return told.getvalue(), warned.getvalue()


class InTransactionTestCase(TestCase):
    """Leaves out what cannot be done inside a transaction; `TogetherTests` does it."""

    def setUp(self):
        patch = pytest.MonkeyPatch()
        self.addCleanup(patch.undo)
        self.steps = [step for step in upkeep.STEPS if step is not upkeep.tend_database]
        patch.setattr(maintain_command, "STEPS", self.steps)


class DueTests(InTransactionTestCase):
    def test_a_site_in_order_needs_nothing(self):
        told, _warned = maintain()
        self.assertNotRegex(told, "Published|Deleted|Read")

    def test_what_is_due_is_published_and_what_is_not_waits(self):
        now = timezone.now()
        due = make_event(status="scheduled", published_at=now - DAY)
        later = make_event(status="scheduled", published_at=now + DAY)
        self.assertIn("Published 1 events that were due.", maintain()[0])
        self.assertEqual(Event.objects.get(pk=due.pk).status, "published")
        self.assertEqual(Event.objects.get(pk=later.pk).status, "scheduled")

    def test_sessions_that_have_expired_go_alone(self):
        for age in (-60, 60):
            session = SessionStore()
            session.set_expiry(age)
            session.save()
        self.assertIn("Deleted 1 expired sessions.", maintain()[0])
        self.assertEqual(Session.objects.count(), 1)

    def test_the_access_log_is_kept_as_long_as_the_settings_say(self):
        for days in (settings.ACCESS_LOG_DAYS + 1, 1):
            entry = note_access(AccessEntry.Kind.SIGNED_IN)
            AccessEntry.objects.filter(pk=entry.pk).update(at=timezone.now() - days * DAY)
        self.assertIn("Deleted 1 entries of the access log.", maintain()[0])
        self.assertEqual(AccessEntry.objects.count(), 1)

    def test_links_that_opened_long_ago_go_with_their_openings_and_others_stay(self):
        event = make_event(status="draft")
        now = timezone.now()
        kept = [share_draft(event), share_draft(event), share_draft(event)]
        old = [share_draft(event), share_draft(event)]
        DraftLink.objects.filter(pk=kept[1].pk).update(expires_at=now - 30 * DAY)
        DraftLink.objects.filter(pk=kept[2].pk).update(revoked_at=now - 30 * DAY)
        DraftLink.objects.filter(pk=old[0].pk).update(expires_at=now - 100 * DAY)
        DraftLink.objects.filter(pk=old[1].pk).update(revoked_at=now - 100 * DAY)
        old[0].note_opening()
        self.assertIn("Deleted 2 links", maintain()[0])
        self.assertEqual(set(DraftLink.objects.values_list("pk", flat=True)), {link.pk for link in kept})

    def test_pieces_of_what_was_cut_short_go_and_files_stay(self):
        folder = Path(settings.MEDIA_ROOT) / "ab" / ("ab" * 32)
        folder.mkdir(parents=True)
        self.addCleanup(shutil.rmtree, folder.parent)
        unfinished = Path(settings.DATA_DIR) / "releases" / ".7.unfinished-12"
        unfinished.mkdir(parents=True)
        names = ("original", "tmp_of_today", "tmp_of_last_week")
        for name in names:
            (folder / name).write_bytes(b"x")
        week_ago = time.time() - 7 * 24 * 3600
        for path in (folder / "original", folder / "tmp_of_last_week", unfinished):
            os.utime(path, (week_ago, week_ago))
        self.assertIn("Deleted 2 pieces", maintain()[0])
        self.assertEqual({path.name for path in folder.iterdir()}, {"original", "tmp_of_today"})
        self.assertFalse(unfinished.exists())

    def test_new_texts_are_read_for_their_spellings(self):
        make_event(turns=2)
        self.assertIn("Read 2 turns", maintain()[0])
        self.assertTrue(Spelling.objects.exists())

    def test_a_release_is_made_where_it_is_asked_for_and_something_has_changed(self):
        make_event(turns=1)
        self.assertNotIn("release", maintain()[0])
        self.assertRegex(maintain(release=True)[0], r"Made release \d+\.")
        known = len(releases())
        self.assertNotIn("release", maintain(release=True)[0])
        self.assertEqual(len(releases()), known)


class WrongTests(InTransactionTestCase):
    def test_what_readers_hardly_notice_is_warned_of_and_ends_well(self):
        IndexState.objects.update(version="of another analyser")
        self.assertRegex(maintain()[1], r"words: .* Mend it with manage.py rebuild_search_index\.")

    def test_a_disk_that_is_nearly_full_is_warned_of(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(upkeep, "LEAST_FREE_SHARE", 1.1)
            self.assertRegex(maintain()[1], r"disk: DATA_DIR has [\d.]+ GiB left\.")

    def test_a_step_that_fails_keeps_no_other_from_being_done(self):
        def failing():
            raise OSError("no space left")

        make_event(status="scheduled", published_at=timezone.now() - DAY)
        told, warned = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(maintain_command, "STEPS", [failing, *self.steps])
            with self.assertRaisesRegex(CommandError, "failing") as caught:
                call_command("maintain", stdout=told, stderr=warned)
        self.assertEqual(caught.exception.returncode, 1)
        self.assertIn("failing: no space left", warned.getvalue())
        self.assertIn("Published 1", told.getvalue())

    def test_tables_of_another_release_are_left_alone(self):
        MigrationRecorder(connection).record_unapplied("speeches", "0007_words_for_the_index")
        with self.assertRaisesRegex(CommandError, "Run manage.py migrate first") as caught:
            maintain()
        self.assertEqual(caught.exception.returncode, 2)


class TogetherTests(TransactionTestCase):
    def test_two_at_once_do_it_once(self):
        inside, over = threading.Event(), threading.Event()

        def hold():
            with alone():
                inside.set()
                over.wait(60)
            connections.close_all()

        holder = threading.Thread(target=hold)
        holder.start()
        self.assertTrue(inside.wait(60))
        make_event(status="scheduled", published_at=timezone.now() - DAY)
        self.assertEqual(maintain()[0], "Another maintain is at it.\n")
        self.assertTrue(Event.objects.filter(status="scheduled").exists())
        over.set()
        holder.join()
        self.assertIn("Published 1", maintain()[0])

    def test_the_database_is_tended(self):
        make_event(turns=1)
        if connection.vendor == "sqlite":
            log = Path(f"{connection.settings_dict['NAME']}-wal")
            self.assertGreater(log.stat().st_size, 0)
            self.assertIn("Folded", maintain()[0])
            self.assertEqual(log.stat().st_size, 0)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout")
                self.assertEqual(cursor.fetchone(), (20_000,))
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO speeches_spelling (form, initial, length, letters, turns)"
                " SELECT 'w' || n, 'w', 2, 1, 1 FROM generate_series(1, 5000) AS n"
            )
            cursor.execute("SELECT pg_stat_force_next_flush()")
        told = maintain()[0]
        self.assertIn("speeches_spelling", told)
        self.assertRegex(told, r"Put \d+ pages of new words in their places\.")
        self.assertNotIn("new words", maintain()[0])
