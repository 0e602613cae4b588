"""What a document tells of its own labels: full names for initials, and where an office ends."""

from __future__ import annotations

import re
from dataclasses import replace

from ...transcripts import Transcript
from ...transcripts.labels import name_of, remark_of
from ...words import fold_name
from ...words.names import is_initialed
from .identity import FoundBy, Identity, sort_name_of
from .offices import divide, endings, is_definite, is_office, is_only_office, name_first, role_of
from .printed import Printed

# В.Путин · В. Путин · V. K. Dolzhenkova: initials, and a surname of one or more words.
INITIALED = re.compile(
    r"(?P<initial>[^\W\d_]{1,2})\.\s*(?:[^\W\d_]\.\s*)*(?P<surname>[^\W\d_][\w’'‑-]+(?:\s+[\w’'‑-]+)*)"
)
# "HorstSeehofer"
RUN_TOGETHER = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")


class Labels:
    """The labels of one document."""

    def __init__(self, transcript: Transcript):
        turns = [turn for turn in transcript.turns if turn.attribution_text]
        self.names = list(dict.fromkeys(turn.name for turn in turns))
        self.lines = {turn.name: turn.line for turn in reversed(turns)}
        self.by_key = {fold_name(name): name for name in reversed(self.names)}
        self.printed = Printed(transcript)
        self.holders: dict[str, list[str]] = {}
        for turn in turns:
            if holder := _holder(turn.name, turn.attribution_text):
                self.holders.setdefault(turn.name, []).append(holder)

    def identify(self, name: str) -> Identity:
        """Expand a printed name as far as its own document allows, never further."""
        if holders := sorted(set(self.holders.get(name, ()))):
            return self._held(tidy(name), holders)
        name = tidy(name)
        spaced = self._spaced(name)
        identity = self._identified(spaced)
        return identity if spaced == name else replace(identity, found_by=FoundBy.EXPANDED)

    def _identified(self, name: str) -> Identity:
        if is_initialed(name):
            return self._expanded(name)
        if divided := self._divided(name):
            person = self._expanded(divided.name) if is_initialed(divided.name) else divided
            return replace(person, role=divided.role, found_by=FoundBy.EXPANDED)
        return _undivided(name)

    def _spaced(self, name: str) -> str:
        """Give "Horst Seehofer" for "HorstSeehofer" where the document prints it too, office or not."""
        spaced = RUN_TOGETHER.sub(" ", name)
        if spaced == name:
            return name
        if self.by_key.get(fold_name(spaced)) or self.printed.prints_alone(spaced):
            return self.by_key.get(fold_name(spaced), spaced)
        known = any(fold_name(after) in self.by_key for _, after in endings(spaced))
        return spaced if known else name

    def _held(self, office: str, holders: list[str]) -> Identity:
        if len(holders) > 1:
            return Identity(office, sort_name=office, choices=tuple(holders))
        (person,) = holders
        # Two words may be two surnames where no courtesy stands before them: "O señor PRESIDENTE (Santos Vila)".
        return Identity(person, office, FoundBy.EXPANDED, person)

    def _expanded(self, name: str) -> Identity:
        match = INITIALED.fullmatch(name)
        if not match:
            return Identity(name, sort_name=name)
        initial, surname = match["initial"], match["surname"]
        found = sorted(self.printed.first_names(initial, surname))
        if len(found) == 1:
            return Identity(f"{found[0]} {surname}", "", FoundBy.EXPANDED, f"{surname}, {found[0]}")
        choices = tuple(f"{first} {surname}" for first in found)
        return Identity(name, sort_name=f"{surname}, {initial}.", choices=choices)

    def _divided(self, name: str) -> Identity | None:
        """Divide office and name by another label, by a line of the header, or by the words themselves."""
        if first := name_first(name):
            return Identity(first[0], first[1], FoundBy.EXPANDED, sort_name_of(first[0]))
        for before, after in endings(name):
            proper = self.by_key.get(fold_name(after))
            if proper or self.printed.prints_alone(after):
                return _in_office(proper or after, before)
        told = divide(name)
        return _in_office(told[1], told[0]) if told else None


def _in_office(person: str, office: str) -> Identity:
    return Identity(person, role_of(office), FoundBy.EXPANDED, sort_name_of(person))


def _undivided(name: str) -> Identity:
    """Take the label as it is. "Councillor Smith" keeps the office in the name, since a surname alone is nobody's."""
    *before, surname = name.split()
    if not before or not all(map(is_office, before)) or is_office(surname):
        return Identity(name, sort_name=sort_name_of(name))
    office = " ".join(before)
    return Identity(name, role_of(office), sort_name=f"{surname}, {office}")


def _holder(name: str, label: str) -> str:
    """Give the person whom a label names in parentheses behind an office: "The Clerk (Mr. John Brown)"."""
    if not is_only_office(name) or not (remark := name_of(remark_of(label))):
        return ""
    words = remark.split()
    while words and is_office(words[0]):
        words.pop(0)
    # Behind an office that several people have at once a place or a paper may stand: "Correspondent (Radio Oslo)".
    told = len(words) < len(remark.split()) or is_initialed(remark) or is_definite(name)
    if not words or not told or "," in remark or not all(word[0].isupper() for word in words):
        return ""
    return remark if len(words) == 1 else " ".join(words)


def tidy(name: str) -> str:
    """Put one plain blank between words: names are kept so, however they were printed."""
    return " ".join(name.split())
