"""Which lines begin with a speaker's label: weighed over the whole document, not by one pattern."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..labels import is_voice, name_of, remark_of
from ..languages import LANGUAGES
from ..transcript import Doubt
from .lines import Line

SURE = 0.8
"""A decision below this confidence is listed as a doubt."""

# «В.Путин: …», "Kari Nilsen (retranslated): …", a label alone on its line. A colon inside parentheses does not count.
CANDIDATE = re.compile(r"(?P<label>(?:[^:()]|\([^()]{0,200}\)){1,250}):(?=\s|$)")
# В.Путин · Д.Сассу-Нгессо · В. К. Иванов · M. Diaz-Canel Bermudez
INITIALS = re.compile(
    r"(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.[\s\u00a0]*-?){1,3}[A-ZА-ЯЁІЇЄҐ][\w’'-]+(?:\s+[A-ZА-ЯЁ][\w’'-]+){0,3}"
)
SENTENCE_END = re.compile(r"[!?;…«»\"“”]|\.\s+[a-zа-яё]|,\s*$")
WORD = re.compile(r"[^\s,]+")
# al-Assad · d'Estaing: the particle may be in lower case
PREFIX = re.compile(r"[^\W\d_A-ZА-ЯЁ]{1,3}[-’'](?=[^\W\d_])")

OFFICES = frozenset().union(*(language.offices for language in LANGUAGES))
PARTICLES = frozenset().union(*(language.particles for language in LANGUAGES))
STARTS = frozenset().union(*(language.sentence_starts for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may begin with a label."""

    line: Line
    label: str
    rest: int

    @property
    def name(self) -> str:
        return name_of(self.label)


def label_lines(lines: Iterable[Line], known_names: frozenset[str]) -> list[Doubt]:
    """Mark the lines that begin with a label as turns, and give what is doubtful about them."""
    candidates = [candidate for line in lines if not line.kind and (candidate := _candidate(line))]
    counts = Counter(candidate.name.casefold() for candidate in candidates)
    doubts = []
    for candidate in candidates:
        reason, confidence = _weigh(candidate, counts, known_names)
        if confidence >= 0.5:
            _accept(candidate, reason, confidence)
        if reason and confidence < SURE:
            doubts.append(_doubt(candidate, reason, confidence))
    return doubts


def _candidate(line: Line) -> Candidate | None:
    match = CANDIDATE.match(line.text)
    if not match:
        return None
    rest = len(line.text) - len(line.text[match.end() :].lstrip())
    return Candidate(line, match["label"].strip(), rest)


def _accept(candidate: Candidate, reason: str, confidence: float) -> None:
    line = candidate.line
    line.kind, line.label, line.rest = "turn", candidate.label, candidate.rest
    line.reason, line.confidence = reason, confidence


def _doubt(candidate: Candidate, reason: str, confidence: float) -> Doubt:
    taken = confidence >= 0.5
    this, other = ("a speaker", "speech") if taken else ("speech", "a speaker")
    message = f"“{candidate.label}” is taken for {this}; it may be {other}."
    return Doubt(candidate.line.number, reason, confidence if taken else 1 - confidence, message)


def _weigh(candidate: Candidate, counts: Counter[str], known_names: frozenset[str]) -> tuple[str, float]:
    """Give the rule that decides and the confidence that this is a label; no rule where nothing speaks for one."""
    name = candidate.name
    if name in known_names:
        return "known-name", 1.0
    if is_voice(candidate.label):
        return "voice", 0.95
    if INITIALS.fullmatch(name):
        return "initials", 0.97
    if SENTENCE_END.search(name) or not name[:1].isupper():
        return "", 0.0
    return _weigh_words(candidate, WORD.findall(name), counts)


def _weigh_words(candidate: Candidate, words: list[str], counts: Counter[str]) -> tuple[str, float]:
    name, first = candidate.name, words[0].casefold() if words else ""
    if not words or first in STARTS:
        return "", 0.0
    repeated = counts[name.casefold()] > 1
    remark = 0.1 if remark_of(candidate.label) else 0.0
    if len(words) == 1:
        return ("repeated-word", 0.7 + remark) if repeated else ("lone-word", 0.3 + remark)
    if "," in name:
        return _weigh_comma(name)
    capitals = [word for word in words if _is_capital(word)]
    ends_in_name = words[-1] in capitals
    if ends_in_name and all(word in capitals or word.casefold() in PARTICLES for word in words):
        return ("capitalised-name", 0.9) if repeated or len(words) <= 5 else ("capitalised-words", 0.7)
    if first.split("-")[0] in OFFICES and len(capitals) >= 2 and ends_in_name:
        return "office-and-name", 0.85
    if repeated and len(capitals) >= 2 and ends_in_name:
        return "repeated-words", 0.75
    return "", 0.0


def _is_capital(word: str) -> bool:
    return PREFIX.sub("", word, count=1)[:1].isupper()


def _weigh_comma(name: str) -> tuple[str, float]:
    """Weigh "Andrei Okhlopkov, General Director of the Centre" and "Dmitry, Moscow"."""
    before, after = (part.strip() for part in name.split(",", 1))
    named = all(_is_capital(word) or word.casefold() in PARTICLES for word in before.split())
    if not (named and after[:1].isupper()):
        return "", 0.0
    office = after.split()[0].casefold() in OFFICES or before.split()[0].casefold() in OFFICES
    return ("name-and-office", 0.85) if office else ("name-and-place", 0.6)
