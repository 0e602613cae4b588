"""Addresses of pages that a page names many times; reversing one takes longer than reading a row."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def address_of(name: str) -> str:
    """Give the address of a page without arguments, in the interface's language."""
    return _address(name, get_language())


@lru_cache(maxsize=256)
def _address(name: str, language: str | None) -> str:
    return reverse(f"speeches:{name}")
