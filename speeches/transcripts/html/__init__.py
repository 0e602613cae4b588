"""Saved web pages, read only: docs/transcript.md, "Formats"."""

from .reader import is_page, read_html, read_markup

__all__ = ["is_page", "read_html", "read_markup"]
