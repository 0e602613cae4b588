"""Beginnings of lines that may be labels, and what the whole document says about them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ..labels import is_voice, name_of, remark_of
from ..languages import words_of
from .lines import Line

OFFICES = words_of("offices")
PARTICLES = words_of("particles")
WORD = re.compile(r"[^\s,]+")
LETTERS = re.compile(r"[^\W\d_]+")
CACHED = 4096
"""So many words and labels are remembered: a text repeats its speakers."""
STEM = 4
"""So many letters of a surname must agree where cases inflect it."""

UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐĄĆĘŁŃŚŹŻ"
NESTED = r"\((?:[^()]|\((?:[^()]|\([^()]{0,80}\)){0,120}\)){0,240}\)"
# «В.Ларин: …», "Kari Nilsen (retranslated): …", a label alone on its line. A colon inside parentheses does not count.
COLON = re.compile(rf"(?P<label>(?:[^:()]|{NESTED}){{1,250}}):(?=\s|$|[{UPPER}«“])")
# "Mr. BROWN. …" · "The SPEAKER pro tempore (Mr. Lee). …" · "HON. J. K. MARA.- …" · «КОВАЛЬ І.П. …» · «ГОЛОВУЮЧИЙ. …»
CAPS = rf"[{UPPER}]['’]?[{UPPER}][{UPPER}’'-]*"
TITLE = r"(?:The|Mr\.|Mrs\.|Ms\.|Miss|Dr\.|Prof\.|Hon\.|HON\.|Rep\.|Sen\.|El|La|Los|O|A|Sr\.|Sra\.|señor|señora)"
INITIAL = rf"[{UPPER}]\.\s?"
STOP = re.compile(
    rf"(?P<label>(?:{TITLE}\s+){{0,3}}(?:{INITIAL}){{0,3}}{CAPS}(?:\s+{CAPS}){{0,5}}"
    rf"(?:\s+(?:of|pro|tempore|de|del|da|[{UPPER}][\w’'-]+)){{0,4}}(?:\s+\([^()]{{1,120}}\))?"
    rf"(?:\s+(?:{INITIAL}){{1,3}})?)(?:(?<=\.)|\.)(?P<dash>\s?[-–—])?(?=\s+\S)"
)
# «Ларин И. П. …» · «Ларин И. П., фракция. …» · «Председательствующий. …»
SURNAME_FIRST = re.compile(
    rf"(?P<label>[{UPPER}][\w’'-]+\s+(?:{INITIAL}){{2}}(?:,\s[^.:]{{3,80}}(?=\.))?)\.?(?=\s*[{UPPER}«(])"
)
OFFICE_STOP = re.compile(rf"(?P<label>[{UPPER}][\w-]{{4,}})\.(?=\s+[{UPPER}«(])")
# "Ida Moe, Director of the Port. – Madam Chair, …" · «Presidente. – …»
DASHED = re.compile(rf"(?P<label>[{UPPER}][^.:!?;]{{2,120}}?(?:\s\([^()]{{1,80}}\))?)\.\s?[-–—](?=\s+\S)")
# "Q Thank you." in a briefing
LETTER = re.compile(r"(?P<label>Q)(?=\s+[A-Z(“\"])")
# «И.Ларин Ларин Иван Петрович мэр города (как переведено)»: the card of a linked name stands behind it.
CARD = re.compile(
    rf"(?P<short>(?:{INITIAL}){{1,2}}(?P<surname>[{UPPER}][\w’'-]+)(?:\s[{UPPER}][\w’'-]+)??)\s"
    rf"(?P<card>[{UPPER}][\w’'-]+(?:\s.{{1,160}})?)"
)


STOPPED = (STOP, SURNAME_FIRST, DASHED, OFFICE_STOP, LETTER)


@dataclass(slots=True)
class Label:
    """What may be a label, wherever it stands: a document has one for all lines that begin alike.

    text: as printed; ending: what divides it from the speech: colon, stop, or dash; name: without the remark.
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
        self.first = self.words[0].casefold() if self.words else ""
        self.strong = self._looks_strong()

    @property
    def remark(self) -> str:
        return remark_of(self.text)

    def _looks_strong(self) -> bool:
        """Tell whether the form alone makes a label likely, so that it counts for the document's custom."""
        if self.ending != "colon":
            return True
        if not self.words or len(self.words) >= 8:
            return False
        return all(is_capital(word) or word.casefold() in PARTICLES for word in self.words)


@dataclass(slots=True)
class Candidate:
    """A line that may begin with a label.

    printed: how many characters of the line the label takes, with what a scrape put into it; rest: where text begins.
    """

    line: Line
    place: int
    label: Label
    printed: int
    rest: int

    @property
    def follows(self) -> str:
        """The text behind the label on its line, its first words only."""
        return self.line.text[self.rest : self.rest + 80]


# al-Assad · d'Estaing: the particle may be in lower case
PREFIX = re.compile(rf"[^\W\d_{UPPER}]{{1,3}}[-’'](?=[^\W\d_])")


@lru_cache(maxsize=CACHED)
def is_capital(word: str) -> bool:
    return PREFIX.sub("", word, count=1).lstrip('“”"«(')[:1].isupper()


def find(lines: list[Line]) -> list[Candidate]:
    """Give every line that has the form of a label followed by something, at most one reading each."""
    labels: dict[tuple[str, str], Label] = {}
    found = []
    for place, line in enumerate(lines):
        if line.kind or not (form := _with_colon(line) or _with_stop(line)):
            continue
        text, ending, printed, rest = form
        label = labels.get((text, ending)) or labels.setdefault((text, ending), Label(text, ending))
        found.append(Candidate(line, place, label, printed, rest))
    return found


Form = tuple[str, str, int, int]
"""The text and ending of a label, how many characters it takes, and where the speech begins."""


def _with_colon(line: Line) -> Form | None:
    match = COLON.match(line.text) if ":" in line.text[:800] else None
    if not match:
        return None
    printed = match["label"].rstrip()
    label = _without_card(printed)
    return (label, "colon", len(printed), _rest(line, match.end())) if label else None


def _with_stop(line: Line) -> Form | None:
    if not line.text[:1].isupper():
        return None
    match = next((match for form in STOPPED if (match := form.match(line.text))), None)
    if not match or (match.re is OFFICE_STOP and not is_office(match["label"])):
        return None
    ending = "dash" if match.re is DASHED or (match.re is STOP and match["dash"]) else "stop"
    label = match["label"].rstrip()
    return label, ending, len(label), _rest(line, match.end())


def _rest(line: Line, end: int) -> int:
    return len(line.text) - len(line.text[end:].lstrip())


@lru_cache(maxsize=CACHED)
def _without_card(label: str) -> str:
    remark = remark_of(label)
    bare = name_of(label)
    match = CARD.fullmatch(bare)
    if not match:
        return label
    stem = match["surname"].casefold()[:STEM]
    if not any(word.casefold().startswith(stem) for word in LETTERS.findall(match["card"])):
        return label
    return f"{match['short']} ({remark})" if remark else match["short"]


@lru_cache(maxsize=CACHED)
def is_office(word: str) -> bool:
    word = word.casefold().rstrip(".")
    return word in OFFICES or is_voice(word)


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
        full = label.strong and "." not in label.name and label.name[0].isalpha()
        return short and full and self.names[label.key] == 1

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that stand in lower case somewhere: a name does not."""
        return frozenset(word for line in self.lines for word in LETTERS.findall(line.text) if word.islower())

    @cached_property
    def header(self) -> frozenset[str]:
        """The stems of capitalised words above the first label, where the meeting and its guests are named."""
        taken = {candidate.place for candidate in self.candidates}
        top = [line for place, line in enumerate(self.lines[:12]) if place not in taken]
        return frozenset(_stem(word) for line in top for word in LETTERS.findall(line.text[:600]) if word[0].isupper())

    def in_header(self, word: str) -> bool:
        return _stem(word) in self.header


def _stem(word: str) -> str:
    return word.casefold()[: STEM + 1]


def _roll(run: list[Candidate]) -> list[int]:
    answers = Counter(candidate.follows.casefold().strip(" .!") for candidate in run)
    if len(run) < 3 or (answers.most_common(1)[0][1] * 2 < len(run) and len(answers) * 2 > len(run)):
        return []
    return [candidate.place for candidate in run]
