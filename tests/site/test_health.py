"""What watches the site is told the truth, and how to mend what is wrong."""

import logging
from unittest import mock

from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from speeches.models import INDEX_VERSION, IndexState
from tests.make import make_event

LOSSES = {
    "sqlite": [
        "DROP TRIGGER speeches_turns_index_event_tags_after_delete",
        "DROP TRIGGER speeches_tag_words_update",
    ],
    "postgresql": [
        "DROP TRIGGER speeches_turns_index_event_tags_delete ON speeches_event_tags",
        "ALTER TABLE speeches_event DISABLE TRIGGER speeches_turns_index_event_update",
        "DROP INDEX speeches_turns_index_gin",
        "DROP INDEX speeches_tag_words",
    ],
}


class ProcessTests(TestCase):
    def test_a_process_that_lives_says_so_without_asking_the_database(self):
        with self.assertNumQueries(0):
            answer = self.client.get("/healthz")
        self.assertEqual((answer.status_code, answer.content), (200, b"ok"))
        self.assertTrue(answer["Content-Type"].startswith("text/plain"))

    def test_both_doors_are_for_the_moment_and_leave_nothing_with_the_caller(self):
        for path in ("/healthz", "/readyz"):
            with self.subTest(path):
                answer = self.client.get(path)
                self.assertIn("no-store", answer["Cache-Control"])
                self.assertNotIn("public", answer["Cache-Control"])
                self.assertFalse(answer.cookies)
                self.assertNotIn("ETag", answer)
                self.assertEqual(self.client.get(path, headers={"If-None-Match": 'W/"1", *'}).status_code, 200)
                self.assertEqual(self.client.head(path).status_code, 200)
                self.assertEqual(self.client.post(path).status_code, 405)

    def test_they_stand_outside_of_the_languages(self):
        for path in ("/en/healthz", "/en/readyz", "/healthz/"):
            self.assertEqual(self.client.get(path).status_code, 404)

    @override_settings(SECURE_SSL_REDIRECT=True)
    def test_a_probe_past_the_proxy_is_not_sent_to_https(self):
        self.assertEqual(self.client.get("/healthz").status_code, 200)
        self.assertEqual(self.client.get("/readyz").status_code, 200)


class ReadinessTests(TestCase):
    def ready(self):
        answer = self.client.get("/readyz")
        return answer.status_code, answer.json()

    def test_a_site_in_order_is_ready(self):
        make_event(turns=1)
        checks = {name: {"status": "ok"} for name in ("database", "migrations", "index", "words")}
        self.assertEqual(self.ready(), (200, {"status": "ok", "checks": checks}))

    def test_words_of_another_analyser_are_a_warning(self):
        IndexState.objects.update(version="terms 0")
        status, told = self.ready()
        self.assertEqual((status, told["status"], told["checks"]["words"]["status"]), (200, "warn", "warn"))
        self.assertIn("terms 0", told["checks"]["words"]["message"])
        self.assertEqual(told["checks"]["words"]["mend"], "manage.py rebuild_search_index")

    def test_a_rebuilding_under_way_is_told(self):
        IndexState.objects.update(version="terms 0", becoming=INDEX_VERSION)
        self.assertIn("being rebuilt", self.ready()[1]["checks"]["words"]["message"])

    def test_an_index_that_lost_a_part_is_a_failure(self):
        for loss in LOSSES[connection.vendor]:
            with self.subTest(loss):
                with connection.cursor() as cursor:
                    cursor.execute("SAVEPOINT whole")
                    cursor.execute(loss)
                    status, told = self.ready()
                    cursor.execute("ROLLBACK TO SAVEPOINT whole")
                self.assertEqual((status, told["status"]), (503, "fail"))
                self.assertEqual(told["checks"]["index"]["mend"], "manage.py rebuild_search_index")
        self.assertEqual(self.ready()[0], 200)

    def test_a_migration_that_was_not_applied_is_a_failure(self):
        MigrationRecorder(connection).record_unapplied("speeches", "0007_words_for_the_index")
        status, told = self.ready()
        self.assertEqual((status, told["checks"]["migrations"]["mend"]), (503, "manage.py migrate"))
        self.assertIn("speeches.0007_words_for_the_index", told["checks"]["migrations"]["message"])
        self.assertNotIn("index", told["checks"])

    def test_a_database_that_does_not_answer_is_a_failure_and_tells_no_secret(self):
        logging.disable(logging.ERROR)
        self.addCleanup(logging.disable, logging.NOTSET)
        down = OperationalError("password of rostrum@10.0.0.7 refused")
        with mock.patch.object(connections["default"], "cursor", side_effect=down):
            answer = self.client.get("/readyz")
            self.assertEqual(self.client.get("/healthz").status_code, 200)
        self.assertEqual((answer.status_code, answer.json()["status"]), (503, "fail"))
        self.assertEqual(list(answer.json()["checks"]), ["database"])
        self.assertNotIn("10.0.0.7", answer.content.decode())

    def test_it_costs_a_handful_of_queries(self):
        self.ready()
        with CaptureQueriesContext(connection) as queries:
            self.ready()
        self.assertLessEqual(len(queries), 10)
