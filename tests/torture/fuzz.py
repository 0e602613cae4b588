"""Give the importer whatever a disk may hold: it ends with 0 or 1, never in a traceback, and what is good comes in."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from speeches.transcripts import read, write
from tests.benchmarks.texts import SMALL, text
from tests.scratch import Scratch
from tests.torture.archive import Torn, look, texts_in
from tests.torture.kills import ARCHIVE, TEMPLATE

ENDINGS = (".txt", ".txt", ".html", ".xml", ".json", ".docx", ".tei.xml", ".akn.xml")
ENCODINGS = ("utf-8", "utf-8", "cp1251", "koi8-r", "utf-16", "utf-8-sig")
NASTY = (
    b"\0",
    b"\xff",
    b"\r",
    b"\n\n",
    b"<",
    b">",
    b"&#0;",
    b"<![CDATA[",
    b"{",
    b"}",
    b"\\",
    b": ",
    b"[" * 99,
    b"(" * 99,
)

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def fuzz(place: Scratch, *, rounds: int, files: int, seed: int) -> str:
    """Import so many folders, one file in ten of each being good. Raises Torn."""
    place.migrated(TEMPLATE)
    statuses = []
    for number in range(rounds):
        folder = place.folder / f"fuzz-{number}"
        write_folder(folder, files, seed + number)
        place.create(ARCHIVE, TEMPLATE)
        done = place.manage(ARCHIVE, "import_transcripts", str(folder), "--publish")
        if done.returncode not in (0, 1) or "Traceback" in done.stderr:
            raise Torn(f"{place.engine}, seed {seed + number}: exit status {done.returncode}: {done.stderr[-3000:]}")
        _check_good(place, folder, seed + number)
        statuses.append(done.stdout.splitlines()[-1])
        shutil.rmtree(folder)
    return f"{rounds} folders of {files} files, no traceback, the good ones in; the last: {statuses[-1]}"


def _check_good(place: Scratch, folder: Path, seed: int) -> None:
    """The good files are in, with all their turns; whatever else came in is whole."""
    stored = look(place, ARCHIVE, texts_in(folder, good="good-*"))
    if stored["expected"] != len(list(folder.rglob("good-*"))):
        raise Torn(f"{place.engine}, seed {seed}: only {stored['expected']} of the good files came in")


def write_folder(folder: Path, files: int, seed: int) -> None:
    """Write good files and bad ones, the same for a seed."""
    chance = random.Random(seed)  # noqa: S311 - can be repeated.
    folder.mkdir()
    for number in range(files):
        ending = chance.choice(ENDINGS)
        if number % 10:
            bad = chance.choice(SPOILERS)(_good(chance, ending, seed, number), chance)
            (folder / f"bad-{number:05}{ending}").write_bytes(bad)
        else:
            (folder / f"good-{number:05}.txt").write_bytes(text(seed, number, SMALL).encode())


def _good(chance: random.Random, ending: str, seed: int, number: int) -> bytes:
    """Give a file that could be read, of the format that its ending says."""
    plain = text(seed, number, SMALL)
    formats = {".json": "json", ".tei.xml": "tei", ".akn.xml": "akn", ".xml": chance.choice(("tei", "akn"))}
    if ending in formats:
        return write(read(plain.encode()), formats[ending]).encode()
    if ending == ".html":
        paragraphs = "".join(f"<p>{line}</p>\n" for line in plain.splitlines())
        return f"<!DOCTYPE html><title>{plain.splitlines()[0]}</title><article>{paragraphs}</article>".encode()
    if ending == ".docx":
        return word_file(plain)
    return plain.encode(chance.choice(ENCODINGS), errors="replace")


def word_file(plain: str) -> bytes:
    """Make a Word file of a text, a paragraph a line."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in plain.splitlines())
    body = f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{paragraphs}</w:body></w:document>'
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("word/document.xml", body)
    return data.getvalue()


def _noise(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 5_000))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _headless(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(len(data)) :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _planted(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data))
        data = data[:place] + chance.choice(NASTY) + data[place:]
    return data


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.randint(1, 20) + data[end:]


def _on_one_line(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", b" ")


SPOILERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _noise,
    _cut,
    _headless,
    _flipped,
    _planted,
    _shuffled,
    _repeated,
    _on_one_line,
)
"""Ways to spoil a file. What comes out may still be read, and then it comes in."""
