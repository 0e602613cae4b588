"""The site as it stands on a public machine: nginx before gunicorn, https, several clients, a cache."""

import re
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from django.test import SimpleTestCase
from lxml import html

from tests.scratch import ROOT, scratch

from .nginx import HOST, Browser, Ports, behind, in_front, nginx_or_give_up

FORM = {"Content_Type": "application/x-www-form-urlencoded"}
PASSWORD = "a quiet reading room"
ANNA, BORIS, CARLO = "127.0.0.2", "127.0.0.3", "127.0.0.4"

ROWS = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("import_transcripts", "seeds", verbosity=0)
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from speeches.models import Event, Utterance, publish, share_draft
for name in ("anna", "boris", "carlo"):
    user = get_user_model().objects.create_user(name, password={PASSWORD!r}, is_staff=True)
    user.groups.add(Group.objects.get(name="Publishers"))
event = publish(Event.objects.first())
draft = Event.objects.create(title="Тайный черновик")
print()
print(event.get_absolute_url(), event.utterances.first().ref, event.utterances.first().speaker.get_absolute_url(),
      draft.get_absolute_url(), share_draft(draft).get_absolute_url(), draft.pk)
"""


@pytest.mark.once
class ProxiedTests(SimpleTestCase):
    databases = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        nginx_or_give_up()
        resources = ExitStack()
        cls.addClassCleanup(resources.close)
        place = resources.enter_context(scratch("sqlite"))
        place.create("site")
        told = place.run("site", "-c", ROWS)
        told.check_returncode()
        cls.event, cls.turn, cls.speaker, cls.draft, cls.link, cls.draft_pk = told.stdout.splitlines()[-1].split()
        cls.folder = Path(resources.enter_context(TemporaryDirectory(prefix="rostrum-proxied-")))
        cls.ports = Ports()
        environment = place.environment("site") | {
            "SITE_URL": f"https://{HOST}",
            "TRUSTED_PROXIES": "127.0.0.1,unix",
        }
        resources.enter_context(behind(cls.folder, cls.ports, environment, sys.executable, ROOT))
        resources.enter_context(in_front(cls.folder, cls.ports))

    def browser(self, address=ANNA, port="https"):
        return Browser(getattr(self.ports, port), address, secure=port not in ("http", "upstream"))

    # Https

    def test_https_never_loops_and_http_leads_there_at_once(self):
        for port in ("https", "through_socket"):
            for path in ("/", self.event, "/en/admin/login/", "/api/v1/events/", "/healthz"):
                with self.subTest(port=port, path=path):
                    answer = self.browser(port=port).ask(path)
                    self.assertEqual(answer.status, 200)
                    self.assertIn("max-age=31536000", answer.headers["Strict-Transport-Security"])
        answer = self.browser(port="http").ask(f"{self.event}?q=1")
        self.assertEqual((answer.status, answer.headers["Location"]), (301, f"https://{HOST}{self.event}?q=1"))

    def test_who_is_no_proxy_is_not_believed_to_be_on_https(self):
        answer = self.browser(CARLO, "upstream").ask("/", X_Forwarded_Proto="https", X_Forwarded_For="1.1.1.1")
        self.assertEqual(answer.status, 301)

    def test_cookies_are_for_https_and_for_no_script(self):
        browser = self.browser()
        self.assertEqual(browser.sign_in("carlo", PASSWORD), 302)
        answer = browser.ask("/admin/")
        self.assertEqual(answer.status, 200)
        again = self.browser()
        again.ask("/admin/login/")
        cookies = again.post("/admin/login/", {"username": "carlo", "password": PASSWORD}).cookies
        self.assertEqual(set(cookies), {"__Host-csrftoken", "__Host-sessionid"})
        for morsel in cookies.values():
            self.assertTrue(morsel["secure"] and morsel["httponly"])
            self.assertEqual((morsel["samesite"], morsel["path"], morsel["domain"]), ("Lax", "/", ""))

    def test_what_the_desk_says_and_which_draft_it_saved_are_for_https_too(self):
        browser = self.browser(BORIS)
        self.assertEqual(browser.sign_in("carlo", PASSWORD), 302)
        path = f"/admin/speeches/event/{self.draft_pk}/text/"
        form = next(html.fromstring(browser.ask(path).body).get_element_by_id("id_text").iterancestors("form"))
        changed = {"text": f"{form.fields['text']}\nПервые слова.\n", "draft": "d-1", "_continue": ""}
        cookies = browser.post(path, {"since": form.fields["since"], **changed}).cookies
        self.assertEqual(set(cookies) - {"__Host-sessionid"}, {"__Host-messages", "__Host-kept-draft"})
        self.assertTrue(all(morsel["secure"] for morsel in cookies.values()))

    # Limits

    def test_one_clients_failures_lock_out_nobody_else(self):
        for port in ("https", "through_socket"):
            name = "anna" if port == "https" else "boris"
            with self.subTest(port=port):
                guesser, other = self.browser(ANNA, port), self.browser(BORIS, port)
                statuses = [guesser.sign_in(name, "no") for _ in range(5)]
                self.assertEqual(statuses, [200] * 4 + [429])
                self.assertEqual(guesser.sign_in(name, PASSWORD), 429)
                # A client that names another address before its own is who it is.
                self.assertEqual(guesser.sign_in(name, PASSWORD, X_Forwarded_For="127.0.0.9"), 429)
                self.assertEqual(other.sign_in(name, PASSWORD), 302)

    def test_one_clients_haste_makes_nobody_else_wait(self):
        hasty, other = self.browser(ANNA), self.browser(BORIS)
        # What is looked up anew each time is counted. Naming other addresses brings nothing.
        asked = ("/api/v1/quote/", "POST", "text=1")
        statuses = (hasty.ask(*asked, **FORM, X_Forwarded_For=f"127.1.0.{n % 250}").status for n in range(2_000))
        self.assertEqual(next(status for status in statuses if status != 200), 429)
        both = [(hasty.ask(*asked, **FORM).status, other.ask(*asked, **FORM).status) for _ in range(30)]
        self.assertIn(429, {status for status, _ in both})
        self.assertEqual({status for _, status in both}, {200})

    def test_a_request_that_is_too_large_is_refused_in_every_part(self):
        many = {f"X_Header_{number}": "1" for number in range(80)}
        for path, headers in (("/?q=" + "a" * 9000, {}), ("/", many), ("/", {"X_A": "a" * 9000})):
            with self.subTest(path=path[:5], headers=len(headers)):
                self.assertIn(self.browser(CARLO, "upstream").ask(path, **headers).status, (400, 414, 431))
        answer = self.browser(CARLO).ask(f"/u/{self.turn}/report/", "POST", "a" * (2 * 1024 * 1024), **FORM)
        self.assertEqual(answer.status, 413)

    # Hosts

    def test_another_host_is_refused_and_no_header_names_one(self):
        browser = self.browser(CARLO)
        for host in ("evil.example", f"{HOST}.evil.example", f"evil@{HOST}", "", f"{HOST}:443@evil.example", "[::"):
            with self.subTest(host=host):
                self.assertEqual(browser.ask("/", Host=host).status, 400)
        for name in (
            "X-Forwarded-Host",
            "X-Host",
            "X-Original-URL",
            "X-Rewrite-URL",
            "Forwarded",
            "X-Forwarded-Server",
        ):
            with self.subTest(name=name):
                page = browser.ask(self.event, **{name: "host=evil.example"})
                self.assertEqual(page.status, 200)
                self.assertNotIn("evil", page.body)

    # The cache

    def paths(self):
        """Give what readers and editors both ask for: every sort of page."""
        fixed = f"/ /events/ /speakers/ /tags/ /about/ /search/?q={quote('переговоры')} /quote/ /corrections/".split()
        turn = [f"/u/{self.turn}/{below}" for below in ("", "edit/", "report/", "card.png")]
        return [*fixed, *turn, self.event, f"/en{self.event}", self.speaker, "/feeds/events.atom", "/nichego/"]

    def desk_paths(self):
        change = f"/admin/speeches/event/{self.draft_pk}/change/"
        names = ("", "password_change/", "second_factor/", "jsi18n/", "help/", "login/")
        return [*(f"/admin/{name}" for name in names), change, f"{change}?x=1", self.link]

    def test_what_an_editor_sees_is_never_given_to_a_reader(self):
        editor = self.browser(CARLO, "cached")
        self.assertEqual(editor.sign_in("carlo", PASSWORD), 302)
        for path in [*self.paths(), *self.desk_paths()]:
            with self.subTest(path=path):
                seen = editor.ask(path)
                self.assertNotIn(seen.headers["X-Cache"], ("HIT", "STALE"))
                reader = self.browser(BORIS, "cached").ask(path)
                self.assertEqual(reader.headers["X-Cache"], "MISS", "what the editor saw was kept")
                self.assertNotIn("carlo", reader.body)
                self.assertNotIn("Тайный" if path != self.link else "carlo", reader.body)
                self.assertFalse([name for name in reader.cookies if "sessionid" in name])

    def test_a_reader_gets_from_the_cache_what_a_reader_got(self):
        path = f"{self.event}?turns=1"
        first, second = (self.browser(address, "cached").ask(path) for address in (ANNA, BORIS))
        self.assertEqual((first.headers["X-Cache"], second.headers["X-Cache"]), ("MISS", "HIT"))
        self.assertEqual(first.body, second.body)

    def test_nothing_that_a_request_brings_along_stays_for_the_next_reader(self):
        evil = "evil.example"
        for number, brought in enumerate(
            (
                {"X_Forwarded_Host": evil},
                {"X_Forwarded_Proto": "http"},
                {"X_Forwarded_Port": "1234"},
                {"X_Forwarded_Prefix": f"/{evil}"},
                {"X_Script_Name": f"/{evil}"},
                {"X_Original_URL": f"/{evil}"},
                {"X_HTTP_Method_Override": "POST"},
                {"Forwarded": f"host={evil};proto=http"},
                {"Accept_Language": f"{evil}, en"},
                {"Origin": f"https://{evil}"},
                {"Referer": f"https://{evil}/"},
                {"User_Agent": evil},
                {"Cookie": f"__Host-csrftoken={evil}; theme={evil}; django_language=en"},
                {"Host": "localhost"},
                {"Host": "127.0.0.1:1"},
            )
        ):
            for path in (
                self.event,
                "/",
                "/search/",
                "/feeds/events.atom",
                "/sitemap.xml",
                "/opensearch.xml",
                "/oembed/",
            ):
                query = f"?bringing={number}" + (f"&url=https://{HOST}{self.event}" if path == "/oembed/" else "")
                with self.subTest(brought=brought, path=path):
                    self.browser(ANNA, "cached").ask(f"{path}{query}", **brought)
                    clean = self.browser(BORIS, "cached").ask(f"{path}{query}")
                    self.assertEqual(clean.status, 200)
                    self.assertNotRegex(clean.body, r"evil\.example|//localhost|127\.0\.0\.1|:1234|http://tribuna")
                    self.assertNotIn("evil", str(clean.headers))

    def test_a_parameter_nobody_knows_changes_nothing_of_the_page(self):
        plain = self.browser(CARLO).ask(self.event).body
        strange = self.browser(CARLO).ask(f"{self.event}?utm_source=%3Cscript%3E&x[]=1&__proto__=2").body
        self.assertNotIn("<script>", strange)
        self.assertEqual(without_addresses(plain), without_addresses(strange))

    # Files

    def test_no_folder_is_listed(self):
        for path in ("/static/", "/static/js/", "/media/", f"/media/{'0' * 64}/", "/.git/", "/.git/config"):
            with self.subTest(path=path):
                self.assertEqual(self.browser(CARLO).ask(path).status, 404)

    def test_no_path_leads_out_of_the_folders_that_are_served(self):
        for path in (
            "/static/../secret_key",
            "/static/..%2fsecret_key",
            "/static/%2e%2e/secret_key",
            "/static/..\\secret_key",
            "/static/%5c..%5csecret_key",
            "/static//etc/passwd",
            "/static/....//secret_key",
            "/static/%00/../secret_key",
            f"/media/{'0' * 64}/..%2f..%2fsecret_key",
            f"/media/{'0' * 64}/%2e%2e",
            "/media/../secret_key",
            "/data/releases/1/../../../secret_key",
            "/data/releases/1/..%2f..%2f..%2fsecret_key",
            "/data/releases/..%2f1/",
            "/data/releases/1/%2fetc%2fpasswd",
            "//etc/passwd",
            "/..;/secret_key",
            "http://127.0.0.1/static/../secret_key",
        ):
            with self.subTest(path=path):
                answer = self.raw(path)
                self.assertRegex(answer, r"^HTTP/1\.1 (301|400|404) ")
                self.assertNotRegex(answer, "root:|SQLite format")
                location = re.search(r"(?im)^location: (\S+)", answer)
                self.assertTrue(location is None or location[1].startswith((f"https://{HOST}/", "/")), answer[:300])
                self.assertFalse(location and location[1].startswith("//"))

    def raw(self, target):
        """Ask gunicorn for exactly these characters, as a proxy that changes nothing would."""
        lines = [f"GET {target} HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https", "Connection: close", "", ""]
        with socket.create_connection(("127.0.0.1", self.ports.upstream), timeout=60) as connection:
            connection.sendall("\r\n".join(lines).encode())
            received = b""
            while piece := connection.recv(65_536):
                received += piece
        return received.decode("utf-8", "replace")

    # The log

    def test_the_log_has_no_address_no_name_and_no_forged_line(self):
        browser = self.browser(CARLO)
        browser.ask("/nichego%0d%0a2026-01-01%20ERROR%20forged/")
        browser.ask("/", Host="evil\texample")
        browser.sign_in("carlo", "not the password")
        log = (self.folder / "site.log").read_text()
        for words in (CARLO, ANNA, BORIS, "carlo", "not the password", PASSWORD):
            self.assertNotIn(words, log)
        self.assertFalse([line for line in log.splitlines() if line.startswith("2026-01-01 ERROR forged")])


def without_addresses(page):
    """Give a page without what repeats its address: links to the same page in another language, and of itself."""
    return re.sub(
        r'<link rel="(canonical|alternate)"[^>]*>|href="[^"]*"|action="[^"]*"|<input type="hidden"[^>]*>|\s+', " ", page
    )
