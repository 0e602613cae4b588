"""The stored sets of paradigms, read from the files beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

FOLDER = Path(__file__).parent
GENDERS = {"Men:": Gender.MALE, "Women:": Gender.FEMALE}

Paradigm = tuple[str, ...]
"""The different forms of one word, as printed."""


def paradigms(name: str) -> list[Paradigm]:
    """Read a set in which a line is a paradigm."""
    return [tuple(line.split()) for line in _lines(name)]


def surnames() -> list[Paradigm]:
    """Decline the surnames by the rules of Petrovich, which are no part of what is judged."""
    decline = PetrovichDeclinationMaker().make
    found = []
    for line in _lines("surnames"):
        if line in GENDERS:
            gender = GENDERS[line]
            continue
        for surname in line.split():
            forms = (decline(NamePart.LASTNAME, gender, case, surname) for case in Case)
            found.append(tuple(dict.fromkeys([surname, *forms])))
    return found


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            yield line
