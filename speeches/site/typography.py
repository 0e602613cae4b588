"""How lines of display type break."""

from __future__ import annotations

import re

# «в», «к», «не» and their like never end a line of a title; an initial stays with the name.
SHORT_WORDS = {"ru": "а без в во да для до за и из к ко на над не ни но о об обо от по под при про с со у"}
SHORT = {
    language: re.compile(rf"(?<![\w-])({words.replace(' ', '|')}) (?=\S)", re.IGNORECASE)
    for language, words in SHORT_WORDS.items()
}
INITIAL = re.compile(r"(?<!\w)(\w\.) (?=[^\W\d_])")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

EXCERPT_CHARACTERS = 420


def glued(text: str, language: str) -> str:
    """Keep short words and initials with what follows; for titles, leads and headings, never for speech."""
    short = SHORT.get(language[:2])
    if not short:
        return text
    text = short.sub(rf"\1{NO_BREAK_SPACE}", text)
    return INITIAL.sub(rf"\1{NO_BREAK_SPACE}", text)


def excerpt(text: str, characters: int = EXCERPT_CHARACTERS) -> str:
    """Give the beginning of a text, cut between words."""
    start = " ".join(text[: characters + 1].split())
    return start if len(text) <= characters else f"{start.rsplit(' ', 1)[0].rstrip(',;:–—-')}…"
