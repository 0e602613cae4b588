"""Who a label is, as far as its own document tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...models import Utterance
from ...words import fold_name
from ...words.names import is_cyrillic

FoundBy = Utterance.FoundBy

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
INITIAL = re.compile(r"[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a label is. name: in full, as far as is known; role: the office printed before or after it.

    choices: where the document names several people who could be meant, all of them; the name is then as printed.
    """

    name: str
    role: str = ""
    found_by: str = FoundBy.EXACT
    sort_name: str = ""
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return fold_name(self.name)


def name_field(name: str) -> str:
    """Tell which name of a speaker a spelling is: `name_ru` in Cyrillic letters, else `name_en`."""
    return "name_ru" if is_cyrillic(name) else "name_en"


def sort_name_of(name: str) -> str:
    """Put an English surname first; a Russian full name is nearly always a foreigner's and stays as printed.

    >>> sort_name_of("Kari Nilsen"), sort_name_of("Adnan Z. Amin"), sort_name_of("Берл Лазар")
    ('Nilsen, Kari', 'Amin, Adnan Z.', 'Берл Лазар')
    """
    first, *rest = name.split() or [""]
    initials = [word for word in rest[:-1] if INITIAL.fullmatch(word)]
    if is_cyrillic(name) or not rest or len(initials) != len(rest) - 1:
        return name
    return f"{rest[-1]}, {' '.join([first, *initials])}"
