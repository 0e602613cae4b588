"""How much of what should be found is found, and how much of what is found should not be.

A pair is two spellings: one is asked for, the other printed. It is a hit if the lemma of the printed one is in the
expansion of the one asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from speeches.words import expand, fold, lemma
from tests.words.recall.cases import MUST_MATCH, MUST_NOT_MATCH
from tests.words.recall.sets import Paradigm, paradigms, surnames

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What a set came to.

    size: its words, or its pairs where it has no paradigms.
    pairs: how many pairs should be hits, and missed: those that are not.
    judged: among how many pairs the wrong hits are counted: among all hits, or among the pairs that must not be hits.
    """

    size: int
    pairs: int
    missed: tuple[Pair, ...]
    judged: int
    wrong: tuple[Pair, ...]

    @property
    def found(self) -> float:
        return 1 - len(self.missed) / self.pairs

    @property
    def wrong_share(self) -> float:
        return len(self.wrong) / self.judged


def scores() -> dict[str, Score]:
    """Return what each stored set comes to, by its name."""
    return {
        "cases": of_cases(MUST_MATCH, MUST_NOT_MATCH),
        "russian": of_paradigms(paradigms("russian")),
        "surnames": of_paradigms(surnames()),
        "english": of_paradigms(paradigms("english")),
    }


def is_hit(asked: str, printed: str) -> bool:
    return lemma(printed) in expand(asked)


def of_cases(matching: Sequence[Pair], parted: Sequence[Pair]) -> Score:
    """Judge pairs, each of them both ways."""
    missed = tuple(pair for pair in _both_ways(matching) if not is_hit(*pair))
    wrong = tuple(pair for pair in _both_ways(parted) if is_hit(*pair))
    return Score(len(matching) + len(parted), 2 * len(matching), missed, 2 * len(parted), wrong)


def of_paradigms(words: Sequence[Paradigm]) -> Score:
    """Judge paradigms: every form must find every other form of its word, and no form of another word.

    Of two words that share a form ("лук" and "лука") each finds the other with good reason: no pair of their forms is
    judged. A wrong pair is a hit between two words that share none.
    """
    due = [pair for forms in words for pair in permutations(forms, 2)]
    missed = tuple(pair for pair in due if not is_hit(*pair))
    wrong = tuple(_hits_between(words))
    return Score(len(words), len(due), missed, len(due) - len(missed) + len(wrong), wrong)


def _hits_between(words: Sequence[Paradigm]) -> list[Pair]:
    """Return every hit between two words that share no form."""
    folded = [frozenset(map(fold, forms)) for forms in words]
    printed = defaultdict(list)
    for place, forms in enumerate(words):
        for form in forms:
            printed[lemma(form)].append((place, form))
    return [
        (asked, form)
        for place, forms in enumerate(words)
        for asked in forms
        for key in expand(asked)
        for other, form in printed[key]
        if not folded[place] & folded[other]
    ]


def _both_ways(pairs: Sequence[Pair]) -> list[Pair]:
    return [*pairs, *((printed, asked) for asked, printed in pairs)]
