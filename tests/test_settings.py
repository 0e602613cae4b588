import logging
import os
import runpy
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler
from django.test import SimpleTestCase

from config.log import OneLineFormatter

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]


class SettingsTestCase(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()

    def environment(self, **variables):
        return {"PATH": os.environ["PATH"], "DATA_DIR": str(self.folder), **variables}

    def settings_with(self, **variables):
        """Return what config/settings.py says in an environment that has these variables and no other."""
        with mock.patch.dict(os.environ, self.environment(**variables), clear=True):
            return runpy.run_path(str(ROOT / "config" / "settings.py"))


class BadValueTests(SettingsTestCase):
    BAD = [
        ("ACCESS_LOG_DAYS", "for ever", "whole number"),
        ("ALLOWED_HOSTS", "https://speeches.example", "without scheme"),
        ("ALLOWED_HOSTS", "speeches.example:8000", "without scheme and port"),
        ("CACHE_URL", "carrier-pigeon://", "locmemcache://"),
        ("CACHE_URL", "filecache://relative", "three slashes"),
        ("CSRF_TRUSTED_ORIGINS", "https://speeches.example,other.example", "https://speeches.example"),
        ("CACHE_URL", "redis://:hush@host:port/0", "%XX"),
        ("DATABASE_REPLICA_URL", "sqlite:///copy.sqlite3", "postgres://"),
        ("DATABASE_REPLICA_URL", "postgres://user:hush@host/name", "DATABASE_URL"),
        ("DATABASE_URL", "mysql://user:hush@host/name", "postgres://"),
        ("DATABASE_URL", "postgres://user:hush@host:port/name", "%XX"),
        ("DATABASE_URL", "postgres://user:hush@host", "/NAME"),
        ("DATABASE_URL", "sqlite:////no/such/folder/archive.sqlite3", "/no/such/folder"),
        ("DATABASE_URL", "sqlite://archive.sqlite3", "three slashes"),
        ("DATABASE_URL", "", "unset"),
        ("DATA_DIR", "/dev/null/rostrum", "name a folder"),
        ("DEBUG", "maybe", "yes or no"),
        ("EMAIL_URL", "smtp://", "smtp+tls://"),
        ("LOG_FORMAT", "xml", "text, json"),
        ("METRICS", "hush", "openssl rand"),
        ("METRICS", "hush and twenty letters", "openssl rand"),
        ("REVIEW_REQUIRED", "perhaps", "yes or no"),
        ("SECOND_FACTOR", "always", "optional, publishers, everyone"),
        ("SECRET_KEY", "hush", "longer"),
        ("SESSION_IDLE_HOURS", "0", "whole number"),
        ("SITE_NAME", "", "unset"),
        ("PORT", "99999", "from 1 to 65535"),
        ("PURGE_URL", "file:///etc/hush", "https://"),
        ("PURGE_URL", "https://user:hush@host:port/purge", "https://"),
        ("SITE_URL", "speeches.example", "https://speeches.example"),
        ("SITE_URL", "ftp://speeches.example", "https://speeches.example"),
        ("SITE_URL", "https://speeches.example/archive", "https://speeches.example"),
        ("SITE_URL", "https://speeches.example:https", "https://speeches.example"),
        ("STORAGE_URL", "file:///srv/media", "s3://"),
        ("STORAGE_URL", "s3://key:hush@host", "BUCKET"),
        ("STORAGE_URL", "s3://key:hush@host:port/bucket", "s3://"),
        ("STORAGE_URL", "s3://key:hush@host/bucket?acl=public", "region"),
        ("TRUSTED_PROXIES", "192.0.2.1,proxy.example", "addresses, networks"),
        ("TRUSTED_PROXIES", "192.0.2.1/24", "addresses, networks"),
        ("TRUSTED_PROXIES", "127.0.0.1,nobody", "say nobody"),
        ("TRUSTED_PROXIES", "", "unset"),
        ("TIME_ZONE", "Mars/Base", "Europe/Moscow"),
        ("TIME_ZONE", "Europe", "Europe/Moscow"),
    ]

    def test_a_bad_value_is_refused_with_its_name_and_the_remedy_in_one_sentence(self):
        for name, value, remedy in self.BAD:
            with self.subTest(name=name, value=value):
                with self.assertRaises(ImproperlyConfigured) as caught:
                    self.settings_with(**{name: value})
                message = str(caught.exception)
                self.assertRegex(message, f"^{name} .+[.)]$")
                self.assertIn(remedy, message)
                self.assertEqual(len(message.splitlines()), 1)

    def test_a_refusal_does_not_repeat_a_password(self):
        for name, value, _ in self.BAD:
            if "hush" in value:
                with self.subTest(value=value), self.assertRaises(ImproperlyConfigured) as caught:
                    self.settings_with(**{name: value})
                self.assertNotIn("hush", str(caught.exception))

    def test_what_asks_for_a_client_that_is_not_installed_stops_the_start(self):
        with mock.patch("importlib.util.find_spec", return_value=None), mock.patch.dict(sys.modules):
            sys.modules.pop("config.environment")
            with self.assertRaisesRegex(ImproperlyConfigured, "^CACHE_URL .*pip install redis"):
                self.settings_with(CACHE_URL="redis://127.0.0.1:6379/0")
            with self.assertRaisesRegex(ImproperlyConfigured, "^STORAGE_URL .*pip install django-storages boto3"):
                self.settings_with(STORAGE_URL="s3://key:secret@host/bucket")

    def test_every_command_stops_with_that_sentence_alone(self):
        for command in ("check", "migrate", "import_seeds"):
            with self.subTest(command=command):
                done = subprocess.run(
                    [*MANAGE, command], env=self.environment(DEBUG="maybe"), capture_output=True, text=True, check=False
                )
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, "")
                self.assertRegex(done.stderr, r"\ADEBUG is \"maybe\".*\n\Z")


class GunicornTests(SettingsTestCase):
    def gunicorn_with(self, **variables):
        environment = mock.patch.dict(os.environ, self.environment(**variables), clear=True)
        with environment, mock.patch.object(sys, "path", [*sys.path]):
            return runpy.run_path(str(ROOT / "config" / "gunicorn.py"))

    def test_the_site_listens_to_this_machine_alone_unless_told_otherwise(self):
        self.assertEqual(self.gunicorn_with()["bind"], "127.0.0.1:8000")
        self.assertEqual(self.gunicorn_with(HOST="::", PORT="80")["bind"], "[::]:80")

    def test_a_bad_port_is_refused_by_name(self):
        for port in ("http", "0", "-1", "8000.5", "65536", "99999"):
            with self.subTest(port=port), self.assertRaisesRegex(ImproperlyConfigured, "^PORT is "):
                self.gunicorn_with(PORT=port)


class SecretKeyTests(SettingsTestCase):
    def test_a_key_is_made_once_for_its_owner_alone(self):
        first = self.settings_with()["SECRET_KEY"]
        self.assertGreaterEqual(len(first), 50)
        self.assertEqual(stat.S_IMODE((self.folder / "secret_key").stat().st_mode), 0o600)
        self.assertEqual(self.settings_with()["SECRET_KEY"], first)

    def test_another_site_gets_another_key(self):
        first = self.settings_with()["SECRET_KEY"]
        (self.folder / "other").mkdir()
        self.assertNotEqual(self.settings_with(DATA_DIR=str(self.folder / "other"))["SECRET_KEY"], first)

    def test_processes_that_start_together_share_one_key(self):
        program = "from config import settings; print(settings.SECRET_KEY)"
        started = [
            subprocess.Popen(
                [sys.executable, "-c", program], cwd=ROOT, env=self.environment(), stdout=subprocess.PIPE, text=True
            )
            for _ in range(6)
        ]
        keys = {process.communicate(timeout=60)[0].strip() for process in started}
        self.assertEqual(keys, {(self.folder / "secret_key").read_text().strip()})

    def test_a_key_from_the_environment_leaves_no_file(self):
        key = "k" * 50
        self.assertEqual(self.settings_with(SECRET_KEY=key)["SECRET_KEY"], key)
        self.assertFalse((self.folder / "secret_key").exists())

    def test_a_key_that_cannot_be_kept_stops_the_start(self):
        (self.folder / "secret_key").mkdir()
        with self.assertRaisesRegex(ImproperlyConfigured, "^SECRET_KEY is not set"):
            self.settings_with()


class DefaultTests(SettingsTestCase):
    def test_another_port_is_the_sites_address_too_unless_one_is_given(self):
        self.assertEqual(self.settings_with(PORT="8899")["SITE_URL"], "http://127.0.0.1:8899")
        given = self.settings_with(PORT="8899", SITE_URL="https://speeches.example")
        self.assertEqual(given["SITE_URL"], "https://speeches.example")

    def test_the_defaults_are_safe(self):
        found = self.settings_with()
        self.assertIs(found["DEBUG"], False)
        self.assertEqual(found["ALLOWED_HOSTS"], ["localhost", "127.0.0.1", "[::1]"])
        self.assertEqual(found["CSRF_TRUSTED_ORIGINS"], [])
        self.assertEqual(found["DATABASES"]["default"]["ENGINE"], "django.db.backends.sqlite3")
        self.assertEqual(found["DATABASES"]["default"]["NAME"], str(self.folder / "rostrum.sqlite3"))
        self.assertEqual(found["SITE_URL"], "http://127.0.0.1:8000")
        self.assertEqual(found["SITE_NAME"], "Rostrum")
        self.assertEqual(found["SITE_LICENSE"], "")
        self.assertEqual(found["TIME_ZONE"], "Europe/Moscow")
        self.assertIn("locmem", found["CACHES"]["default"]["BACKEND"])
        self.assertIn("dummy", found["EMAIL_BACKEND"])
        self.assertIs(found["SENDS_MAIL"], False)
        self.assertIn("Scrypt", found["PASSWORD_HASHERS"][0])

    def test_a_replica_is_a_database_beside_its_primary(self):
        primary = "postgres://user@one/archive"
        self.assertEqual(set(self.settings_with(DATABASE_URL=primary)["DATABASES"]), {"default"})
        copy = "postgres://user@two/archive?sslmode=require"
        found = self.settings_with(DATABASE_URL=primary, DATABASE_REPLICA_URL=copy)
        replica = found["DATABASES"]["replica"]
        self.assertEqual((replica["HOST"], replica["NAME"]), ("two", "archive"))
        self.assertEqual(replica["OPTIONS"], {"connect_timeout": 2, "tcp_user_timeout": 3000, "sslmode": "require"})
        self.assertEqual(found["DATABASE_ROUTERS"], ["speeches.nodes.replica.Router"])
        with self.assertRaisesRegex(ImproperlyConfigured, "^DATABASE_REPLICA_URL cannot be read"):
            self.settings_with(DATABASE_URL=primary, DATABASE_REPLICA_URL="postgres://user:hush@two:port/archive")

    def test_a_redis_is_waited_for_shortly_and_shared_by_those_who_have_the_key(self):
        found = self.settings_with(CACHE_URL="redis://:hush@one:6379/2?socket_timeout=1", SECRET_KEY="k" * 40)
        told = found["CACHES"]["default"]
        self.assertEqual(told["LOCATION"], "redis://:hush@one:6379/2")
        self.assertEqual(told["BACKEND"], "speeches.nodes.shared.SharedCache")
        self.assertEqual((told["OPTIONS"]["socket_timeout"], told["OPTIONS"]["socket_connect_timeout"]), (1, 0.25))
        self.assertIs(found["SHARES_PAGES"], True)
        other = self.settings_with(CACHE_URL="redis://one", SECRET_KEY="l" * 40)["CACHES"]["default"]
        self.assertNotEqual(other["KEY_PREFIX"], told["KEY_PREFIX"])
        self.assertNotIn("k" * 40, told["KEY_PREFIX"])
        self.assertIs(self.settings_with()["SHARES_PAGES"], False)

    def test_mail_is_sent_where_a_server_is_named_and_printed_for_programmers(self):
        found = self.settings_with(EMAIL_URL="smtp+tls://kto%40tribuna.example:hush@mail.example:587")
        self.assertIs(found["SENDS_MAIL"], True)
        self.assertEqual((found["EMAIL_HOST"], found["EMAIL_PORT"]), ("mail.example", 587))
        self.assertEqual(found["DEFAULT_FROM_EMAIL"], "kto@tribuna.example")
        found = self.settings_with(DEBUG="yes", SITE_URL="https://tribuna.example")
        self.assertIs(found["SENDS_MAIL"], True)
        self.assertIn("console", found["EMAIL_BACKEND"])
        self.assertEqual(found["DEFAULT_FROM_EMAIL"], "rostrum@tribuna.example")

    def test_no_source_runs_from_elsewhere_or_inline(self):
        directives = self.settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
        self.assertEqual(directives["default-src"], ["'none'"])
        self.assertEqual(directives["script-src"], ["'self'"])
        self.assertEqual(directives["style-src"], ["'self'"])
        self.assertNotIn("unsafe", str(directives))

    def test_cookies_and_redirects_follow_the_scheme_of_the_site(self):
        names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
        for scheme, expected in (("http", [False, False, False, 0]), ("https", [True, True, True, 31_536_000])):
            with self.subTest(scheme=scheme):
                found = self.settings_with(SITE_URL=f"{scheme}://speeches.example")
                self.assertEqual([found[name] for name in names], expected)
                prefix = "__Host-" if scheme == "https" else ""
                cookies = [found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]]
                self.assertEqual(cookies, [f"{prefix}sessionid", f"{prefix}csrftoken"])

    def test_a_production_site_passes_the_deployment_check_without_warning(self):
        done = subprocess.run(
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            env=self.environment(SITE_URL="https://speeches.example"),
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_folder_of_the_data_is_closed_to_other_accounts(self):
        self.settings_with(DATA_DIR=str(self.folder / "new"))
        self.assertEqual(stat.S_IMODE((self.folder / "new").stat().st_mode) & 0o007, 0)


class GoodValueTests(SettingsTestCase):
    def test_a_truth_is_told_in_several_words(self):
        for word in ("1", "true", "YES", "on"):
            self.assertIs(self.settings_with(DEBUG=word)["DEBUG"], True)
        for word in ("0", "False", "no", "off"):
            self.assertIs(self.settings_with(DEBUG=word)["DEBUG"], False)

    def test_the_host_of_the_site_is_allowed_as_browsers_send_it(self):
        found = self.settings_with(SITE_URL="https://Пример.рф:8443/")
        self.assertEqual(found["SITE_URL"], "https://xn--e1afmkfd.xn--p1ai:8443")
        self.assertIn("xn--e1afmkfd.xn--p1ai", found["ALLOWED_HOSTS"])

    def test_hosts_from_the_environment_replace_the_default_ones(self):
        found = self.settings_with(ALLOWED_HOSTS=" speeches.example, .org.example,[2001:db8::1] ,")
        self.assertEqual(found["ALLOWED_HOSTS"], ["speeches.example", ".org.example", "[2001:db8::1]"])

    def test_a_postgresql_address_keeps_its_password_and_options(self):
        url = "postgres://reader:p%40ss%2Fword@db.example:5433/archive?sslmode=require"
        found = self.settings_with(DATABASE_URL=url)["DATABASES"]["default"]
        self.assertEqual(found["ENGINE"], "django.db.backends.postgresql")
        self.assertEqual((found["USER"], found["PASSWORD"]), ("reader", "p@ss/word"))
        self.assertEqual((found["HOST"], found["PORT"], found["NAME"]), ("db.example", 5433, "archive"))
        self.assertEqual(found["OPTIONS"], {"sslmode": "require", "options": "-c jit=off"})
        self.assertEqual((found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]), (60, True))

    def test_a_relative_database_file_lies_in_the_folder_of_the_data(self):
        found = self.settings_with(DATABASE_URL="sqlite:///archive.sqlite3")["DATABASES"]["default"]
        self.assertEqual(found["NAME"], str(self.folder / "archive.sqlite3"))

    def test_a_value_that_begins_with_a_dollar_sign_is_taken_as_it_is(self):
        key = "$" + "k" * 50
        self.assertEqual(self.settings_with(SECRET_KEY=key, SITE_NAME="$HOME")["SECRET_KEY"], key)


class HeaderTests(SimpleTestCase):
    def test_a_refusal_made_before_any_view_carries_the_policy_too(self):
        response = self.client.get("/admin/", headers={"host": "elsewhere.example"})
        self.assertEqual(response.status_code, 400)
        self.assertIn("default-src 'none'", response["Content-Security-Policy"])
        self.assertEqual(response["X-Frame-Options"], "DENY")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Referrer-Policy"], "strict-origin-when-cross-origin")


class LogTests(SimpleTestCase):
    def test_a_record_stays_on_one_line_whatever_it_quotes(self):
        record = logging.LogRecord("site", logging.WARNING, __file__, 1, "no page %s", ("/a\r\nERROR forged",), None)
        self.assertEqual(OneLineFormatter("%(message)s").format(record), "no page /a\\r\\nERROR forged")


class SQLiteTests(SettingsTestCase):
    databases = ("default",)

    def test_connections_are_set_up_for_readers_beside_a_writer(self):
        connection = ConnectionHandler(self.settings_with()["DATABASES"])["default"]
        self.addCleanup(connection.close)
        with connection.cursor() as cursor:
            found = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
            }
        self.assertEqual(found, {"journal_mode": "wal", "busy_timeout": 20_000, "foreign_keys": 1, "synchronous": 1})
        self.assertEqual(connection.transaction_mode, "IMMEDIATE")
