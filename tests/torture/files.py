"""Spoiled files of every format, read one after the other: each is read whole or refused with a reason, in time.

python -m tests.torture.files FORMAT NUMBER SEED prints the outcome; the process may take so much memory and no more.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import signal
import subprocess
import sys
import time
import traceback
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from speeches.transcripts import Transcript, TranscriptError, format_of, read, write
from tests.benchmarks.texts import SMALL, text
from tests.scratch import ROOT
from tests.torture.archive import Torn
from tests.torture.fuzz import ENCODINGS, SPOILERS, word_file
from tests.torture.strings import strings

FORMATS = ("text", "html", "docx", "akn", "tei", "hansard-uk", "hansard-ca", "xml", "json")
NAMES = {"text": "a.txt", "html": "a.html", "docx": "a.docx", "json": "a.json"}
SECONDS, MEGABYTES = 20, 1_500
"""What one file may take on a machine that does other things too, and what the process that reads them may."""
GOOD = 24
"""How many good files of a format there are to be spoiled."""
WESTMINSTER = '<publicwhip><major-heading id="a" nospeaker="true">{}</major-heading>{}</publicwhip>'
CANADA = "<Hansard id='1'><HansardBody><OrderOfBusiness><SubjectOfBusiness><SubjectOfBusinessContent>{}{}"
CANADA += "</SubjectOfBusinessContent></SubjectOfBusiness></OrderOfBusiness></HansardBody></Hansard>"


def read_files(number: int, formats: tuple[str, ...], seed: int) -> str:
    """Read so many spoiled files of each format, each format in a process of its own. Raises Torn."""
    told, problems = [], []
    for name in formats:
        command = [sys.executable, "-m", "tests.torture.files", name, str(number), str(seed)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            problems.append(f"{name}, seed {seed}: exit status {done.returncode}: {done.stderr[-2_000:]}")
            continue
        result = json.loads(done.stdout)
        problems += [f"{name}, seed {seed}: {problem}" for problem in result["problems"][:3]]
        told.append(f"{name} {result['read']:,} read, slowest {result['slowest']:.1f} s")
    if problems:
        raise Torn("\n".join(problems))
    return (
        f"{number:,} files a format, read or refused with a reason; tracebacks 0, characters lost 0: {'; '.join(told)}"
    )


class Spoiled:
    """Files of one format by chance, for one seed."""

    def __init__(self, name: str, seed: int, good: int = GOOD):
        self.name, self.chance = name, random.Random(seed)  # noqa: S311 - can be repeated.
        self.hostile = strings(200, seed)
        self.good = [self.good_file(number) for number in range(good)]

    def good_file(self, number: int) -> bytes:
        plain = text(1, number, SMALL)
        return MAKERS[self.name](plain)

    def one(self) -> bytes:
        data, draw = self.chance.choice(self.good), self.chance.random()
        if draw < 0.03:
            return data
        if draw < 0.35:
            return self.with_hostile(data)
        if draw < 0.5:
            return self.nasty(data)
        data = self.chance.choice(SPOILERS)(data, self.chance)
        return self.chance.choice(SPOILERS)(data, self.chance) if data and self.chance.random() < 0.2 else data

    def with_hostile(self, data: bytes) -> bytes:
        """Put strings between its words; a Word file gets them into its document."""
        if self.name == "docx":
            return _packed({"word/document.xml": self.with_words(_document(data))}, self.chance)
        return self.with_words(data)

    def with_words(self, data: bytes) -> bytes:
        places = [found.start() for found in re.finditer(rb"[ \n>]", data)]
        for place in sorted(self.chance.sample(places, min(len(places), 3)), reverse=True):
            data = data[: place + 1] + self.chance.choice(self.hostile).encode("utf-8", "replace") + data[place + 1 :]
        return data

    def nasty(self, data: bytes) -> bytes:
        """What is meant to take time, memory or files: entities, depth, length, archives that unpack to much."""
        if self.name == "docx":
            document = self.chance.choice(NASTY["xml"])(_document(data), self.chance)
            return _packed({"word/document.xml": document}, self.chance, self.chance.choice((0, 0, 40_000_000)))
        kind = self.name if self.name in NASTY else "xml"
        return self.chance.choice(NASTY[kind])(data, self.chance)


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def _packed(parts: dict[str, bytes], chance: random.Random, blown_up: int = 0) -> bytes:
    """Make an archive, sometimes with parts that Word has not, or that unpack to very much."""
    more = (
        "../../etc/passwd",
        "word/media/a.png",
        "word/document.xml",
        "word/styles.xml",
        "[Content_Types].xml",
        "a/" * 99,
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if chance.random() < 0.3:
            name = chance.choice(more)
            if name not in parts:
                archive.writestr(name, chance.choice((b"", b"<a>", chance.randbytes(50))))
    if blown_up:
        with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/more.xml", b" " * blown_up)
    return data.getvalue()


def _declared(data: bytes, chance: random.Random) -> bytes:
    """Begin with a document type that declares entities, and use them."""
    entities = chance.choice(
        (
            b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(12)),
            b'<!ENTITY a11 SYSTEM "file:///etc/passwd">',
            b'<!ENTITY a11 SYSTEM "http://127.0.0.1:9/">',
            b'<!ENTITY % b SYSTEM "http://127.0.0.1:9/"> %b; <!ENTITY a11 "a">',
            b'<!ENTITY a11 "&a11;">',
            b'<!ENTITY a11 "' + b"a" * 100_000 + b'">',
        )
    )
    root = re.search(rb"<([A-Za-z:]+)", data)
    place = root.start() if root else 0
    name = root[1] if root else b"a"
    body = data[place:].replace(b"</p>", b"&a11;</p>").replace(b" ", b" &a11; ", 0)
    return data[:place] + b"<!DOCTYPE " + name + b" [" + entities + b"]>" + body.replace(b">", b">&a11;", 2)


def _deep(data: bytes, chance: random.Random) -> bytes:
    number = chance.choice((100, 255, 257, 3_000, 100_000))
    name = chance.choice((b"p", b"b", b"div", b"table", b"a", b"hi"))
    place = chance.randrange(len(data))
    return data[:place] + b"<" + name + (b"><" + name) * number + b">" + data[place:]


def _many(data: bytes, chance: random.Random) -> bytes:
    piece = chance.choice(
        (b"<p>", b"<br>", b"&amp;", b"<!-- -->", b"<![CDATA[ ]]>", b"<?a b?>", b"<", b"&", b"]]>", b"--")
    )
    return data.replace(
        chance.choice((b" ", b">", b"\n")), chance.choice((b" ", b">")) + piece * chance.choice((2, 20_000)), 1
    )


def _attributes(data: bytes, chance: random.Random) -> bytes:
    more = b"".join(b" a%d='%d'" % (n, n) for n in range(chance.choice((2, 3_000))))
    return data.replace(
        b">", chance.choice((more, b" class='" + b"a " * 20_000 + b"'", b" xmlns:a='b' a:c='d'")) + b">", 2
    )


def _nested(data: bytes, chance: random.Random) -> bytes:
    place, number = chance.randrange(len(data)), chance.choice((50, 900, 1_100, 100_000))
    opened, closed = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'{"blocks":[', b"]}")))
    return data[:place] + opened * number + closed * chance.choice((0, number)) + data[place:]


def _values(data: bytes, chance: random.Random) -> bytes:
    """Put other values in the place of the file's."""
    values = (
        b"null",
        b"[]",
        b"{}",
        b"1e999",
        b"-1",
        b"9" * 5_000,
        b'"\\ud800"',
        b'"\\u0000"',
        b"NaN",
        b"true",
        b'""',
        b'"\\',
    )
    found = list(re.finditer(rb'"(?:[^"\\]|\\.)*"|\d+|null|true|false', data))
    for each in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 6)))), key=lambda one: -one.start()):
        data = data[: each.start()] + chance.choice(values) + data[each.end() :]
    return data


def _long(data: bytes, chance: random.Random) -> bytes:
    piece = chance.choice(PIECES)
    place = chance.randrange(len(data))
    return data[:place] + piece * chance.choice((300, 5_000, 60_000)) + data[place:]


PIECES = (b"a", b"A. ", b": ", b"(", b"[", b"- ", b"\n", b"Anna Lee: ", b"\t", b"| ", b"{", b"\\", b"00:00 ", b"<v a> ")
Spoiler = Callable[[bytes, random.Random], bytes]
NASTY: dict[str, tuple[Spoiler, ...]] = {
    "text": (_long,),
    "html": (_deep, _many, _attributes, _long),
    "xml": (_declared, _deep, _many, _attributes),
    "json": (_nested, _values, _values, _long),
}


def _as_page(plain: str) -> bytes:
    title, *lines = plain.splitlines()
    body = "".join(f"<p><b>{line.replace(': ', ':</b> ', 1)}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}".encode()


def _as_westminster(plain: str) -> bytes:
    title, *lines = plain.splitlines()
    speeches = "".join(
        f'<speech id="s{n}" speakername="A"><p pid="{n}">{line}</p></speech>' for n, line in enumerate(lines)
    )
    return WESTMINSTER.format(title, speeches).encode()


def _as_canada(plain: str) -> bytes:
    title, *lines = plain.splitlines()
    said = "<Intervention id='{}'><PersonSpeaking><Affiliation>A</Affiliation></PersonSpeaking>"
    said += "<Content><ParaText>{}</ParaText></Content></Intervention>"
    return CANADA.format(
        f"<SubjectOfBusinessTitle>{title}</SubjectOfBusinessTitle>",
        "".join(said.format(n, line) for n, line in enumerate(lines)),
    ).encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda plain: plain.encode(random.Random(plain).choice(ENCODINGS), errors="replace"),  # noqa: S311
    "html": _as_page,
    "docx": word_file,
    "akn": lambda plain: write(read(plain.encode()), "akn").encode(),
    "tei": lambda plain: write(read(plain.encode()), "tei").encode(),
    "hansard-uk": _as_westminster,
    "hansard-ca": _as_canada,
    "xml": lambda plain: b"<?xml version='1.0'?><unknown>" + plain.encode() + b"</unknown>",
    "json": lambda plain: write(read(plain.encode()), "json").encode(),
}


class TooLong(Exception):
    """A file took longer than it may."""


def read_all(name: str, number: int, seed: int) -> dict[str, Any]:
    """Read so many files of a format, and give the counts, the slowest time, and the problems."""
    spoiled, problems, times, good = Spoiled(name, seed, min(GOOD, number)), [], [0.0], 0
    file_name = NAMES.get(name, "a.xml")
    signal.signal(signal.SIGALRM, _too_long)
    for place in range(number):
        data = spoiled.one()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        start = time.monotonic()
        try:
            transcript = read(data, file_name)
            times.append(time.monotonic() - start)
            good += 1
            problems += [f"file {place}: {lost}" for lost in lost_from(data, file_name, transcript)]
        except TranscriptError as error:
            times.append(time.monotonic() - start)
            if not str(error).strip():
                problems.append(f"file {place} was refused without a reason")
        except (Exception, RecursionError):
            problems.append(f"file {place}, {data[:80]!r}: {traceback.format_exc()[-1_500:]}")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return {"read": good, "slowest": max(times), "problems": problems}


def _too_long(*_: Any) -> None:
    raise TooLong(f"It took more than {SECONDS} s.")


def lost_from(data: bytes, name: str, transcript: Transcript) -> Iterator[str]:
    """Tell what of a file that was read is not in the Transcript, or does not come back from it."""
    if format_of(data, name).name == "text":
        if write(transcript).encode(transcript.encoding) != data:
            yield "its bytes do not come back"
        return
    there = _letters("".join(block.text + block.printed for block in transcript.blocks))
    missing = _letters("".join(_printed(data))) - there
    if missing:
        yield f"lost {''.join(missing.elements())[:80]!r}"
    again = read(write(transcript.without_layout(), "json").encode())
    if again != transcript:
        yield "what was read does not come back from JSON"


def _printed(data: bytes) -> Iterator[str]:
    """Yield the texts that a document of XML has below its body: what stands above it is no print."""
    shown = SHOWN
    if data.startswith(b"PK"):
        data, shown = _document(data), {"t"}
    elif not re.match(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(akomaNtoso|TEI|publicwhip|Hansard|w:document)\b", data):
        return
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return
    bodies = [each for each in root.iter(etree.Element) if etree.QName(each).localname in BODIES]
    for body in bodies[:1]:
        for element in body.iter(etree.Element):
            if etree.QName(element).localname in shown:
                yield element.text or ""


BODIES = {"debateBody", "body", "publicwhip", "HansardBody"}
SHOWN = {"p", "seg", "ParaText", "from", "heading"}
"""Elements whose own words are print in every one of these formats."""


def _letters(words: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFC", words) if letter.isalnum())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)
    sys.stdout.write(json.dumps(read_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
