"""The style sheets that a page links."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import TestCase, override_settings

from speeches.site.serving.frame import _rendered
from speeches.site.sheets import SHEETS

LINK = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">')
COLLECTED = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC}}


class SheetsTests(TestCase):
    def setUp(self):
        _rendered.cache_clear()
        self.addCleanup(_rendered.cache_clear)

    def linked(self):
        return LINK.findall(self.client.get("/events/").content.decode())

    def test_what_is_not_collected_is_linked_one_by_one(self):
        self.assertEqual(self.linked(), list(SHEETS))

    def test_what_is_collected_is_one_file_with_every_sheet_unchanged_and_in_order(self):
        written = "\n".join(Path(finders.find(name)).read_text() for name in SHEETS)
        with TemporaryDirectory() as folder, override_settings(STATIC_ROOT=folder, STORAGES=COLLECTED):
            for _ in range(2):  # The second time over what the first one left.
                call_command("collectstatic", interactive=False, verbosity=0)
            [whole] = self.linked()
            self.assertRegex(whole, r"^css/site\.[0-9a-f]{12}\.css$")
            self.assertEqual(Path(folder, whole).read_text(), written)
            self.assertTrue(Path(folder, f"{whole}.gz").exists())
            self.assertEqual(staticfiles_storage.url("css/site.css"), f"/static/{whole}")
