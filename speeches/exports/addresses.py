"""Addresses as data has them: whole, and in the language of the text, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import override

NO_REF = "0" * 10
"""A reference that no row has, to see what stands around one in an address."""
ADDRESSES_KEPT = 2_000


def interface_of(language: str) -> str:
    """Give the interface in which a text is read: its own language's, the site's where there is none."""
    code = language[:2]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def address_of(row: Any, language: str) -> str:
    """Give the address of a row's page. language: of the text that names it."""
    with override(interface_of(language)):
        return f"{settings.SITE_URL}{row.get_absolute_url()}"


class Addresses:
    """Addresses of rows, as fast as there are many of them: what many events name has its address made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[type, int, str], str] = {}
        self._around: dict[tuple[type, str], tuple[str, str]] = {}

    def of(self, row: Any, language: str) -> str:
        """Give the address of a row that many events name."""
        key = (type(row), row.pk, interface_of(language))
        if key not in self._made:
            if len(self._made) == ADDRESSES_KEPT:
                self._made.clear()
            self._made[key] = address_of(row, language)
        return self._made[key]

    def by_ref(self, model: type, language: str) -> Callable[[str], str]:
        """Give what makes addresses of a model's rows out of their references."""
        key = (model, interface_of(language))
        if key not in self._around:
            before, _, after = address_of(model(ref=NO_REF), language).rpartition(NO_REF)
            self._around[key] = (before, after)
        before, after = self._around[key]
        return lambda ref: f"{before}{ref}{after}"


def name_in(language: str, row: Any, what: str = "name") -> str:
    """Give a row's name in a language, in the other one where it has none.

    >>> from types import SimpleNamespace as Row
    >>> name_in("en-GB", Row(name_ru="Тверь", name_en="Tver"))
    'Tver'
    """
    ru, en = getattr(row, f"{what}_ru"), getattr(row, f"{what}_en")
    return ru or en if interface_of(language) == "ru" else en or ru
