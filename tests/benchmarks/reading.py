"""How fast documents are read and written, and whether the time grows as they do.

    python -m tests.benchmarks.reading [KIND...]

Each kind of document is read at one size and at four times that size. The speed is the larger one's, in megabytes of
UTF-8 a second; the growth is time(4n) / time(n) / 4, which is 1 where the time is linear and 4 where it is quadratic.
"""

import contextlib
import io
import sys
import time
import zipfile
from dataclasses import replace

from speeches.transcripts import TranscriptError, read, spans, write

SMALL = 150_000
"""Characters, about, of the smaller document."""
RUNS = 2

SENTENCE_RU = "Мы начали ремонт дороги в мае, и теперь [уже] видно, что к осени её закончат (если не подведёт погода). "
SENTENCE_EN = "We began to mend the road in May, and now one can see that it will be done by the autumn. "


def repeated(piece, size, head=""):
    """Repeat a piece until the text has about so many characters."""
    return head + piece * max(1, (size - len(head)) // len(piece))


def numbered(template, size, head=""):
    """Repeat a template with a number in it that is never the same."""
    lines, length, number = [head], len(head), 0
    while length < size:
        lines.append(template.format(n=number, letters=_letters(number)))
        length += len(lines[-1])
        number += 1
    return "".join(lines)


def _letters(number):
    result = ""
    while True:
        number, place = divmod(number, 26)
        result = chr(ord("a") + place) + result
        if not number:
            return result


HEAD_RU = "Совещание о дорогах\nГлава города провёл совещание.\n5 октября 2024 года 12:30\nТверь\n"
HEAD_EN = "Meeting on roads\nThe Mayor held a meeting.\nMay 3, 2021 10:00\nOslo\n"
WRAPPED_EN = (
    "  Mr. BROWN. Mr. Speaker, the harbour of our town was built by people\n"
    "who knew the sea better than any of us will ever know it, and the water-\n"
    "front they left is worth every coin that this house can find for it and\n"
    "more than that, and so I ask the house to think of the fishermen and of\n"
    "the families that live there, to whom we owe a good quay.\n"
)
PAGE_EN = (
    "Events\nMeeting on roads\nThe Mayor met builders.\nMay 3, 2021\n10:00\nOslo\n2 of 5\nBefore the meeting.\n"
    "Kari Nilsen: Good day.\nSee also\nVisit to the port\nMay 2, 2021\nLet us begin.\nTopics\nRoads\nPersons\n"
    "Bang Ole\nPublication status\nPublished in section: News\nPublication date: May 3, 2021, 12:00\nText version\n"
)
TURN_HTML = "<p><b>Anna Berg:</b> We <i>began</i> to mend the road in May.</p>\n<p>And now it is done.</p>\n"

ORDINARY = {
    "long turns, Russian": lambda n: repeated(f"И.Ларин: {SENTENCE_RU * 6}\n{SENTENCE_RU * 4}\n", n, HEAD_RU),
    "long turns, English": lambda n: repeated(f"Anna Berg: {SENTENCE_EN * 6}\n{SENTENCE_EN * 4}\n", n, HEAD_EN),
    "very short turns": lambda n: repeated("И.Ларин: Да.\nЕ.Громова: Нет.\n", n, HEAD_RU),
    "many speakers": lambda n: numbered("Anna B{letters}: Yes, I do.\n", n, HEAD_EN),
    "hard-wrapped": lambda n: repeated(WRAPPED_EN, n),
    "one line": lambda n: repeated(f"И.Ларин: {SENTENCE_RU * 3}Е.Громова Громова Елена министр : Нет. ", n),
    "one line, one speaker": lambda n: repeated(SENTENCE_RU, n),
    "pages run together": lambda n: repeated(PAGE_EN, n),
}
"""Documents that are met, at whatever size."""

ADVERSE = {
    "parentheses on lines": lambda n: repeated("(" * 999 + "\n", n),
    "parentheses on one line": lambda n: repeated("(", n),
    "pairs on one line": lambda n: repeated("()", n),
    "pairs on lines": lambda n: repeated("Ab (" + "()" * 120 + "\n", n),
    "nested parentheses": lambda n: repeated("Ab " + "(" * 40 + "x" + ")" * 40 + "\n", n),
    "three deep": lambda n: repeated("Ab " + "(a(b(c)d)e)" * 20 + "\n", n),
    "brackets on one line": lambda n: repeated("[", n),
    "angles on one line": lambda n: repeated("<", n),
    "colons on one line": lambda n: repeated(":", n),
    "colons and blanks": lambda n: repeated(": ", n),
    "initials on one line": lambda n: repeated("А.", n),
    "initials and blanks": lambda n: repeated("A. B. C. ", n),
    "capitals": lambda n: repeated("AB ", n),
    "capitals on lines": lambda n: repeated("AB " * 60 + "\n", n),
    "capital words": lambda n: repeated("Ab ", n),
    "names, one line": lambda n: numbered("Anna B{letters}: Yes. ", n),
    "a long label": lambda n: "Ab " * (n // 3) + ": Yes.\n",
    "a long word": lambda n: "А" * n + ": Да.\n",
    "no letter": lambda n: repeated("1 ", n),
    "no letter on lines": lambda n: repeated("1 2 3 - 4\n", n),
    "dates": lambda n: repeated("5 мая 2020 ", n),
    "dates on lines": lambda n: repeated("5 мая 2020\n", n),
    "almost dates": lambda n: repeated("Monday, 5 5 5 May 2 020 5.5.5 " * 3 + "\n", n),
    "ranges": lambda n: repeated("a 1 b 1111 - a 1 b 1111 - \n", n),
    "blank lines": lambda n: repeated(" \t \n", n, "Ab: "),
    "spaces inside": lambda n: "Ab" + " " * n + ": Yes.\n",
    "boxes": lambda n: repeated("See also\nA title\nMay 2, 2021\n", n, HEAD_EN),
    "tails": lambda n: repeated("Topics\nRoads\n", n, HEAD_EN),
    "counters": lambda n: repeated("2 of 5\n", n, HEAD_EN),
    "separators": lambda n: repeated("* * *\n", n, HEAD_EN),
    "stars": lambda n: repeated("*" * 300 + "x\n", n),
    "braces": lambda n: repeated("{", n),
    "braces on lines": lambda n: repeated("{scene} {" * 8 + "\n", n),
    "backslashes": lambda n: repeated("\\", n),
    "marked labels": lambda n: repeated("\\{" * 50 + "{speech}: a\n", n),
    "a name and a colon below": lambda n: repeated("Anna Berg\n: Yes.\n", n, HEAD_EN),
    "colon lines": lambda n: repeated(": a\n", n),
    "roll calls": lambda n: numbered("Anna B{letters}: Aye.\n", n, HEAD_EN),
    "quotes": lambda n: repeated('«“"', n),
    "dashes": lambda n: repeated("A - ", n),
    "hyphens at ends": lambda n: repeated(
        "the harbour of our town was built by those water-\nfront people of the a-b-\n", n
    ),
    "soft hyphens": lambda n: repeated("\u00ad", n, "a"),
    "stressed letters": lambda n: repeated("о\u0301", n),
}
"""Documents that nobody writes but somebody may send."""


def docx(size):
    """A Word file of many short turns, as few bytes as Word Office needs to open it."""
    body = "".join(
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Anna Berg:</w:t></w:r><w:r><w:t> {SENTENCE_EN}</w:t></w:r></w:p>"
        for _ in range(size // len(SENTENCE_EN))
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return target.getvalue()


def page(size):
    return f"<!doctype html><html><body><article><h1>Meeting</h1>{repeated(TURN_HTML, size)}</article></body></html>"


MARKUP = {
    "html": lambda n: page(n).encode(),
    "html, many elements": lambda n: repeated("<i>a</i>", n, "<!doctype html><p>").encode(),
    "html, open elements": lambda n: repeated("<p>a<b>b", n, "<!doctype html>").encode(),
    "docx": docx,
    "akn": lambda n: write(read(ORDINARY["long turns, English"](n).encode()), "akn").encode(),
    "tei": lambda n: write(read(ORDINARY["long turns, English"](n).encode()), "tei").encode(),
}
WRITTEN = ("long turns, Russian", "very short turns", "many speakers")
TIED = {"notation that needs marks": lambda n: repeated("И.Ларин: Да.\nПодчеркну: так.\n", n, HEAD_RU)}


def measure(kinds=None, size=SMALL):
    """Give the speed in MB/s of each kind of document, and under "<kind>, growth" how the time grows.

    kinds: names of documents, all where none is given; size: characters, about, of the smaller one of each kind.
    """
    result = {}
    for kind, act, make in _measurements():
        if kinds and kind not in kinds:
            continue
        small, large = make(size), make(4 * size)
        before, after = _seconds(act, small), _seconds(act, large)
        result[kind] = _size(large) / after / 1e6
        result[f"{kind}, growth"] = after / before / 4
    return result


def _measurements():
    for kind, make in {**ORDINARY, **ADVERSE}.items():
        yield kind, _read, lambda n, make=make: make(n).encode()
    for kind, make in MARKUP.items():
        yield kind, _read, make
    for kind in WRITTEN:
        yield f"write {kind}", write, lambda n, kind=kind: read(ORDINARY[kind](n).encode()).without_layout()
    for kind, make in TIED.items():
        yield f"write {kind}", write, lambda n, make=make: _tied(make(n))
    for kind in ("long turns, Russian", "parentheses on one line", "brackets on one line", "angles on one line"):
        yield f"spans {kind}", spans, {**ORDINARY, **ADVERSE}[kind]


def _tied(text):
    """Make paragraphs of all lines, so that the writer has to mark those that look like labels."""
    blocks = read(f"{HEAD_RU}И.Ларин: Да.\n".encode()).without_layout()
    lines = [replace(blocks.blocks[-1], text=line) for line in text.splitlines()]
    return replace(blocks, blocks=(*blocks.blocks, *lines))


def _read(data):
    with contextlib.suppress(TranscriptError):
        transcript = read(data)
        _ = transcript.turns, transcript.header


def _size(source):
    if isinstance(source, bytes) and source.startswith(b"PK"):
        return sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(source)).infolist())
    if isinstance(source, bytes):
        return len(source)
    return len((source if isinstance(source, str) else write(source)).encode())


def _seconds(act, source):
    """Give the processor time of an act, the best of some runs: what else the machine does only adds to it."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        act(source)
        best = min(best, time.process_time() - start)
    return best


def main(kinds):
    found = measure(kinds)
    sys.stdout.write(f"{'document':<36}{'MB/s':>10}{'growth':>10}\n")
    for kind in found:
        if not kind.endswith(", growth"):
            sys.stdout.write(f"{kind:<36}{found[kind]:>10.2f}{found[f'{kind}, growth']:>10.2f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
