"""What the log says of a request, whatever the request says: one line, its name, and nothing of who asked."""

import io
import json
import logging
import logging.config
import re
from unittest import mock

from django.conf import settings
from django.test import Client, TestCase, override_settings

from config.log import AnonymousFilter, to_standard_error
from speeches.models import share_draft
from speeches.operating import middleware
from tests.make import make_event

TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d [A-Z]+ \S+ [\w.]+: .*")
HOSTILE = (
    "/нет/такого/",
    "/a%0d%0a2026-01-01T00:00:00.000+00:00%20ERROR%20-%20forged:%20x/",
    "/a%C2%85b%E2%80%A8c%E2%80%A9d%0Be%0Cf%1Cg/",
    "/%1b[2J%1b]0;title%07/",
    "/%00/",
    "/%ff%fe/",
    "/%ED%A0%80/",
    "/" + "x" * 3_000 + "/",
    '/","level":"forged/',
)


class LogTestCase(TestCase):
    """Writes what the site's own configuration would, but into memory."""

    SLOW_SECONDS = float("inf")

    def setUp(self):
        self.client = Client(raise_request_exception=False)
        # How busy the machine is must not decide what the log says.
        slow = mock.patch.object(middleware, "SLOW_SECONDS", self.SLOW_SECONDS)
        slow.start()
        self.addCleanup(slow.stop)

    def log_of(self, act, written="text"):
        """Give the lines that are written while `act` is done, as a program that splits them at any kind of end."""
        stream = io.StringIO()
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        configuration = to_standard_error(written)
        configuration |= {key: settings.LOGGING[key] for key in ("filters", "loggers")}
        configuration["handlers"]["stderr"] |= {"filters": ["request"], "stream": stream}
        logging.config.dictConfig(configuration)
        try:
            act()
        finally:
            root.handlers[:] = handlers
            root.setLevel(level)
        return stream.getvalue().splitlines()


class LineTests(LogTestCase):
    def test_a_request_is_one_line_with_its_name_path_status_and_time(self):
        answers = []
        lines = self.log_of(lambda: answers.append(self.client.get("/events/?q=Иванов&speaker=ivanov")))
        self.assertEqual(len(lines), 1)
        self.assertRegex(lines[0], TEXT)
        name = answers[0].headers["X-Request-ID"]
        self.assertRegex(lines[0], rf" INFO {name} rostrum\.requests: GET /events/ 200 [\d.]+ ms$")

    def test_as_json_it_has_the_same_in_fields(self):
        answers = []
        lines = self.log_of(lambda: answers.append(self.client.get("/events/?q=Иванов")), "json")
        told = json.loads(lines[0])
        self.assertEqual(len(lines), 1)
        self.assertEqual(told["request"], answers[0].headers["X-Request-ID"])
        self.assertEqual((told["method"], told["path"], told["status"]), ("GET", "/events/", 200))
        self.assertIsInstance(told["ms"], float)
        self.assertEqual(set(told), set("time level logger request message method path status ms".split()))

    def test_nothing_that_is_asked_for_makes_a_second_line(self):
        for written in ("text", "json"):
            for path in HOSTILE:
                with self.subTest(path=path[:40], written=written):
                    lines = self.log_of(lambda p=path: self.client.get(p), written)
                    self.assertEqual(len(lines), 1, lines)
                    self.assertTrue(lines[0].isascii() and lines[0].isprintable())
                    self.assertLess(len(lines[0]), 1_500)
                    if written == "json":
                        self.assertEqual(json.loads(lines[0])["level"], "INFO")
                    else:
                        self.assertRegex(lines[0], TEXT)

    def test_a_hostile_host_or_header_makes_no_second_line(self):
        def ask():
            self.client.get("/", headers={"host": "a\u2028b\x85c", "user-agent": "a\x1b\r\nb", "referer": "x\r\ny"})
            self.client.post("/admin/login/", headers={"origin": "https://a\r\nb"})

        for line in self.log_of(ask):
            self.assertRegex(line, TEXT)
            self.assertTrue(line.isprintable())

    def test_programs_that_watch_and_static_files_are_silent_while_all_is_well(self):
        paths = ("/healthz", "/readyz")
        self.assertEqual(self.log_of(lambda: [self.client.get(path) for path in paths]), [])


class SlowTests(LogTestCase):
    SLOW_SECONDS = 0

    def test_what_takes_long_is_warned_of_even_of_a_probe(self):
        self.assertRegex(
            self.log_of(lambda: self.client.get("/healthz"))[0], r" WARNING .* GET /healthz 200 .* ms slow$"
        )
        told = json.loads(self.log_of(lambda: self.client.get("/healthz"), "json")[0])
        self.assertEqual((told["level"], told["slow"]), ("WARNING", True))


class PersonalTests(LogTestCase):
    def test_nothing_tells_who_asked_or_what_for(self):
        def ask():
            told = {"user-agent": "Hush/1.0", "referer": "https://hush.example/"}
            self.client.get("/search/?q=hush", REMOTE_ADDR="203.0.113.7", headers=told)
            self.client.get("/nowhere/?q=hush", REMOTE_ADDR="203.0.113.7", headers={"x-forwarded-for": "203.0.113.8"})
            self.client.post("/admin/login/", {"username": "hush", "password": "hush"}, REMOTE_ADDR="203.0.113.7")

        lines = self.log_of(ask)
        self.assertGreaterEqual(len(lines), 3)
        self.assertNotRegex("\n".join(lines), r"(?i)hush|203\.0\.113")

    def test_the_link_to_a_draft_is_not_in_the_log(self):
        link = share_draft(make_event(status="draft"))
        for path in (link.get_absolute_url(), "/draft/of-nobody-at-all/"):
            lines = self.log_of(lambda p=path: self.client.get(p))
            self.assertRegex(lines[0], r"GET /draft/\*\*\*/ (200|404)")

    @override_settings(ROOT_URLCONF="tests.operating.urls_that_break")
    def test_nor_is_it_where_the_site_fails(self):
        lines = self.log_of(lambda: self.client.get("/broken/hush/"))
        self.assertEqual(len(lines), 2)
        self.assertNotIn("hush", "\n".join(lines))

    def test_what_gunicorn_refuses_is_told_without_the_reader(self):
        for message, arguments in (
            ("Invalid request from ip=203.0.113.7: Invalid HTTP method: 'q=hush'", ()),
            ("Error handling request %s %s", ("GET", "/?q=hush")),
        ):
            record = logging.LogRecord("gunicorn.error", logging.ERROR, __file__, 1, message, arguments, None)
            self.assertTrue(AnonymousFilter().filter(record))
            self.assertIn(record.getMessage(), ("Invalid request", "Error handling request"))


class NameTests(LogTestCase):
    def name_of(self, given, peer="127.0.0.1"):
        return self.client.get("/healthz", headers={"x-request-id": given}, REMOTE_ADDR=peer).headers["X-Request-ID"]

    def test_each_request_has_a_name_of_its_own(self):
        names = {self.client.get("/healthz").headers["X-Request-ID"] for _ in range(20)}
        self.assertEqual(len(names), 20)
        for name in names:
            self.assertRegex(name, r"^[0-9a-f]{16}$")

    def test_the_name_that_a_proxy_gives_is_kept(self):
        given = "4bf92f3577b34da6a3ce929d0e0e4736"
        self.assertEqual(self.name_of(given), given)

    def test_that_of_a_stranger_or_of_no_use_is_not(self):
        self.assertNotEqual(self.name_of("4bf92f3577b34da6", peer="203.0.113.7"), "4bf92f3577b34da6")
        for given in ("short", "a" * 65, "a b c d e f g", "abcdefgh\n", "абвгдежзик", "<script>alert(1)</script>"):
            with self.subTest(given):
                self.assertRegex(self.name_of(given), r"^[0-9a-f]{16}$")


@override_settings(ROOT_URLCONF="tests.operating.urls_that_break")
class ErrorTests(LogTestCase):
    def test_an_error_is_shown_with_its_name_and_logged_under_it(self):
        answers = []
        lines = self.log_of(lambda: answers.append(self.client.get("/broken/")))
        answer = answers[0]
        name = answer.headers["X-Request-ID"]
        self.assertEqual(answer.status_code, 500)
        self.assertContains(answer, f"<code>{name}</code>", status_code=500, html=True)
        self.assertEqual(len(lines), 2)
        for line in lines:
            self.assertRegex(line, rf" ERROR {name} ")
        self.assertIn("RuntimeError: of\\r\\nno\\x85use\\u2028here", lines[0])
        self.assertIn("GET /broken/ 500", lines[1])

    def test_programs_are_told_the_name_too(self):
        answer = self.client.get("/api/broken/")
        self.assertEqual(answer.json()["request_id"], answer.headers["X-Request-ID"])

    def test_as_json_the_traceback_is_a_field(self):
        lines = self.log_of(lambda: self.client.get("/broken/"), "json")
        self.assertIn("RuntimeError", json.loads(lines[0])["traceback"])
        self.assertEqual(json.loads(lines[1])["status"], 500)
