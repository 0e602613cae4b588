"""Names of people as bibliographies put them: surname first, given names as initials, or as they are said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speeches.words.names import is_cyrillic, is_patronymic

INITIALED = re.compile(r"(?P<given>(?:[^\W\d_]{1,2}\.[\s-]*)+)(?P<family>\S.*)", re.DOTALL)
"""«В.Путин», "V. K. Dolzhenkova"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language. given: "" where nobody said which part is the surname; family is the whole name then."""

    family: str
    given: str = ""

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """The given names by their initials; what is no name stays as it is.

        >>> Name("Сартр", "Жан-Поль").initials, Name("Amin", "Adnan Z.").initials, Name("Veen", "Anna van").initials
        ('Ж.-П.', 'A. Z.', 'A. van')
        """
        return " ".join(word if word.islower() else _initial(word) for word in self.given.split())

    @property
    def short(self) -> str:
        return f"{self.initials} {self.family}".strip()

    def inverted(self, comma: str = ",") -> str:
        return f"{self.family}{comma} {self.given}" if self.given else self.family

    def inverted_short(self, comma: str = ",") -> str:
        return f"{self.family}{comma} {self.initials}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Party:
    """A person in a record. own: the name in the language of the text; latin: as English-speaking styles have it."""

    own: Name
    latin: Name


def _initial(word: str) -> str:
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


def divided(name: str, sort_name: str = "") -> Name:
    """Divide a name by what the sort name says, by a patronymic or by initials; else leave it as it is.

    sort_name: surname, comma, given names, in whatever language.

    >>> divided("Vladimir Putin", "Путин, Владимир")
    Name(family='Putin', given='Vladimir')
    >>> divided("Си Цзиньпин", "Си Цзиньпин")
    Name(family='Си Цзиньпин', given='')
    """
    words, (surname, comma, rest) = name.split(), sort_name.partition(",")
    length = len(surname.split())
    if comma and rest.strip() and sorted(words) == sorted([*surname.split(), *rest.split()]):
        return Name(" ".join(surname.split()), " ".join(rest.split()))
    if comma and 0 < length < len(words) and is_cyrillic(sort_name) != is_cyrillic(name):
        return Name(" ".join(words[-length:]), " ".join(words[:-length]))
    if len(words) == 3 and is_patronymic(words[1]):
        return Name(words[2], f"{words[0]} {words[1]}")
    if found := INITIALED.fullmatch(" ".join(words)):
        return Name(found["family"], re.sub(r"\.(?=\w)", ". ", found["given"]).strip())
    return Name(" ".join(words))
