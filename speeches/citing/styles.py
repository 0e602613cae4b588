"""The styles and the files, as data. A new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from . import apa, bibtex, chicago, csl, gost, ris, wikipedia
from .record import Record

STYLES: dict[str, Callable[[Record], str]] = {
    "gost-reference": gost.reference,
    "gost-description": gost.description,
    "apa": apa.reference,
    "chicago-note": chicago.note,
    "chicago-bibliography": chicago.entry,
    "wikipedia-ru": wikipedia.russian,
    "wikipedia-en": wikipedia.english,
    "bibtex": bibtex.entry,
    "ris": ris.entry,
    "csl-json": csl.entry,
}


@dataclass(frozen=True, slots=True)
class File:
    """A format that reference managers open. ending: of the file's name, without the first dot.

    start, between, end: what stands around the records.
    """

    ending: str
    label: str
    media_type: str
    write: Callable[[Record], str]
    start: str = ""
    between: str = "\n"
    end: str = "\n"

    def lines(self, records: Iterable[Record]) -> Iterator[str]:
        """Write records one by one."""
        yield self.start
        for number, record in enumerate(records):
            yield f"{self.between if number else ''}{self.write(record)}"
        yield self.end


FILES = {
    file.ending: file
    for file in (
        File("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris.entry, between="\r\n", end=""),
        File("bib", "BibTeX", "application/x-bibtex; charset=utf-8", bibtex.entry, between="\n\n"),
        File(
            "csl.json",
            "CSL-JSON",
            "application/vnd.citationstyles.csl+json; charset=utf-8",
            csl.entry,
            start="[",
            between=",\n",
            end="]\n",
        ),
    )
}


def citation(style: str, record: Record) -> str:
    """Write a record in a style of `STYLES`; two lines where the style puts quoted words first."""
    return STYLES[style](record)
