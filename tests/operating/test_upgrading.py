"""An upgrade and the way back, by make, in a clone with releases of its own, while somebody reads."""

import os
import re
import signal
import subprocess
import sys
import threading
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase

import pytest

from speeches import __version__
from tests.benchmarks.serving import free_port
from tests.scratch import ROOT

from .serving import PATIENCE_SECONDS, wait_for
from .tools import needed

NEXT = f"{__version__}.99"
MIGRATION = """from django.db import migrations, models


def begin(apps, schema_editor):
    {begin}


class Migration(migrations.Migration):
    dependencies = [("speeches", "{last}")]
    operations = [
        migrations.CreateModel("Bridge", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
"""
LATER = (
    "from speeches.models import *; Event.objects.create(title='Позже'); raise_version(); print(Event.objects.count())"
)
COUNT = "from speeches.models import *; print(Event.objects.count())"
WAITING = ("/readyz", "/search/?q=%D0%BC%D0%B8%D1%80")
"""What may ask to come again while the tables change: the index is away then."""

PAUSE_SECONDS = 0.05


class Clone:
    """A checkout with releases of its own, and the packages that are installed here already: pip may ask nobody."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder / "clone", free_port()
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PIP_NO_INDEX": "1"}
        self.environment |= {"PORT": str(self.port), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self.site = None
        self._copy()

    def _copy(self):
        listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in self._git(*listed, folder=ROOT).split("\0"):
            if name and (ROOT / name).is_file():
                target = self.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((ROOT / name).read_bytes())
        self._git("init", "--quiet")
        packages = self.folder / ".venv"
        packages.mkdir()
        for name in ("bin", "lib", "pyvenv.cfg"):
            (packages / name).symlink_to(Path(sys.prefix) / name)
        (packages / "site-installed").touch()

    def _git(self, *arguments, folder=None):
        command = [needed("git"), "-c", "user.name=Вера", "-c", "user.email=vera@example.org", *arguments]
        folder = folder or self.folder
        return subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, text=True, check=True
        ).stdout

    def release(self, name, **changes):
        """Make a release of the files as they are, with some of them changed. changes: a function of text by a path."""
        for path, change in changes.items():
            file = self.folder / path
            file.write_text(change(file.read_text() if file.exists() else ""))
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", name)
        self._git("tag", name)

    def take(self, name):
        self._git("checkout", "--quiet", name)

    def taken(self):
        return self._git("describe", "--tags", "--exact-match").strip()

    def make(self, *arguments):
        command = [needed("make"), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )

    def shell(self, code):
        command = [".venv/bin/python", "manage.py", "shell", "--verbosity", "0", "--command", code]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    def serve(self):
        with (self.folder.parent / "log").open("wb") as log:
            self.site = subprocess.Popen(
                [needed("make"), "run"], cwd=self.folder, env=self.environment, stdout=log, stderr=log, process_group=0
            )
        # All migrations of an empty archive come before.
        wait_for("the site", self._answers, 4 * PATIENCE_SECONDS)

    def _answers(self):
        if self.site.poll() is not None:
            raise AssertionError((self.folder.parent / "log").read_text())
        return self.get("/healthz")[0] == 200

    def get(self, path):
        """Give the status and what is answered; 0 and why for no answer."""
        client = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException) as error:
            return 0, repr(error)
        finally:
            client.close()

    def stop(self):
        if self.site and self.site.poll() is None:
            os.killpg(self.site.pid, signal.SIGTERM)
            self.site.wait(PATIENCE_SECONDS)


class Reader:
    """Somebody who reads one page after another all the while, and notes what is not answered as it should be."""

    def __init__(self, clone, paths):
        self.clone, self.paths, self.answered, self.faults = clone, paths, 0, []
        self.over, self.thread = threading.Event(), threading.Thread(target=self._read)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *raised):
        self.over.set()
        self.thread.join(PATIENCE_SECONDS)

    def _read(self):
        while not self.over.wait(PAUSE_SECONDS):
            path = self.paths[self.answered % len(self.paths)]
            status, told = self.clone.get(path)
            self.answered += 1
            if status != 200 and not (status == 503 and path in WAITING):
                self.faults.append((path, status, told[-300:]))


@pytest.mark.long
@pytest.mark.once
class UpgradingTests(TestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="rostrum-upgrade-", ignore_cleanup_errors=True)
        self.clone = Clone(Path(self.enterContext(folder)))
        self.addCleanup(self.clone.stop)
        self.release_three()

    def release_three(self):
        """Release what is there, one with another page, style, table and list of packages, and one that fails."""
        migrations = sorted((ROOT / "speeches" / "migrations").glob("[0-9]*.py"))
        new, last = "speeches/migrations/9998_bridge.py", migrations[-1].stem
        begin = "apps.get_model('speeches', 'Bridge').objects.create(name='Новый')"
        self.clone.release("before")
        self.clone.release(
            "after",
            **{
                "speeches/__init__.py": lambda text: text.replace(__version__, NEXT),
                "templates/speeches/partials/_footer.html": lambda text: text.replace("<footer>", f"<footer>{NEXT}"),
                "static/css/print.css": lambda text: f"{text}\n/* {NEXT} */\n",
                "requirements.txt": lambda text: f"{text}# {NEXT}\n",
                new: lambda text: MIGRATION.format(last=last, begin=begin),
            },
        )
        self.clone.take("before")
        self.clone.release("broken", **{new: lambda text: MIGRATION.format(last=last, begin="raise OSError('rain')")})
        self.clone.take("before")

    def made(self, *arguments):
        done = self.clone.make(*arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def shown(self, is_next):
        """Wait until each worker shows the page of the release that should be there, and give it."""
        wait_for("the release", lambda: all((NEXT in self.clone.get("/")[1]) == is_next for _ in range(6)))
        self.assertEqual(self.clone.get("/readyz")[0], 200)
        return self.clone.get("/")[1]

    def test_readers_go_on_reading_while_the_site_is_upgraded_and_taken_back(self):
        self.clone.serve()
        page = self.shown(is_next=False)
        event = re.search(r'href="(/events/\d{4}/\d\d/\d\d/[^/"]+/)"', page)[1]
        paths = ["/", "/events/", event, "/api/v1/events/", *WAITING]
        with Reader(self.clone, paths) as reader:
            told = self.made("upgrade", "TO=after")
            backup = re.search("The backup of before: (.*)$", told, re.MULTILINE)[1]
            self.assertIn("Installing requirements.txt", told)
            self.assertIn("takes the new code", told)
            page = self.shown(is_next=True)
            for sheet in re.findall(r'href="(/static/[^"]+\.css)"', page):
                self.assertEqual(self.clone.get(sheet)[0], 200)
        self.assertEqual(reader.faults, [])
        self.assertGreater(reader.answered, 20)
        self.assertEqual((self.clone.folder / backup).stat().st_mode & 0o777, 0o600)

        self.assertEqual(self.clone.shell(LATER), "2")
        self.made("downgrade", "TO=before", f"FROM={backup}")
        self.shown(is_next=False)
        self.assertEqual((self.clone.taken(), self.clone.shell(COUNT)), ("before", "1"))

        with Reader(self.clone, paths) as reader:
            failed = self.clone.make("upgrade", "TO=broken")
            self.assertEqual(failed.returncode, 2, failed.stdout)
            self.assertRegex(failed.stderr, r"make downgrade TO=<the former release> FROM=\S+\.zip")
            self.shown(is_next=False)
        self.assertEqual(reader.faults, [])

    def test_the_way_back_asks_where_to_and_with_what(self):
        for told in ([], ["TO=after"], ["TO=after", "FROM=nowhere.zip"]):
            with self.subTest(told):
                done = self.clone.make("downgrade", *told)
                self.assertEqual((done.returncode, self.clone.taken()), (2, "before"))
                self.assertIn("make downgrade TO=", done.stderr)
