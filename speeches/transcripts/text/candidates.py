"""Beginnings of lines that may be labels, and what the whole document says about them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from ..labels import name_of, remark_of
from ..languages import words_of
from .forms import LETTERS, PARTICLES, WEAK, form_of, is_capital
from .lines import Line

WORD = re.compile(r"[^\s,]+")
# «Гла́вное»
STRESS = re.compile("[\u0300\u0301]")
CONJUNCTIONS = words_of("conjunctions")


@dataclass(slots=True)
class Label:
    """What may be a label, wherever it stands: a document has one for all lines that begin alike.

    text: as printed; ending: what divides it from the speech, as in `Form`; name: without the remark.
    bare: the name without the faction, paper or place behind a comma; first: its first word, in lower case.
    """

    text: str
    ending: str
    name: str = field(init=False)
    bare: str = field(init=False)
    key: str = field(init=False)
    words: list[str] = field(init=False)
    first: str = field(init=False)
    strong: bool = field(init=False)

    def __post_init__(self) -> None:
        self.name = name_of(self.text)
        self.bare = self.name.partition(",")[0]
        self.key = self.bare.casefold()
        self.words = WORD.findall(self.name)
        self.first = STRESS.sub("", self.words[0].casefold()) if self.words else ""
        self.strong = self._looks_strong()

    @property
    def remark(self) -> str:
        return remark_of(self.text)

    def _looks_strong(self) -> bool:
        """Tell whether the form alone makes a label likely, so that it counts for the document's custom."""
        if self.ending in ("stop", "dash"):
            return True
        if not self.words or len(self.words) >= 8:
            return False
        return all(is_capital(word) or word.casefold() in PARTICLES for word in self.words)


@dataclass(slots=True)
class Candidate:
    """A line that may begin with a label.

    start, end: where on the line the label is printed, with what a scrape put into it; rest: where the speech begins.
    asides: what is neither, such as a time before the label. above: the nearest line above with words on it.
    """

    line: Line
    place: int
    label: Label
    start: int
    end: int
    rest: int
    asides: tuple[tuple[int, int], ...] = ()
    above: str = ""

    @property
    def small(self) -> bool:
        """Whether the speech begins with a small letter."""
        return self.line.text[self.rest : self.rest + 1].islower()

    @property
    def follows(self) -> str:
        """The text behind the label on its line, its first words only."""
        return self.line.text[self.rest : self.rest + 80]


def find(lines: list[Line]) -> list[Candidate]:
    """Give every line that has the form of a label followed by something, at most one reading each."""
    labels: dict[tuple[str, str], Label] = {}
    found, above = [], ""
    for place, line in enumerate(lines):
        form = None if line.kind else form_of(line.text, above)
        if form:
            key = (form.text, form.ending)
            label = labels.get(key) or labels.setdefault(key, Label(*key))
            found.append(Candidate(line, place, label, form.start, form.end, form.rest, form.asides, above))
        above = line.text if LETTERS.search(line.text) else above
    return found


SAMPLED_LINES = 40
"""So many lines of a text tell whether it is printed in capitals."""


@dataclass
class Document:
    """What the rules may ask about the whole text."""

    lines: list[Line]
    candidates: list[Candidate]
    known_names: frozenset[str]
    names: Counter[str] = field(init=False)
    endings: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = Counter(candidate.label.key for candidate in self.candidates)
        self.endings = Counter(candidate.label.ending for candidate in self.candidates if candidate.label.strong)

    @cached_property
    def customs(self) -> frozenset[str]:
        """The weak endings in which the document is printed: most lines have one, of speakers who take turns."""
        return frozenset(ending for ending in WEAK if self._is_custom(ending))

    def _is_custom(self, ending: str) -> bool:
        found = [candidate for candidate in self.candidates if candidate.label.ending == ending]
        turns = Counter(candidate.label.key for candidate in found if candidate.label.strong)
        again = [key for key, times in turns.items() if times > 1]
        speech = len(self.lines) // 2 if ending == "timed" else len(self.lines)
        return len(again) > 1 and turns.total() * 2 >= speech and turns.total() > self.endings["colon"]

    @cached_property
    def all_once(self) -> bool:
        """Whether nobody speaks twice, as in a form that is filled in and hardly in a conversation of this length."""
        return len(self.names) > 3 and max(self.names.values()) == 1

    @cached_property
    def labels(self) -> list[Label]:
        """Each label once."""
        return list({id(candidate.label): candidate.label for candidate in self.candidates}.values())

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The words of names of two words and more, by which a surname alone is known again."""
        strong = [label for label in self.labels if label.strong]
        # "Moderator (Anna Ozola)": a remark may be the name.
        named = {label.remark for label in strong if all(map(is_capital, label.remark.split()))}
        names = {label.bare for label in strong if not CONJUNCTIONS & set(label.words)} | named
        return frozenset(word for name in names if " " in name for word in LETTERS.findall(name) if len(word) > 2)

    @cached_property
    def shouts(self) -> bool:
        """Whether capitals mean something here: most of the text is not printed in them."""
        said = {candidate.place: candidate.rest for candidate in self.candidates}
        step = max(1, len(self.lines) // SAMPLED_LINES)
        sampled = [(place, self.lines[place].text) for place in range(0, len(self.lines), step)]
        letters = "".join(LETTERS.findall(" ".join(text[said.get(place, 0) :][:200] for place, text in sampled)))
        return sum(map(str.isupper, letters)) * 10 > 9 * len(letters) > 0

    @cached_property
    def shouted(self) -> int:
        """How many lines begin with a label that is printed in capitals."""
        return sum(candidate.label.name.isupper() for candidate in self.candidates if candidate.label.strong)

    @cached_property
    def letters(self) -> bool:
        """Whether a single letter is a label again and again: «К.:», "Q."."""
        return any(times > 1 for key, times in self.names.items() if len(key.rstrip(".")) == 1)

    @cached_property
    def begins_small(self) -> bool:
        """Whether speech begins with a small letter here, as some print it: a small letter then tells nothing."""
        strong = [candidate for candidate in self.candidates if candidate.label.strong and candidate.follows]
        return sum(candidate.follows[0].islower() for candidate in strong) * 2 > len(strong) > 5

    @cached_property
    def timed(self) -> bool:
        """Whether times stand before the labels: before one that comes again, and not in a programme."""
        timed = [candidate for candidate in self.candidates if candidate.asides]
        return any(self.names[candidate.label.key] > 1 for candidate in timed)

    @cached_property
    def roll(self) -> frozenset[int]:
        """The places of lines in a roll call: neighbours whose names occur once and whose answers are alike."""
        places: list[int] = []
        run: list[Candidate] = []
        for candidate in self.candidates:
            if run and (candidate.place != run[-1].place + 1 or not self._is_short(candidate)):
                places += _roll(run)
                run = []
            if self._is_short(candidate):
                run.append(candidate)
        return frozenset(places + _roll(run))

    def _is_short(self, candidate: Candidate) -> bool:
        short = 0 < len(candidate.line.text) - candidate.rest <= 40
        # Initials are how a label is printed, not how a list names its people.
        label = candidate.label
        full = label.strong and label.ending == "colon" and "." not in label.name and label.name[0].isalpha()
        return short and full and self.names[label.key] == 1

    def says(self, word: str) -> bool:
        """Tell whether a word stands somewhere in lower case: a name does not."""
        within = (line.text for line in self.lines if word in line.text)
        return word.islower() and any(word in LETTERS.findall(text) for text in within)


def _roll(run: list[Candidate]) -> list[int]:
    answers = Counter(candidate.follows.casefold().strip(" .!") for candidate in run)
    if len(run) < 3 or (answers.most_common(1)[0][1] * 2 < len(run) and len(answers) * 2 > len(run)):
        return []
    return [candidate.place for candidate in run]
