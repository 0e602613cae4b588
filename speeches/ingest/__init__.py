"""Transcript → rows, and rows → Transcript: who a label is, what is new, what an editor must decide."""

from .files import Found, find_files, read_file
from .importing import import_bytes, import_paths
from .outcome import Outcome, Summary
from .rows import header_of, transcript_of

__all__ = [
    "Found",
    "Outcome",
    "Summary",
    "find_files",
    "header_of",
    "import_bytes",
    "import_paths",
    "read_file",
    "transcript_of",
]
