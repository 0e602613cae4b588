"""Plain text, as newsrooms write it and as editors edit it: docs/transcript.md, "The notation"."""

from .reader import read_text
from .writer import print_text, write_text

__all__ = ["print_text", "read_text", "write_text"]
