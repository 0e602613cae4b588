"""Two nodes with the same release know a page by the same tag, whenever its files were written there."""

import os
import tempfile
from pathlib import Path

from django.test import SimpleTestCase, override_settings

from speeches.site.serving.conditional import release


class ReleaseTests(SimpleTestCase):
    def setUp(self):
        self.addCleanup(release.cache_clear)

    def name_of(self, files, *, age=0):
        with tempfile.TemporaryDirectory() as folder, override_settings(BASE_DIR=Path(folder)):
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
                os.utime(path, (age, age))
            release.cache_clear()
            return release()

    def test_it_is_told_by_what_the_files_say_and_not_by_when_they_were_written(self):
        files = {"templates/base.html": "<p>", "speeches/site/urls.py": "a = 1"}
        name = self.name_of(files, age=1)
        self.assertEqual(self.name_of(files, age=1_000_000), name)
        self.assertNotEqual(self.name_of({**files, "templates/base.html": "<b>"}, age=1), name)
        self.assertNotEqual(self.name_of({"templates/base.html": "<p>", "speeches/urls.py": "a = 1"}, age=1), name)
        self.assertEqual(self.name_of({**files, "speeches/__pycache__/urls.pyc": "?"}), name)
