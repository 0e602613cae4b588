"""Templates of the Russian and of the English Wikipedia, {{cite web}} in both, in the order of its documentation.

{{cite speech}} names event and place there, but neither site nor version.
"""

from __future__ import annotations

from collections.abc import Iterable

from .record import Record, one_line
from .terms import ENGLISH, ISO, RUSSIAN

ESCAPED = str.maketrans(
    {
        "&": "&amp;",
        "|": "{{!}}",
        "{": "&#123;",
        "}": "&#125;",
        "[": "&#91;",
        "]": "&#93;",
        "<": "&lt;",
        ">": "&gt;",
    }
)


def russian(record: Record) -> str:
    """Write the template as the Russian Wikipedia has it."""
    return _template(
        [
            ("url", _address(record)),
            ("title", _escaped(record.title)),
            ("author", _escaped("; ".join(party.own.inverted() for party in record.authors))),
            ("date", f"{record.date:{ISO}}" if record.date else ""),
            ("website", _escaped(record.site)),
            ("access-date", f"{record.accessed:{ISO}}"),
            ("lang", record.language.partition("-")[0]),
            ("description", _description(record, RUSSIAN.transcript, RUSSIAN.interpreted, "версия текста")),
            ("quote", _escaped(record.quote)),
        ]
    )


def english(record: Record) -> str:
    """Write the template as the English Wikipedia has it; a name that nobody divided is an author as a whole."""
    names: list[tuple[str, str]] = []
    for number, party in enumerate(record.authors, 1):
        suffix = str(number) if len(record.authors) > 1 else ""
        name = party.latin
        parts = [("last", name.family), ("first", name.given)] if name.given else [("author", name.family)]
        names += [(f"{field}{suffix}", _escaped(value)) for field, value in parts]
    return _template(
        [
            ("url", _address(record)),
            ("title", _escaped(record.title)),
            *names,
            ("date", f"{record.date:{ISO}}" if record.date else ""),
            ("website", _escaped(record.site)),
            ("access-date", f"{record.accessed:{ISO}}"),
            ("language", record.language.partition("-")[0]),
            ("type", _description(record, ENGLISH.transcript, ENGLISH.interpreted, "version")),
            ("quote", _escaped(record.quote)),
        ]
    )


def _template(fields: Iterable[tuple[str, str]]) -> str:
    return f"{{{{cite web{''.join(f' |{name}={value}' for name, value in fields if value)}}}}}"


def _description(record: Record, transcript: str, interpreted: str, version: str) -> str:
    kind = f"{transcript}, {interpreted}" if record.is_interpreted else transcript
    return f"{kind}, {version} {record.version.number}"


def _escaped(text: str) -> str:
    """Keep what stands for something in wikitext from standing for it."""
    escaped = one_line(text).translate(ESCAPED)
    return escaped.replace("''", "&#39;&#39;").replace("~~~", "&#126;&#126;&#126;")


def _address(record: Record) -> str:
    return record.url.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
