"""RIS, as reference managers exchange it: one field a line, two letters, CR LF."""

from __future__ import annotations

from .bibtex import note
from .record import Record, one_line

DAY = "%Y/%m/%d/"


def entry(record: Record) -> str:
    """Write one record of type ELEC, a web page; the abstract holds the words that are quoted."""
    fields = [
        ("TY", "ELEC"),
        ("ID", record.ref),
        *(("AU", party.own.inverted()) for party in record.authors),
        *(("A2", party.own.inverted()) for party in record.contributors),
        ("TI", record.title),
        ("T2", record.site),
        ("PY", str(record.date.year) if record.date else ""),
        ("DA", f"{record.date:{DAY}}" if record.date else ""),
        ("CY", record.place),
        ("ET", str(record.version.number)),
        ("LA", record.language),
        ("AB", record.quote),
        ("N1", note(record)),
        ("UR", record.url),
        ("Y2", f"{record.accessed:{DAY}}"),
    ]
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])
