"""The sets that an export may have: each takes events one after another and keeps none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from ..models import Source
from .documents import DOCUMENTS, NOTATION, Document
from .files import ExportRefused, Folder, HashedFile
from .gathering import Publication
from .tables import TURN_FIELDS, event_record, lines, rows_of, turn_records

Taker = Callable[[Publication], object]

ENCODER = json.JSONEncoder(ensure_ascii=False)
ROWS_A_GROUP = 500
"""Turns that are in memory before they become a row group of Parquet."""


def documents(document: Document, folder: Folder) -> Taker:
    """One file an event, in folders by year."""

    def take(publication: Publication) -> None:
        folder.write(f"{document.name}/{path_of(publication)}.{document.ending}", document.write(publication))

    return take


def path_of(publication: Publication) -> str:
    """Name an event as a file: the year, then day and slug; its slug is no other event's."""
    day = publication.event.start_date
    slug = publication.event.slug
    return f"{day:%Y}/{day:%Y-%m-%d}-{slug}" if day else f"undated/{slug}"


@contextmanager
def document_set(folder: Folder, document: Document) -> Iterator[Taker]:
    yield documents(document, folder)


@contextmanager
def events_as_lines(folder: Folder) -> Iterator[Taker]:
    """events.jsonl: one event a line, without its turns."""
    with folder.file("events.jsonl") as file:
        yield lambda publication: write_line(file, event_record(publication))


@contextmanager
def turns_as_lines(folder: Folder) -> Iterator[Taker]:
    """turns.jsonl: one turn a line."""

    def take(publication: Publication) -> None:
        for record in turn_records(publication):
            write_line(file, record)

    with folder.file("turns.jsonl") as file:
        yield take


@contextmanager
def turns_as_table(folder: Folder) -> Iterator[Taker]:
    """turns.csv: one turn a row."""
    columns = [field.name for field in TURN_FIELDS]
    with folder.file("turns.csv") as file:
        file.write("".join(lines(columns, ())).encode())
        yield lambda publication: file.write("".join(rows_of(columns, turn_records(publication))).encode())


@contextmanager
def turns_as_columns(folder: Folder) -> Iterator[Taker]:
    """turns.parquet: the same table by columns. Raises ExportRefused without pyarrow."""
    arrow, parquet = parquet_library()
    types = {"string": arrow.string(), "integer": arrow.int64(), "boolean": arrow.bool_()}
    schema = arrow.schema([arrow.field(field.name, types[field.type], nullable=False) for field in TURN_FIELDS])
    rows: list[dict[str, Any]] = []

    def flush() -> None:
        writer.write_table(arrow.Table.from_pylist(rows, schema), row_group_size=ROWS_A_GROUP)
        rows.clear()

    def take(publication: Publication) -> None:
        for record in turn_records(publication):
            rows.append(record)
            if len(rows) == ROWS_A_GROUP:
                flush()

    with folder.file("turns.parquet") as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        yield take
        if rows:
            flush()


@contextmanager
def source_files(folder: Folder) -> Iterator[Taker]:
    """sources/: the files that texts came in, byte for byte, each named by its digest. Expunged ones are not there."""

    def take(publication: Publication) -> None:
        for number, source in enumerate(publication.origins):
            if source.is_whole:
                content = Source.objects.values_list("content", flat=True).get(pk=source.pk)
                with folder.file(f"sources/{path_of(publication)}-{number + 1}-{source.sha256[:12]}") as file:
                    file.write(bytes(content))

    yield take


def parquet_library() -> tuple[Any, Any]:
    """Give pyarrow and its Parquet. Raises ExportRefused with the line that installs it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportRefused("Parquet needs pyarrow: .venv/bin/python -m pip install pyarrow==26.0.1") from error
    # Its own store of memory keeps what each group of rows took.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    return pyarrow, pyarrow.parquet


def write_line(file: HashedFile, record: dict[str, Any]) -> None:
    file.write(f"{ENCODER.encode(record)}\n".encode())


SETS: dict[str, tuple[Callable[[Folder], AbstractContextManager[Taker]], ...]] = {
    **{each.name: (partial(document_set, document=each),) for each in (*DOCUMENTS.values(), NOTATION)},
    "jsonl": (events_as_lines, turns_as_lines),
    "parquet": (turns_as_columns,),
}
WITH_LEMMAS = frozenset({turns_as_lines, turns_as_table, turns_as_columns})
RELEASED = (
    events_as_lines,
    turns_as_lines,
    turns_as_table,
    turns_as_columns,
    *(SETS["akn"] + SETS["tei"]),
    source_files,
)
"""What a release has, besides its speakers and what describes it."""
