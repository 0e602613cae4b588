"""The formats of one event, as data: what each is called, how its address ends, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..transcripts import write
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


DOCUMENTS = {
    document.name: document
    for document in (
        Document("txt", "text", "txt", "text/plain; charset=utf-8", _written("text")),
        Document("json", "JSON", "json", "application/json", _written("json")),
        Document("csv", "CSV", "csv", "text/csv; charset=utf-8", _table),
        Document("akn", "Akoma Ntoso", "akn.xml", "application/akn+xml", _written("akn")),
        Document("tei", "TEI", "tei.xml", "application/tei+xml", _written("tei")),
    )
}
ENDINGS = {document.ending: document for document in DOCUMENTS.values()}
