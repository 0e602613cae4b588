"""What readers and importing say in English, in the editor's language: each message is known by its shape.

They know no Django, or keep what they say in the archive; here it is put in other words when it is shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

REFUSALS = (
    gettext_noop("There is no text in the page."),
    gettext_noop("There is no text in it. Give another file, or take this one away."),
    gettext_noop("The page has %(count)s characters, more than %(most)s. Save its text instead."),
    gettext_noop("The page has %(count)s elements, more than %(most)s. Save its text instead."),
    gettext_noop("Elements are nested more than %(most)s deep. Save the page's text instead."),
    gettext_noop("The Word file is damaged: %(problem)s. Save it again."),
    gettext_noop("The Word file cannot be read: %(problem)s. Save it again, or as text."),
    gettext_noop("This archive is no Word file. Unpack it and give the files in it."),
    gettext_noop("The Word file unpacks to %(count)s bytes, more than %(most)s. Save it as text."),
    gettext_noop("The Word file unpacks to more than %(most)s bytes. Save it as text."),
    gettext_noop("The Word file has more than %(most)s files in it. Save it as text."),
    gettext_noop("The Word file declares entities, which none does. Save it again, or as text."),
    gettext_noop("The Word file has CDATA sections, which none has. Save it again, or as text."),
    gettext_noop("This TEI document has no <text>: name the file of a sitting."),
    gettext_noop("This Akoma Ntoso document is no debate: there is no <debateBody>."),
    gettext_noop("This XML is no transcript in a known format: its root is <%(root)s>. Give a text instead."),
    gettext_noop("The file has %(count)s bytes, more than %(most)s. Divide it."),
    gettext_noop("The Word file has %(count)s bytes, more than %(most)s. Divide it."),
    gettext_noop("The entity “%(name)s” stands for more than a character, which is not read. Write it out."),
    gettext_noop("The XML of the file is broken: %(problem)s. Correct it there."),
    gettext_noop("The XML of the Word file is broken: %(problem)s. Correct it there."),
    gettext_noop("The JSON is broken: %(problem)s."),
    gettext_noop("“%(character)s” is no character of a text. Take it out."),
    gettext_noop("This JSON is no transcript: “format” is not “%(mark)s”. Give the text it was made from."),
    gettext_noop("Version %(version)s of this format is not known, only %(known)s."),
    gettext_noop("This is no whole transcript: %(problem)s. Write it again."),
    gettext_noop("There is a NUL byte: this is no text file."),
    gettext_noop("There is a NUL character: this is no text file."),
    gettext_noop("The byte order mark says %(encoding)s, but the bytes here are not. Save the file as UTF-8."),
    gettext_noop("The byte 0x%(byte)s is not UTF-8, the rest is. Correct it, or save the file as UTF-8."),
    gettext_noop("There are too many control characters: this is no text file."),
    gettext_noop("The encoding cannot be told. Save the file as UTF-8."),
    gettext_noop("This is no ordinary file."),
    gettext_noop("“%(name)s” is listed twice."),
    gettext_noop("%(name)s cannot be read: %(problem)s. Save it as CSV in UTF-8."),
    gettext_noop("The column “%(name)s” is not known. Columns: %(columns)s."),
    gettext_noop("There is no column “file”. Columns: %(columns)s."),
    gettext_noop("The line has no file, or more columns than the first line."),
    gettext_noop("“%(url)s” is no web address: it begins with http:// or https://."),
    gettext_noop("“%(address)s…” has more than %(most)s characters: no address has."),
    gettext_noop("“%(text)s” is no time: write it as 2026-02-04T19:04."),
    gettext_noop("The title has %(count)s characters, more than %(most)s. Divide the line, or mark what it is."),
    gettext_noop("The place has %(count)s characters, more than %(most)s. Divide the line, or mark what it is."),
    gettext_noop(
        "The label in line %(line)s has %(count)s characters, more than %(most)s. Divide the line, or mark what it is."
    ),
)
"""Of `TranscriptError` and `NotStored`."""

DOUBTS = (
    gettext_noop("“%(label)s” is taken for a speaker. If it is speech, put a backslash before the line."),
    gettext_noop("“%(label)s” is taken for speech. If it is a speaker, write “%(again)s {speech}:”."),
    gettext_noop("“%(label)s” stands inside this speaker's turn; another may be speaking."),
    gettext_noop("No name is printed and none is listed for “%(name)s”: the identifier stands for it."),
    gettext_noop("The source now prints “%(now)s” for “%(before)s”; the editor’s speaker stays."),
    gettext_noop("“%(address)s” leads to another event already."),
    gettext_noop("“%(event)s” has the same title and the same date; if this is a newer version, say --event %(ref)s."),
    gettext_noop("“%(event)s” has a like title and the same date; if this is a newer version, say --event %(ref)s."),
)
"""Of rules that have no sentence of their own in `doubts`, or where a line is corrected as text."""

LINE = re.compile(r"line (?P<line>\d+): (?P<message>.*)", re.DOTALL)
GAP = re.compile(r"%\((\w+)\)s")


def in_words(message: object) -> str:
    """Give a message in the editor's language; one of no known shape stays as it is.

    >>> in_words("line 3: There is a NUL byte: this is no text file.")
    'line 3: There is a NUL byte: this is no text file.'
    """
    if numbered := LINE.fullmatch(str(message)):
        told = {"line": numbered["line"], "message": _told(numbered["message"])}
        return gettext("line %(line)s: %(message)s") % told
    return _told(str(message))


def is_known(message: str) -> bool:
    """Tell whether a message has a known shape."""
    return any(pattern.fullmatch(message) for pattern, _shape in _shapes())


def _told(message: str) -> str:
    for pattern, shape in _shapes():
        if match := pattern.fullmatch(message):
            return gettext(shape) % match.groupdict()
    return message


@lru_cache(maxsize=1)
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(_pattern(shape), re.DOTALL), shape) for shape in (*REFUSALS, *DOUBTS)]


def _pattern(shape: str) -> str:
    words, *rest = GAP.split(shape)
    gaps = zip(rest[::2], rest[1::2], strict=True)
    return re.escape(words) + "".join(f"(?P<{name}>.*?){re.escape(after)}" for name, after in gaps)
