"""Addresses as data has them: whole, and in the language of the text, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import override


def interface_of(language: str) -> str:
    """Give the interface in which a text is read: its own language's, the site's where there is none."""
    code = language[:2]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def address_of(row: Any, language: str) -> str:
    """Give the address of a row's page. language: of the text that names it."""
    with override(interface_of(language)):
        return f"{settings.SITE_URL}{row.get_absolute_url()}"


def addresses_of(row: Any, language: str) -> Callable[[str], str]:
    """Give what makes addresses of rows like one out of their references: as fast as there are many of them."""
    before, _, after = address_of(row, language).rpartition(row.ref)
    return lambda ref: f"{before}{ref}{after}"


def name_in(language: str, row: Any, what: str = "name") -> str:
    """Give a row's name in a language, in the other one where it has none.

    >>> from types import SimpleNamespace as Row
    >>> name_in("en-GB", Row(name_ru="Тверь", name_en="Tver"))
    'Tver'
    """
    ru, en = getattr(row, f"{what}_ru"), getattr(row, f"{what}_en")
    return ru or en if interface_of(language) == "ru" else en or ru
