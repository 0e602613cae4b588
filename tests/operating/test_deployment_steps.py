"""The steps of docs/deployment.md, run one after another as they are printed, on a machine that is a folder."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import TransactionTestCase

from tests.benchmarks.serving import free_port
from tests.scratch import ROOT

from .serving import database_url
from .tools import needed

PAGE = ROOT / "docs" / "deployment.md"
STEPS = re.compile(r"^```sh run\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMS = ("git", "install", "sudo", "systemctl")
ROOTS = ("/opt/", "/etc/rostrum", "/etc/systemd", "/etc/nginx", "/usr/local/bin", "/var/lib/rostrum")


@pytest.mark.long
@pytest.mark.once
class StepTests(TransactionTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rostrum-machine-")
        self.addCleanup(folder.cleanup)
        self.folder, self.port = Path(folder.name), free_port()
        for place in ("opt", "usr/local/bin", "var/lib", "etc/systemd/system", "etc/nginx/sites-enabled", "bin"):
            (self.folder / place).mkdir(parents=True)
        program = f"#!{sys.executable}\n" + (ROOT / "tests" / "operating" / "machine.py").read_text()
        for name in PROGRAMS:
            (self.folder / "bin" / name).write_text(program)
            (self.folder / "bin" / name).chmod(0o755)
        self.addCleanup(self.stop)

    def stop(self):
        if (self.folder / "pid").exists():
            os.killpg(int((self.folder / "pid").read_text()), signal.SIGTERM)

    def take(self, step, folder):
        """Run the lines of a step, and give what they print."""
        for root in ROOTS:
            step = step.replace(root, f"{self.folder}{root}")
        step = step.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        done = subprocess.run(
            [needed("sh"), "-eu", "-c", step],
            cwd=folder,
            env={
                "PATH": f"{self.folder}/bin:{self.folder}/usr/local/bin:{os.environ['PATH']}",
                "MACHINE": str(self.folder),
                "CHECKOUT": str(ROOT),
                "HOME": str(self.folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        log = self.folder / "log"
        told = f"{step}\n{done.stdout}\n{done.stderr}\n{log.read_text()[-3_000:] if log.exists() else ''}"
        self.assertEqual(done.returncode, 0, told)
        return done.stdout

    def test_they_lead_to_a_site_that_answers(self):
        for program in ("curl", "make"):
            needed(program)
        laid, prepared, started, proxied = STEPS.findall(PAGE.read_text())
        self.take(laid, self.folder)
        checkout = self.folder / "opt" / "rostrum"
        settings = self.folder / "etc" / "rostrum" / "rostrum.env"
        self.assertEqual(settings.stat().st_mode & 0o777, 0o640)
        # What whoever reads the page is told to put there.
        with settings.open("a") as file:
            file.write(f"DATABASE_URL={database_url()}\nPORT={self.port}\n")
        self.assertIn("Password: ", self.take(prepared, checkout))
        self.assertEqual(get_user_model().objects.count(), 1)
        self.assertIn('"status": "ok"', self.take(started, checkout))
        self.take(proxied, checkout)
        self.assertIn("server_name", (self.folder / "etc/nginx/sites-enabled/rostrum").read_text())
        # The site has written nowhere but in its own folder.
        self.assertFalse((checkout / "var").exists())
        self.assertTrue((self.folder / "var/lib/rostrum/static").is_dir())
