"""The files that a site is run with: each is given to the program that it is for."""

import re
import ssl
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from django.test import SimpleTestCase, TransactionTestCase

from tests.benchmarks.serving import free_port
from tests.scratch import ROOT

from .serving import PATIENCE_SECONDS, Gunicorn, wait_for
from .tools import needed

FILES = ROOT / "docs" / "deployment"
HOST = "speeches.example"
MOST_EXPOSED = 2.0
"""Of ten, as systemd reckons; a service that nobody has closed in has 9.6."""


class FolderTestCase(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rostrum-deployment-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


@pytest.mark.once
class UnitTests(FolderTestCase):
    def units(self):
        """Write the units as they would be on this machine, and give their paths."""
        for path in FILES.glob("rostrum*.*"):
            text = path.read_text().replace("/opt/rostrum/.venv/bin/python", sys.executable)
            (self.folder / path.name).write_text(text.replace("/opt/rostrum", str(ROOT)))
        return sorted(self.folder.glob("*.service")) + sorted(self.folder.glob("*.timer"))

    def test_systemd_understands_them_without_a_remark(self):
        units = self.units()
        self.assertEqual(len(units), 3)
        done = subprocess.run(
            [needed("systemd-analyze"), "verify", "--man=no", *units], capture_output=True, text=True, check=False
        )
        remarks = [line for line in done.stderr.splitlines() if "rostrum" in line]
        self.assertEqual((done.returncode, remarks), (0, []), done.stderr)

    def test_the_services_are_closed_in(self):
        for unit in self.units()[:2]:
            done = subprocess.run(
                [needed("systemd-analyze"), "security", "--offline=true", "--no-pager", unit],
                capture_output=True,
                text=True,
                check=False,
            )
            exposed = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
            self.assertTrue(exposed, done.stderr)
            self.assertLessEqual(float(exposed[1]), MOST_EXPOSED, unit.name)

    def test_the_history_of_the_code_is_closed_to_them(self):
        for unit in FILES.glob("*.service"):
            self.assertIn("InaccessiblePaths=-/opt/rostrum/.git", unit.read_text().splitlines(), unit.name)

    def test_the_site_has_time_to_finish_what_it_answers(self):
        stop = re.search(r"TimeoutStopSec=(\d+)", (FILES / "rostrum.service").read_text())
        graceful = re.search(r"^graceful_timeout = (\d+)", (ROOT / "config" / "gunicorn.py").read_text(), re.MULTILINE)
        self.assertGreater(int(stop[1]), int(graceful[1]))


@pytest.mark.once
class NginxTests(TransactionTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        nginx = needed("nginx")
        cls.site = Gunicorn(SITE_URL=f"https://{HOST}", METRICS="a-token-of-twenty-letters")
        cls.addClassCleanup(cls.site.stop)
        cls.http, cls.https = free_port(), free_port()
        configuration = cls.configure()
        tested = subprocess.run([nginx, "-t", "-q", "-c", configuration], capture_output=True, text=True, check=False)
        assert (tested.returncode, tested.stderr) == (0, ""), tested.stderr
        cls.nginx = subprocess.Popen([nginx, "-c", configuration])
        cls.addClassCleanup(cls.nginx.wait)
        cls.addClassCleanup(cls.nginx.terminate)
        wait_for("nginx", cls.listens)

    @classmethod
    def configure(cls):
        """Write nginx's own configuration around the file, with this machine's ports and a certificate for a day."""
        folder = cls.site.folder / "nginx"
        folder.mkdir()
        certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
        asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
        named = ["-subj", f"/CN={HOST}", "-keyout", key, "-out", certificate]
        subprocess.run([needed("openssl"), *asked.split(), *named], check=True, capture_output=True)
        text = (FILES / "nginx.conf").read_text()
        for ours, here in {
            r"    listen \[::\].*\n": "",
            r"listen 80;": f"listen 127.0.0.1:{cls.http};",
            r"listen 443 ": f"listen 127.0.0.1:{cls.https} ",
            r"127\.0\.0\.1:8000": f"127.0.0.1:{cls.site.port}",
            r"/etc/letsencrypt/live/speeches\.example": str(folder),
            r"/var/cache/nginx/rostrum": str(folder / "cache"),
        }.items():
            text, times = re.subn(ours, here, text)
            assert times, ours
        (folder / "site.conf").write_text(text)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        (folder / "nginx.conf").write_text(
            f"daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{ }}\nhttp {{ {temporary}\ninclude {folder}/site.conf; }}\n"
        )
        return folder / "nginx.conf"

    @classmethod
    def listens(cls):
        try:
            return cls.ask(cls, "GET", "/healthz").status == 200
        except OSError:
            return False

    def ask(self, method, path, *, secure=True, body=None, **headers):
        client = (
            self.reader("127.0.0.1") if secure else HTTPConnection("127.0.0.1", self.http, timeout=PATIENCE_SECONDS)
        )
        client.request(method, path, body, {"Host": HOST, **headers})
        answer = client.getresponse()
        answer.body = answer.read()
        client.close()
        return answer

    @classmethod
    def reader(cls, address):
        """Give a connection by https from an address of this machine."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        wait = {"timeout": PATIENCE_SECONDS}
        return HTTPSConnection("127.0.0.1", cls.https, context=trusting, source_address=(address, 0), **wait)

    def test_http_leads_to_https_once(self):
        answer = self.ask("GET", "/events/?q=a", secure=False)
        self.assertEqual((answer.status, answer.headers["Location"]), (301, f"https://{HOST}/events/?q=a"))
        self.assertEqual(self.ask("GET", "/api/v1/events/").status, 200)

    def test_the_site_knows_that_the_reader_has_https(self):
        self.assertIn("max-age=31536000", self.ask("GET", "/api/v1/events/").headers["Strict-Transport-Security"])

    def test_what_a_reader_pretends_goes_no_further(self):
        answer = self.ask("GET", "/api/v1/events/", **{"X-Request-ID": "of-the-reader", "X-Forwarded-Proto": "http"})
        self.assertEqual(answer.status, 200)
        self.assertRegex(answer.headers["X-Request-ID"], r"^[0-9a-f]{32}$")
        self.assertIn(
            f" {answer.headers['X-Request-ID']} rostrum.requests: GET /api/v1/events/ 200", self.site.log.read_text()
        )

    def test_figures_are_not_for_outside(self):
        for token in ("", "Bearer a-token-of-twenty-letters"):
            self.assertEqual(self.ask("GET", "/metrics", Authorization=token).status, 404)

    def test_who_asks_too_much_leaves_room_for_others(self):
        answers = Counter()
        with closing(self.reader("127.0.0.2")) as greedy:

            def status(path):
                greedy.request("GET", path, headers={"Host": HOST})
                answer = greedy.getresponse()
                answer.read()
                return answer.status

            for _ in range(600):
                answers[status("/healthz")] += 1
            # The API has a pace of its own, which says when to ask again.
            self.assertEqual(status("/api/v1/events/"), 200)
        self.assertGreater(answers[200], 200)
        self.assertEqual(answers.keys(), {200, 429})
        self.assertEqual(self.ask("GET", "/healthz").status, 200)

    def test_no_request_is_given_back(self):
        self.assertEqual(self.ask("TRACE", "/").status, 405)

    def test_uploads_are_for_the_desk(self):
        body = b"x" * 1_500_000
        self.assertEqual(self.ask("POST", "/u/0000000000/report/", body=body).status, 413)
        for path in ("/admin/login/", "/en/admin/login/"):
            # The site itself, which knows who is signed in, refuses what nginx has let through.
            answer = self.ask("POST", path, body=body)
            self.assertEqual(answer.status, 413)
            self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")

    def test_what_is_encrypted_in_a_way_of_yesterday_is_not_spoken(self):
        for version, ciphers, expected in (
            (ssl.TLSVersion.TLSv1_3, None, "TLSv1.3"),
            (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2"),
            (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-SHA", None),
            (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0", None),
        ):
            with self.subTest(version=version.name, ciphers=ciphers):
                self.assertEqual(self.spoken(version, ciphers), expected)

    def spoken(self, version, ciphers):
        """Give the version that is agreed on with a client of one version and these ciphers, None for none."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            trusting.minimum_version = trusting.maximum_version = version
        if ciphers:
            trusting.set_ciphers(ciphers)
        try:
            with closing(HTTPSConnection("127.0.0.1", self.https, context=trusting)) as client:
                client.connect()
                return client.sock.version()
        except ssl.SSLError:
            return None

    def test_http_2_is_spoken(self):
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        trusting.set_alpn_protocols(["h2", "http/1.1"])
        with closing(HTTPSConnection("127.0.0.1", self.https, context=trusting)) as client:
            client.connect()
            self.assertEqual(client.sock.selected_alpn_protocol(), "h2")


@pytest.mark.once
class ContainerTests(FolderTestCase):
    """No daemon is needed: what an image would have is put into a folder."""

    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()

    def instructions(self, name):
        return [line.partition(" ")[2].strip() for line in self.lines if line.startswith(f"{name} ")]

    def test_what_is_copied_is_there_and_not_ignored(self):
        ignored = set((ROOT / ".dockerignore").read_text().split())
        for copied in self.instructions("COPY"):
            if not copied.startswith("--from"):
                for source in copied.split()[:-1]:
                    self.assertTrue((ROOT / source).exists(), source)
                    self.assertNotIn(source, ignored)

    def test_what_is_copied_is_enough_for_the_site(self):
        last = self.lines[[number for number, line in enumerate(self.lines) if line.startswith("FROM ")][-1] :]
        for line in last:
            if line.startswith("COPY ") and "--from" not in line:
                for source in line.split()[1:-1]:
                    (self.folder / source).symlink_to(ROOT / source)
        done = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=self.folder,
            env={"DATA_DIR": str(self.folder / "data"), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("Makefile", "requirements.txt", "seeds"):
            self.assertTrue((self.folder / name).exists(), name)

    def test_it_follows_the_two_commands(self):
        targets = set(re.findall(r"^([\w$()./-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        self.assertEqual(self.instructions("CMD"), ['["make", "run"]'])
        self.assertIn("make test", self.instructions("RUN"))
        for run in self.instructions("RUN"):
            for target in re.findall(r"\bmake (\S+)$", run):
                self.assertIn(target.replace(".venv", "$(VENV)"), targets)

    def test_it_is_no_root_and_stands_on_a_named_release(self):
        self.assertEqual(self.instructions("USER"), ["rostrum"])
        self.assertGreater(self.lines.index("USER rostrum"), self.lines.index("COPY seeds seeds"))
        self.assertEqual(self.instructions("VOLUME"), ["/data"])
        self.assertTrue(self.instructions("HEALTHCHECK"))
        stages = self.instructions("FROM")
        self.assertRegex(stages[0], r"^python:3\.\d+-slim-\w+ AS base$")
        self.assertEqual({stage.split()[0] for stage in stages[1:]}, {"base", "packages"})


@pytest.mark.long
@pytest.mark.once
class WithoutNetworkTests(SimpleTestCase):
    PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
for command in ("migrate", "import_seeds"):
    call_command(command, verbosity=0)
from speeches.models import Event
client = Client(headers={"host": "127.0.0.1"})
for path in ("/", "/events/", Event.objects.published().get().get_absolute_url(), "/search/?q=день", "/admin/login/"):
    assert client.get(path).status_code == 200, path
"""

    def test_the_site_is_set_up_and_read_where_there_is_none(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [needed("unshare"), "--map-root-user", "--net", sys.executable, "-W", "ignore", "-c", self.PROGRAM],
                cwd=ROOT,
                env={
                    "DATA_DIR": folder,
                    "DATABASE_URL": "sqlite://:memory:",
                    "DEBUG": "yes",
                    "DJANGO_SETTINGS_MODULE": "config.settings",
                    "PYTHONPATH": str(ROOT),
                },
                capture_output=True,
                text=True,
                check=False,
            )
        self.assertEqual(done.returncode, 0, done.stderr[-3_000:])
