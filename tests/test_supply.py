"""What is installed is what was asked for and nothing else, byte for byte, under licences that go with ours."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

from django.test import SimpleTestCase

from tests.supply import FOR_TESTS, FOR_THE_SITE, LOCKS, PAGE, ROOT, asked_for, licences, locked, page, parts

FETCHING = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "socket", "urllib.request", "urllib3", "xmlrpc"}
"""What a program fetches things with."""


class LockTests(SimpleTestCase):
    def test_what_is_asked_for_is_locked_at_its_version(self):
        for group in LOCKS:
            found = locked(group)
            for name, version in asked_for(group).items():
                with self.subTest(name):
                    self.assertEqual(found[name].version, version, "Run make lock.")

    def test_tests_run_what_the_site_runs(self):
        tests = locked("tests")
        for name, package in locked("site").items():
            self.assertEqual(tests[name].version, package.version, name)

    def test_every_package_has_its_hashes_and_no_place_it_comes_from(self):
        for group, path in LOCKS.items():
            text = (ROOT / path).read_text()
            self.assertNotRegex(text, r"://|file:|@|--index|--extra|--find")
            # Every line is told, so that none slips by for being written otherwise.
            known = re.compile(r"#|    --hash=sha256:[0-9a-f]{64}( \\)?$")
            self.assertEqual(len([line for line in text.splitlines() if not known.match(line)]), len(locked(group)))
            for name, package in locked(group).items():
                self.assertGreater(package.hashes, 0, name)

    def test_nothing_is_installed_without_them(self):
        makefile = (ROOT / "Makefile").read_text()
        self.assertIn("PIP := $(BIN)/python -m pip install --quiet --require-hashes\n", makefile)


class LicenceTests(SimpleTestCase):
    def test_the_licence_of_every_package_goes_with_ours(self):
        for group, allowed in (("site", FOR_THE_SITE), ("tests", FOR_TESTS)):
            for name, licence in licences(group).items():
                with self.subTest(name):
                    self.assertTrue(licence, "its data name no licence: look, and write it down in tests/supply.py")
                    self.assertLessEqual(parts(licence), allowed)

    def test_the_page_of_licences_is_that_of_now(self):
        self.assertEqual(PAGE.read_text(), page(), "Run .venv/bin/python -m tests.supply.")


class FetchingTests(SimpleTestCase):
    def test_no_code_of_the_site_fetches_anything(self):
        read = 0
        for path in [*ROOT.glob("speeches/**/*.py"), *ROOT.glob("config/**/*.py"), ROOT / "manage.py"]:
            for node in ast.walk(ast.parse(path.read_text())):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                read += len(names)
                self.assertFalse(FETCHING & set(names), path)
        self.assertGreater(read, 1_000)


class MaterialsTests(SimpleTestCase):
    def test_the_bill_of_materials_has_every_package_with_its_hashes(self):
        program = Path(sys.executable).with_name("cyclonedx-py")
        made = subprocess.run(
            [program, "requirements", "requirements.txt", "--output-reproducible"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        told = {part["name"]: part for part in json.loads(made.stdout)["components"]}
        for name, package in locked("site").items():
            self.assertEqual(told[name]["version"], package.version)
            hashes = [h for each in told[name]["externalReferences"] for h in each.get("hashes", [])]
            self.assertEqual(len(hashes), package.hashes, name)
