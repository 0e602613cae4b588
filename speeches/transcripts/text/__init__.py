"""Plain text, as newsrooms write it and as editors edit it: docs/transcript.md, "The notation"."""

from .reader import read_text
from .writer import write_text

__all__ = ["read_text", "write_text"]
