"""Akoma Ntoso 3 debates, read and written: docs/transcript.md, "Formats"."""

from .reader import read_akn
from .writer import write_akn

__all__ = ["read_akn", "write_akn"]
