"""What is made to fill the memory or to keep the reader busy is refused in a process that has little of both."""

import subprocess
import sys
from pathlib import Path

from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parent.parent.parent
MEMORY, PROCESSOR = 300 * 1024 * 1024, 60
"""Bytes beyond what the program takes to begin with; seconds for all of it, since a reader that hangs never ends."""

PROGRAM = f"""
import io, resource, sys, tempfile, zipfile
import django; django.setup()
from pathlib import Path
from speeches.ingest.files import read_file
from speeches.transcripts import TranscriptError, read

read("А.Сидоров: Добрый день.".encode())
read(b"<html><body><p>A: B.</p></body></html>", "a.html")

def word(xml):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return packed.getvalue()

def crowded(number):
    # A directory of entries for one and the same empty file.
    local = b"PK\x03\x04" + bytes(26)
    entry = b"PK\x01\x02" + bytes(42)
    end = b"PK\x05\x06" + bytes(4) + min(number, 65535).to_bytes(2, "little") * 2
    return local + entry * number + end + (number * 46).to_bytes(4, "little") + (30).to_bytes(4, "little") + bytes(2)

def lying(data, size):
    # The directory says that little comes out.
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))

def page(body):
    return b"<!doctype html><html><body>" + body + b"</body></html>"

def debate(body, head=b""):
    return b'<?xml version="1.0"?>' + head + b"<TEI><text>" + body + b"</text></TEI>"

def declared(what):
    return b"<!DOCTYPE TEI [<!ENTITY a " + what + b">]>"

def laughs():
    names = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return debate(b"<u>&a9;</u>", b'<!DOCTYPE TEI [<!ENTITY a0 "ha">' + names + b"]>")

def sparse(folder):
    path = Path(folder) / "a.txt"
    with path.open("wb") as file:
        file.truncate(1024 ** 3)
    return read_file(path)

MEGABYTE = 1024 * 1024
CASES = {{
    "a Word file of 1 GB, packed": lambda _: read(word(b" " * 100 * MEGABYTE), "a.docx"),
    "a Word file that lies of its size": lambda _: read(lying(word(b" " * 40 * MEGABYTE), 40 * MEGABYTE), "a.docx"),
    "a Word file of 600,000 files": lambda _: read(crowded(600_000), "a.docx"),
    "a Word file with entities": lambda _: read(word(laughs()), "a.docx"),
    "a deep page": lambda _: read(page(b"<div>" * 100_000), "a.html"),
    "a long page": lambda _: read(page(b"<p>a</p>" * MEGABYTE), "a.html"),
    "deep XML": lambda _: read(debate(b"<div>" * 100_000 + b"</div>" * 100_000), "a.xml"),
    "a billion laughs": lambda _: read(laughs(), "a.xml"),
    "one long entity": lambda _: read(debate(b"&a;" * 100_000, declared(b'"' + b"a" * 10_000 + b'"')), "a.xml"),
    "an entity of the machine": lambda _: read(debate(b"&a;", declared(b'SYSTEM "file:///etc/passwd"')), "a.xml"),
    "deep JSON": lambda _: read(b'{{"a":' * MEGABYTE, "a.json"),
    "a long number": lambda _: read(b'{{"blocks": ' + b"9" * MEGABYTE + b"}}", "a.json"),
    "a text of 33 MB": lambda _: read(b"a" * 33 * MEGABYTE, "a.txt"),
    "NUL bytes": lambda _: read(bytes(16 * MEGABYTE), "a.txt"),
    "a sparse file of 1 GB": sparse,
    "a word of a million letters": lambda _: read("ы".encode() * MEGABYTE, "a.txt"),
    "blanks after bold letters": lambda _: read(page(b"<p><b>A</b>" + b"&nbsp;" * 200_000 + b"x</p>"), "a.html"),
    "brackets": lambda _: read(b"A: " + b"(" * 200_000 + b"a) " * 50_000, "a.txt"),
}}
begun = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (begun + {MEMORY}, begun + {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({PROCESSOR}, {PROCESSOR}))
for name, case in CASES.items():
    with tempfile.TemporaryDirectory() as folder:
        try:
            case(folder)
            print(f"{{name}}: read")
        except TranscriptError as error:
            print(f"{{name}}: refused: {{error}}")
        except MemoryError:
            print(f"{{name}}: no memory")
        sys.stdout.flush()
"""

READ = ("a word of a million letters", "blanks after bold letters", "brackets")
"""What is strange and no more than that."""


class LimitsTests(SimpleTestCase):
    def test_little_memory_and_time_are_enough_to_say_no(self):
        done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr[-3_000:])
        outcomes = dict(line.split(": ", 1) for line in done.stdout.splitlines())
        self.assertEqual(len(outcomes), 18)
        for name, outcome in outcomes.items():
            with self.subTest(name=name):
                self.assertRegex(outcome, "^read" if name in READ else r"^refused: (line \d+: )?[A-Z“].*\.$")
        self.assertIn("more than 10,000 files", outcomes["a Word file of 600,000 files"])
        self.assertNotIn("root:", done.stdout)
