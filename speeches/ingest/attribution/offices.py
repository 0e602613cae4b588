"""Where the office ends and the name begins in a label: "Gazprom Chairman Viktor Zubkov"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...transcripts.languages import words_of
from ...words import fold
from ...words.declension import is_first_name
from ...words.names import is_patronymic
from .identity import INITIAL

COURTESIES = frozenset(
    """mr mrs ms miss sir madam hon honourable honorable señor señora sr sra don doña herr frau pan pani""".split()
)
"""What is put before a name and is no office."""
ARTICLES = frozenset("the el la o a der die".split())
"""They say nothing of an office by themselves, but that one person has it."""
FIELDS = frozenset(
    """first special acting federal foreign agriculture labour labor health education energy transport sports culture
    industry trade justice interior economic environment executive presidential press state defence defense finance vice
    первый исполняющий главный полномочный primer parlamentarischer parlamentarische""".split()
)
"""Words of an office that another word of it follows: "Foreign Minister", never "Foreign Anna Holm"."""
FAMILY_NAMES = frozenset("king major dean bishop prince judge coach lord captain rector rabbi".split())
"""Offices that are family names too: "Mr. KING"."""
LINKS = frozenset("of for to in on at by with from para für im in rp ds".split())
"""What joins an office to its field, so that nothing tells where the field ends: "Minister of Sport Pavel Kolobkov"."""
OFFICES = frozenset(word for word in words_of("offices") if len(word) > 1) - ARTICLES
PARTICLES = words_of("particles") | ARTICLES
JOINTS = LINKS | {"and", "the", "und", "и"}
"""What stands in no name."""
LONGEST_NAME = 5
"""How many words a name after an office may have."""

# "Mag.", "Prof."
TITLE = re.compile(r"[^\W\d_]{3,}\.")
# «И.» in «И.Петров» is a word of its own.
WORD = re.compile(r"[^\W\d_]{1,2}\.(?=\w)|\S+")


@lru_cache(maxsize=16_384)
def is_office(word: str) -> bool:
    """Tell whether a word is an office's or a courtesy's: "Vice-President", "Dr.", «Министр»."""
    key = fold(word).strip(".,")
    if TITLE.fullmatch(word):
        return True
    return key in OFFICES or any(part in OFFICES for part in key.split("-")[::2] if "-" in key)


def is_only_office(name: str) -> bool:
    """Tell whether a label names an office and nobody in it: "Madam Speaker", "O señor PRESIDENTE", «Модератор»."""
    words = name.split()
    keys = [fold(word).strip(".,") for word in words]
    if len(words) == 2 and keys[0] in COURTESIES and keys[1] in FAMILY_NAMES:
        return False
    if len(words) > 3 and keys[0] in ARTICLES and is_office(words[1]) and keys[2] in LINKS:
        return True  # "The Clerk of the Committee"
    told = [is_office(word) or key in PARTICLES for word, key in zip(words, keys, strict=True)]
    return all(told) and any(is_office(word) and key not in COURTESIES for word, key in zip(words, keys, strict=True))


def is_definite(name: str) -> bool:
    """Tell whether an office is one person's at a time: "The Chair", "O señor PRESIDENTE"."""
    first, *rest = [fold(word).strip(".,") for word in name.split()]
    return bool(rest) and (first in ARTICLES or first in COURTESIES)


def is_role(text: str) -> bool:
    """Tell whether what stands before or after a name may be an office: it has a word of one, or one in lower case."""
    return any(is_office(word) or (word[0].islower() and fold(word) not in PARTICLES) for word in text.split())


def role_of(text: str) -> str:
    """Give what stands before a name as a role, "" for a mere courtesy."""
    role = text.strip(" ,")
    return "" if all(fold(word).strip(".,") in COURTESIES for word in role.split()) else role


def endings(name: str) -> Iterator[tuple[str, str]]:
    """Give the ways to divide a label into an office and a name of two to five words, the longest name first.

    >>> list(endings("Mayor of Oslo Kari Nilsen"))
    [('Mayor of', 'Oslo Kari Nilsen'), ('Mayor of Oslo', 'Kari Nilsen')]
    """
    starts = [found.start() for found in WORD.finditer(name)]
    for start in starts[max(1, len(starts) - LONGEST_NAME) : -1]:
        before, after = name[:start].strip(), name[start:]
        if is_role(before) and not _is_no_name(after) and not _is_middle_initial(before, after):
            yield before, after


def _is_middle_initial(before: str, after: str) -> bool:
    """Tell whether a division cuts "Adnan" from "Z. Amin"."""
    last = before.split()[-1]
    return bool(INITIAL.match(after)) and last[0].isupper() and not is_office(last)


def _is_no_name(text: str) -> bool:
    words = text.split()
    joined = any(is_office(word) or fold(word) in JOINTS for word in words)
    return joined or not words[0][0].isupper() or "," in text or "(" in text


def divide(name: str) -> tuple[str, str] | None:
    """Divide a label by its words alone into (office, name); None where they do not tell.

    >>> divide("Gazprom Chairman Viktor Zubkov"), divide("Minister of Sport Pavel Kolobkov")
    (('Gazprom Chairman', 'Viktor Zubkov'), None)
    """
    for before, after in endings(name):
        last = before.split()[-1]
        linked = any(fold(word) in LINKS for word in before.split())
        if is_office(last) and fold(last).strip(".,") not in FIELDS and not linked:
            return before, after
    for before, after in endings(name):
        first, *rest = after.split()
        if is_first_name(first) and (len(rest) == 1 or (len(rest) == 2 and is_patronymic(rest[0]))):
            return before, after
    return None


def name_first(name: str) -> tuple[str, str] | None:
    """Divide "Andrei Ozerov, General Director of the Works" into (name, office); None where it is not so."""
    before, comma, after = name.partition(",")
    if not comma or len(before.split()) < 2 or _is_no_name(before) or not is_role(after):
        return None
    return before.strip(), after.strip()


def looks_undivided(name: str) -> bool:
    """Tell whether a label seems to have an office in front of a name, which nothing divides."""
    words = name.split()
    return any(is_office(word) for word in words[:-2]) or (is_role(name) and len(words) > 3)
