"""Figures for Prometheus: for whoever has the token, and never more of them than the site has views."""

import re

from django.test import Client, TestCase, override_settings
from prometheus_client.parser import text_string_to_metric_families

from speeches.ingest import import_bytes
from tests.make import make_event
from tests.operating.test_log import HOSTILE

TOKEN = "a-token-of-twenty-letters"


class DoorTests(TestCase):
    def test_there_is_nothing_without_a_token(self):
        self.assertEqual(self.client.get("/metrics", headers={"authorization": "Bearer "}).status_code, 404)

    @override_settings(METRICS=TOKEN)
    def test_there_is_nothing_for_others(self):
        for given in ("", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer é", TOKEN):
            with self.subTest(given):
                answer = self.client.get("/metrics", headers={"authorization": given})
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn("rostrum_", answer.content.decode())

    @override_settings(METRICS=TOKEN, SECURE_SSL_REDIRECT=True)
    def test_whoever_has_it_gets_the_figures_of_the_moment(self):
        answer = self.client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        self.assertEqual(answer.status_code, 200)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertTrue(answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"))


@override_settings(METRICS=TOKEN, KEEPS_PAGES=True)
class FigureTests(TestCase):
    def setUp(self):
        self.client = Client(raise_request_exception=False)

    def figures(self):
        """Give every figure by its name and what it is told apart by, in the order of the labels' names."""
        text = self.client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def grown(self, act):
        before = self.figures()
        act()
        after = self.figures()
        return {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key, 0)}

    def test_answers_are_counted_by_view_and_status_with_their_time_and_queries(self):
        event = make_event(turns=2)
        grown = self.grown(lambda: [self.client.get(event.get_absolute_url()), self.client.get("/events/undated/x/")])
        self.assertEqual(grown["rostrum_requests_total", "200", "speeches:event"], 1)
        self.assertEqual(grown["rostrum_requests_total", "404", "speeches:undated-event"], 1)
        self.assertEqual(grown["rostrum_request_seconds_count", "speeches:event"], 1)
        self.assertGreater(grown["rostrum_request_seconds_sum", "speeches:event"], 0)
        self.assertGreater(grown["rostrum_database_queries_total", "speeches:event"], 2)
        self.assertGreater(grown["rostrum_database_seconds_total", "speeches:event"], 0)

    def test_pages_from_memory_and_those_that_a_reader_has_are_told_apart(self):
        make_event(turns=1)
        tag = self.client.get("/events/").headers["ETag"]
        grown = self.grown(
            lambda: [
                self.client.get("/events/"),
                self.client.get("/events/", headers={"if-none-match": tag}),
                self.client.get("/en/events/"),
            ]
        )
        outcomes = {key[1]: value for key, value in grown.items() if key[0] == "rostrum_pages_total"}
        self.assertEqual(outcomes, {"kept": 1, "unchanged": 1, "made": 1})
        self.assertEqual(grown["rostrum_requests_total", "200", "speeches:events"], 2)
        self.assertEqual(grown["rostrum_requests_total", "304", "speeches:events"], 1)

    @override_settings(ROOT_URLCONF="tests.operating.urls_that_break")
    def test_queries_of_a_view_that_fails_count(self):
        grown = self.grown(lambda: self.client.get("/asks/"))
        self.assertGreaterEqual(grown["rostrum_database_queries_total", "asks"], 3)
        self.assertEqual(grown["rostrum_requests_total", "500", "asks"], 1)

    def test_nothing_that_is_sent_makes_a_figure_of_its_own(self):
        def ask():
            for path in HOSTILE:
                self.client.get(path, {"q": path})
                self.client.generic("BREW", path, headers={"host": "elsewhere.example", "x-request-id": "12345678"})
                self.client.get(f"/static/{path}")

        ask()
        known = set(self.figures())
        for number in range(3):
            self.client.get(f"/nowhere-{number}/")
        ask()
        self.assertEqual(set(self.figures()) - known, set())
        views = {key[2] for key in known if key[0] == "rostrum_requests_total"}
        self.assertFalse([view for view in views if not re.fullmatch(r"[\w.:-]+", view)])

    def test_the_archive_tells_of_itself(self):
        before = self.figures()
        import_bytes("Встреча\n1 марта 2026 года\nА.Сидоров: Добрый день.\n".encode(), "a.txt", publish=True)
        make_event(status="draft")
        after = self.figures()
        self.assertGreater(after["rostrum_site_version",], before["rostrum_site_version",])
        for key, more in {
            ("rostrum_imports_total",): 1,
            ("rostrum_imported_total", "created"): 1,
            ("rostrum_events", "published"): 1,
            ("rostrum_events", "draft"): 1,
        }.items():
            self.assertEqual(after[key] - before[key], more, key)
        self.assertEqual(after["rostrum_index_current",], 1)
        self.assertEqual(
            [after["rostrum_check", name] for name in ("database", "migrations", "index", "words")], [0] * 4
        )
        self.assertGreater(after["rostrum_worker_memory_bytes", "0"], 10_000_000)
