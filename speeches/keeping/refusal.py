"""Why there is nothing to be done."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for cannot be done as things stand. The message says why, and the remedy; nothing was written."""
