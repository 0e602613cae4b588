"""The interface's language, told by the path alone: no cookie, no header, so that one address has one answer."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString


class LanguageMiddleware:
    """Russian at the root, English under /en/."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_at(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_at(path: str) -> str:
    """Tell in which language the interface is at a path.

    >>> language_at("/en/events/"), language_at("/events/")
    ('en', 'ru')
    """
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def path_in(language: str, path: str) -> str:
    """Give the same page's path in another interface language.

    >>> path_in("en", "/events/")
    '/en/events/'
    """
    current = translation.get_language_from_path(path)
    bare = path[len(current) + 1 :] if current else path
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


@lru_cache(maxsize=1_024)
def lang_attribute(language: str, around: str) -> SafeString:
    """Give the attribute by which a text tells its language, "" where it is that of what stands around it.

    >>> lang_attribute("en", "ru")
    ' lang="en"'
    """
    return format_html(' lang="{}"', language) if language and language != around else SafeString("")


def name_language(named: Any, what: str = "name") -> str:
    """Tell the language of the name or description that a speaker, tag or place shows in this interface."""
    current = (translation.get_language() or "")[:2]
    known = [code for code, _label in settings.LANGUAGES if getattr(named, f"{what}_{code}")]
    return current if current in known or not known else known[0]


def language_name(code: str) -> str:
    """Give a language's own name for itself, its tag where Django knows none."""
    try:
        return translation.get_language_info(code)["name_local"]
    except KeyError:
        return code.upper()


def text_path(path: str, language: str) -> str:
    """Give a page's path in the interface of its text's language, where there is none in the site's own."""
    code = language[:2]
    return path_in(code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE, path)
