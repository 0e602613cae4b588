"""TEI as ParlaMint encodes parliaments, read and written: docs/transcript.md, "Formats"."""

from .reader import read_tei
from .writer import write_tei

__all__ = ["read_tei", "write_tei"]
