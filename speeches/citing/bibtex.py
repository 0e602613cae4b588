"""BibTeX; `date`, `urldate` and `langid` are biblatex's and are passed over by BibTeX itself."""

from __future__ import annotations

from anyascii import anyascii

from .names import Name
from .record import Record, one_line
from .terms import ENGLISH, ISO, kind_of, quoted

ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, escaped ones too.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "$&#_%"},
    }
)
LANGUAGES = {"ru": "russian", "en": "english", "uk": "ukrainian", "de": "german", "es": "spanish", "pl": "polish"}
"""By babel's names, of the languages that transcripts are read in."""
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def entry(record: Record) -> str:
    """Write one entry. A title keeps its capitals, since a second pair of braces stands around it."""
    day = record.date
    fields = {
        "author": " and ".join(_name(party.own) for party in record.authors),
        "title": f"{{{_escaped(record.title)}}}",
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1] if day else "",
        "date": f"{day:{ISO}}" if day else "",
        "howpublished": _escaped(record.site),
        "address": _escaped(record.place),
        "version": str(record.version.number),
        "url": _bare(record.url),
        "urldate": f"{record.accessed:{ISO}}",
        "langid": LANGUAGES.get(record.language.partition("-")[0], ""),
        "note": _escaped(note(record)),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key(record)},", *lines, "}"])


def key(record: Record) -> str:
    """Make the key of an entry: who, when, and the reference, which makes it the only one."""
    name = record.authors[0].latin.family if record.authors else "transcript"
    letters = "".join(letter for letter in anyascii(name).lower() if letter.isalnum())
    return f"{letters[:20]}{record.date.year if record.date else ''}_{record.ref}"


def note(record: Record) -> str:
    """Say what has no field of its own: the kind of text, its version, who speaks, the words that are quoted."""
    sentences = [kind_of(record), f"{ENGLISH.version_of(record.version)}: {record.version.url}"]
    if record.contributors:
        sentences.append(f"Speakers: {'; '.join(party.own.inverted() for party in record.contributors)}")
    sentences += [f"Quoted: {quoted(record.quote, ENGLISH.quoted)}"] if record.quote else []
    return ". ".join(sentences)


def _name(name: Name) -> str:
    """Write a name; braces keep together what has a comma or an "and" in it, and what nobody divided."""
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    return ", ".join(
        f"{{{_escaped(part)}}}" if "," in part or " and " in part.lower() else _escaped(part)
        for part in (name.family, name.given)
    )


def _escaped(text: str) -> str:
    return one_line(text).translate(ESCAPED)


def _bare(url: str) -> str:
    """Write an address, which is taken letter by letter: braces and backslashes have no place in one anyway."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
