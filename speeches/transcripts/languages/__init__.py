"""What the reader knows of each language: data only. A new language is one more module in `LANGUAGES`."""

from __future__ import annotations

from . import en, ru
from .language import Language

LANGUAGES: tuple[Language, ...] = (ru.RUSSIAN, en.ENGLISH)
BY_TAG = {language.tag: language for language in LANGUAGES}

__all__ = ["BY_TAG", "LANGUAGES", "Language"]
