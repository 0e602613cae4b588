"""A long text in a hidden field, a quarter as long as it is."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode, b64encode

LONGEST = 32 * 1024 * 1024
"""In bytes: what a reader of transcripts takes. A few packed bytes could stand for more than fits in memory."""


def packed(text: str) -> str:
    """Pack a text into ASCII.

    >>> unpacked(packed("И [чтобы] так."))
    'И [чтобы] так.'
    """
    return b64encode(zlib.compress(text.encode(), 6)).decode()


def unpacked(value: str) -> str:
    """Give a packed text back. Raises ValueError for what is none."""
    try:
        stream = zlib.decompressobj()
        text = stream.decompress(b64decode(value, validate=True), LONGEST)
        if not stream.eof:
            raise ValueError("It is cut off, or longer than any transcript.")
        return text.decode()
    except (binascii.Error, zlib.error) as error:
        raise ValueError("No packed text.") from error
