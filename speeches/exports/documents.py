"""The formats of one event, as data: what each is called, how its address ends, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..transcripts import print_text, write
from .gathering import Publication
from .tables import TURN_FIELDS, lines, turn_records


@dataclass(frozen=True, slots=True)
class Document:
    """One format. ending: of the event's address in place of the last slash, and of a file's name."""

    name: str
    label: str
    ending: str
    media_type: str
    write: Callable[[Publication], str]


def _written(format: str) -> Callable[[Publication], str]:
    return lambda publication: write(publication.transcript, format, edition=publication.edition)


def _table(publication: Publication) -> str:
    """Write one row a turn, as spreadsheets open it."""
    columns = [field.name for field in TURN_FIELDS if not field.is_analysed]
    return "".join(lines(columns, turn_records(publication)))


PLAIN = "text/plain; charset=utf-8"
DOCUMENTS = {
    document.name: document
    for document in (
        Document("txt", "text", "txt", PLAIN, lambda publication: print_text(publication.transcript)),
        Document("json", "JSON", "json", "application/json", _written("json")),
        Document("csv", "CSV", "csv", "text/csv; charset=utf-8", _table),
        Document("akn", "Akoma Ntoso", "akn.xml", "application/akn+xml", _written("akn")),
        Document("tei", "TEI", "tei.xml", "application/tei+xml", _written("tei")),
    )
}
NOTATION = Document("notation", "notation", "txt", PLAIN, _written("text"))
"""What an editor edits and what is read back exactly: for files alone, readers have the text without its marks."""
ENDINGS = {document.ending: document for document in DOCUMENTS.values()}
