"""Whom the archive knows under the names of one document, asked once for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from ...models import Speaker, SpeakerName
from ...words import fold_name
from ...words.names import initial_and_surname, is_initialed, of_either_sex, resemble, same_letters, skeleton

ASKED_AT_ONCE = 5_000
"""SQLite takes 32,766 parameters in a statement; a roll call of thousands is asked in parts."""
LETTERS = "абвгдежзийклмнопрстуфхцчшщэюяabcdefghijklmnopqrstuvwxyz"
"""With which a folded first name may begin."""
MOST_SURNAMES = 60
"""Of how many surnames that stand alone it is asked who bears them: a roll call has hundreds."""
COMPARED = 5
"""How many names that sound alike are compared letter by letter."""

People = dict[str, Speaker]
"""By reference."""


class Known:
    """People by name. Two queries, whatever the archive's size and the number of names.

    keys: names as they are matched (`fold_name`). alike: names for which similar ones are sought too.
    """

    def __init__(self, keys: Iterable[str], alike: Iterable[str]):
        alike = list(alike)
        self.by_key: dict[str, list[SpeakerName]] = {}
        self.by_short: dict[str, list[SpeakerName]] = {}
        self.by_skeleton: dict[str, list[SpeakerName]] = {}
        self.names_of: dict[str, list[SpeakerName]] = {}
        shorts = {short for name in alike if is_initialed(name) and (short := initial_and_surname(name))}
        surnames = [fold_name(name) for name in alike if is_one_word(name)][:MOST_SURNAMES]
        shorts |= {f"{letter} {surname}" for surname in surnames for letter in LETTERS}
        found = _rows(key=set(keys), short_key=shorts, skeleton={skeleton(name) for name in alike} - {""})
        for spelling in found:
            self._note(spelling)
        for spelling in _rows(speaker={spelling.speaker_id for spelling in found}):
            self.names_of.setdefault(spelling.speaker.ref, []).append(spelling)

    def _note(self, spelling: SpeakerName) -> None:
        self.by_key.setdefault(spelling.key, []).append(spelling)
        self.by_short.setdefault(spelling.short_key, []).append(spelling)
        self.by_skeleton.setdefault(spelling.skeleton, []).append(spelling)

    def add(self, spelling: SpeakerName) -> bool:
        """Let a new spelling lead to its speaker for the labels that follow; False if it does so already."""
        names = self.names_of.setdefault(spelling.speaker.ref, [])
        if any(name.key == spelling.key for name in names):
            return False
        names.append(spelling)
        self._note(spelling)
        return True

    def called(self, name: str) -> People:
        """Give whoever is called so; where an editor taught the spelling, those alone to whom an editor gave it."""
        found = self.by_key.get(fold_name(name), [])
        taught = [spelling for spelling in found if spelling.learned_from == SpeakerName.LearnedFrom.EDITOR]
        return _people(taught or found)

    def fitting(self, name: str) -> People:
        """Give whoever has a name in full that initials and a surname may stand for."""
        first = fold_name(name).split(".")[0]
        found = self.by_short.get(initial_and_surname(name), [])
        return _people(spelling for spelling in found if _given(spelling.name).startswith(first))

    def bearing(self, surname: str) -> People:
        """Give whoever has this surname besides a first name, men and women alike; nobody for more than one word."""
        if not is_one_word(surname):
            return {}
        alike = of_either_sex(fold_name(surname))
        found = [each for short, each in self.by_short.items() if short.partition(" ")[2] in alike]
        return _people(spelling for spellings in found for spelling in spellings)

    def in_full(self, speaker: Speaker) -> list[str]:
        """Give a speaker's names that are more than initials."""
        return [spelling.name for spelling in self.names_of.get(speaker.ref, []) if not is_initialed(spelling.name)]

    def run_together(self, name: str) -> People:
        """Give whoever is called so if spaces do not count: "VladimirPutin"."""
        found = self.by_skeleton.get(skeleton(name), [])
        return _people(spelling for spelling in found if " " in spelling.name and same_letters(name, spelling.name))

    def similar(self, name: str) -> People:
        """Give a few people whose names may be another spelling of this one."""
        found = self.by_skeleton.get(skeleton(name), [])[:COMPARED]
        return _people(spelling for spelling in found if resemble(name, spelling.name))


def is_one_word(name: str) -> bool:
    """Tell whether a name may be a surname alone; initials are a word of their own."""
    return " " not in fold_name(name)


def _rows(**asked: set) -> list[SpeakerName]:
    """Give people's names that have one of the values in one of the fields, in the order they were learned."""
    found: dict[int, SpeakerName] = {}
    while any(asked.values()):
        where = Q()
        for field, values in asked.items():
            where |= Q(**{f"{field}__in": [values.pop() for _ in range(min(len(values), ASKED_AT_ONCE))]})
        found.update((name.pk, name) for name in SpeakerName.objects.filter(where).select_related("speaker").order_by())
    # Sorted out here: asked to leave voices out or to sort, SQLite would rather go through all people.
    return [name for _, name in sorted(found.items()) if not name.speaker.is_voice]


def _people(spellings: Iterable[SpeakerName]) -> People:
    return {spelling.speaker.ref: spelling.speaker for spelling in spellings}


def _given(name: str) -> str:
    """Give the first name of a name in full, "" for initials."""
    if is_initialed(name):
        return ""
    short = initial_and_surname(name)
    return next((word for word in fold_name(name).split() if word[0] == short[:1] and word not in short[2:]), "")
