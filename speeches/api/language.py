"""The language of problems and page addresses. The parameter `lang` names it, since these paths have none."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def known_language(asked: str) -> str:
    """Give the interface's language that is nearest to the one asked for, or the site's own."""
    try:
        return translation.get_supported_language_variant(asked)
    except LookupError:
        return settings.LANGUAGE_CODE
