"""A Record of what is cited, and one module for each style or format that writes it; knows no Django."""

from .names import Name, Party
from .record import Record, Version
from .styles import FILES, STYLES, File, citation

__all__ = ["FILES", "STYLES", "File", "Name", "Party", "Record", "Version", "citation"]
