"""Zip archives, measured before they are opened."""

from __future__ import annotations

from typing import IO

MOST_PARTS = 10_000
"""How many files an archive may hold; a Word file has some twenty, and one for each picture."""
ENTRY = b"PK\x01\x02"
PIECE = 1024 * 1024


def has_too_many_parts(file: IO[bytes]) -> bool:
    """Tell whether an archive lists more than MOST_PARTS files. To open it would be to hold the whole list in memory.

    Every entry of the list begins with ENTRY; what is packed has these bytes by chance once in four thousand million.
    """
    file.seek(0)
    found, end = 0, b""
    for piece in iter(lambda: file.read(PIECE), b""):
        found += (end + piece).count(ENTRY)
        end = piece[1 - len(ENTRY) :]
    return found > MOST_PARTS
