"""What the reader knows of each language: data only. A new language is one more module in `LANGUAGES`."""

from __future__ import annotations

from . import de, en, es, gl, pl, ru, uk
from .language import Language

LANGUAGES: tuple[Language, ...] = (
    ru.RUSSIAN,
    en.ENGLISH,
    uk.UKRAINIAN,
    pl.POLISH,
    de.GERMAN,
    es.SPANISH,
    gl.GALICIAN,
)
BY_TAG = {language.tag: language for language in LANGUAGES}


def words_of(field: str) -> frozenset[str]:
    """Give one field's words of all languages together: labels of several languages meet in one text."""
    return frozenset(word for language in LANGUAGES for word in getattr(language, field))


__all__ = ["BY_TAG", "LANGUAGES", "Language", "words_of"]
