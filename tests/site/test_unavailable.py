"""While the archive cannot be reached or written, readers and editors are told so, and nothing is half done."""

from contextlib import contextmanager
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase, override_settings
from django.urls import path, reverse

from speeches.models import Note
from speeches.models.version import forget_version
from speeches.search.index import install_index, uninstall_index
from tests.make import make_event

PAGES = ("/", "/en/events/", "/search/?q=мост")
NOWHERE = {"sqlite": {"NAME": "/nowhere/archive.sqlite3"}, "postgresql": {"HOST": "/nowhere"}}
READ_ONLY = {
    "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
    "postgresql": ("SET default_transaction_read_only = on", "RESET default_transaction_read_only"),
}


def mistaken(request):
    raise ValueError("A mistake.")


urlpatterns = [path("", mistaken)]
handler500 = "speeches.api.problems.server_error"


@contextmanager
def leading_to(changed):
    """Have the connection lead elsewhere for a while."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(changed)
    forget_version()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)
        forget_version()


class DatabaseGoneTests(TransactionTestCase):
    """The connection leads nowhere, as when the server has stopped or the file is not there."""

    def setUp(self):
        self.client.raise_request_exception = False
        self.event = make_event(turns=1)

    def gone(self):
        self.enterContext(leading_to(NOWHERE[connection.vendor]))

    def test_readers_are_told_to_come_back_and_no_cache_keeps_it(self):
        self.gone()
        for page in PAGES:
            with self.subTest(page):
                response = self.client.get(page)
                self.assertContains(response, "503", status_code=503)
                self.assertContains(response, f"· {settings.SITE_NAME}</title>", status_code=503)
                self.assertEqual((response["Retry-After"], response["Cache-Control"]), ("30", "no-store"))
                self.assertEqual(response["Content-Language"], "en" if page.startswith("/en/") else "ru")
                self.assertIn("default-src 'none'", response["Content-Security-Policy"])
        self.assertEqual(self.client.get("/healthz").status_code, 200)

    def test_programs_get_a_problem(self):
        self.gone()
        response = self.client.get("/api/v1/events/?lang=en")
        self.assertEqual((response.status_code, response.json()["status"]), (503, 503))
        self.assertEqual(response["Retry-After"], "30")

    def test_whoever_sent_something_is_told_that_nothing_was_kept(self):
        self.gone()
        response = self.client.post("/en/admin/login/", {"username": "vera", "password": "quiet"})
        self.assertContains(response, "Nothing of what you have sent was kept", status_code=503)

    def test_a_mistake_of_the_site_is_still_one(self):
        with override_settings(ROOT_URLCONF="tests.site.test_unavailable"):
            self.assertEqual(self.client.get("/").status_code, 500)


class TablesChangingTests(TransactionTestCase):
    """A migration of an upgrade has taken the index away."""

    def setUp(self):
        self.client.raise_request_exception = False
        make_event(turns=1)
        uninstall_index(plan=[(Migration("9999_soon", "speeches"), False)])
        self.addCleanup(install_index)

    def test_who_seeks_is_told_to_come_back_and_who_reads_goes_on(self):
        for page in ("/search/?q=день", "/events/?q=день", "/api/v1/search/?q=день"):
            with self.subTest(page):
                response = self.client.get(page)
                self.assertEqual((response.status_code, response["Retry-After"]), (503, "30"))
        self.assertEqual(self.client.get("/events/").status_code, 200)

    def test_a_migration_that_fails_leaves_the_index_as_it_was(self):
        with (
            patch.object(MigrationExecutor, "migrate", side_effect=ValueError("A mistake.")),
            self.assertRaises(ValueError),
        ):
            call_command("migrate", verbosity=0)
        self.assertEqual(self.client.get("/search/?q=день").status_code, 200)


class ReadOnlyTests(TransactionTestCase):
    """The database can be read and takes nothing, as on a full or read-only disk."""

    def test_readers_go_on_reading_and_an_editor_is_told_that_nothing_was_kept(self):
        event = make_event(turns=1)
        vera = get_user_model().objects.create_superuser("vera", password="quiet")
        self.client.force_login(vera)
        self.client.raise_request_exception = False
        address = reverse("admin:speeches_event_note", args=[event.pk])
        begin, end = READ_ONLY[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(begin)
            try:
                self.assertEqual(self.client.get(event.get_absolute_url()).status_code, 200)
                response = self.client.post(address, {"text": "Проверить дату."})
            finally:
                cursor.execute(end)
        self.assertEqual(response.status_code, 503)
        self.assertFalse(Note.objects.exists())
        self.client.post(address, {"text": "Проверить дату."})
        self.assertEqual(Note.objects.get().text, "Проверить дату.")
