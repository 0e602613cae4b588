"""What the rules look for in a label's words."""

from __future__ import annotations

import re
from functools import lru_cache

from ..candidates import Label
from ..forms import CACHED, PARTICLES, UPPER, is_capital, is_office

# В.Ларин · Д.Ба-Нгессо · В. К. Иванов · M. Cruz Lopez · Ю.П.Коваль
INITIALS = re.compile(
    rf"(?:[{UPPER}][a-zа-яё]?\.[\s\u00a0]*-?){{1,3}}[{UPPER}][\w’'-]+"
    rf"(?:\s+(?:[a-zа-я]{{2,3}}\s+)?[{UPPER}][\w’'-]+){{0,4}}"
    rf"|[{UPPER}][\w’'-]+\s+(?:[{UPPER}]\.\s?){{1,3}}"
)
LETTERS = frozenset("QA")
# «Ида Моэ, «Вестник»» · "Ida Moe, “Daily Post”"
QUOTED = re.compile(r",\s*(?:[^\W\d_]+\s+){0,3}(?:«[^«»]{1,60}»|“[^“”]{1,60}”|\"[^\"]{1,60}\")")
# «Маяк» · “Daily Post”
QUOTED_NAME = re.compile(r"[«“\"](?:[^\W\d_]++[ -]?){1,4}[»”\"]")


def is_capitalised(label: Label) -> bool:
    words = label.words
    if "," in label.name or not is_capital(words[-1]) or not is_capital(words[0]):
        return False
    return all(is_capital(word) or word.casefold() in PARTICLES for word in words)


@lru_cache(maxsize=CACHED)
def is_office_like(word: str) -> bool:
    """Tell an office, also as the first part of a compound: «вице-президент», "Minister-President"."""
    return is_capital(word) and any(is_office(part) for part in (word, *word.split("-")))


@lru_cache(maxsize=CACHED)
def is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 2 and all(letter.isupper() for letter in letters)


def around_comma(label: Label) -> tuple[list[str], list[str]]:
    """Give the words before and after the first comma, where both begin with a capital and the first are a name."""
    before, _, after = label.name.partition(",")
    first, second = before.split(), after.split()
    named = bool(first) and all(is_capital(word) or word.casefold() in PARTICLES for word in first)
    return (first, second) if named and second and is_capital(second[0]) else (first or [""], [])
