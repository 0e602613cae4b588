"""What a rule of evidence is, and how a function becomes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..candidates import Candidate, Document, Label
from ..forms import STOPS

LabelTest = Callable[[Label, Document], bool]
LineTest = Callable[[Candidate, Document], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of evidence. answers: numbers of difficulties; holds_in, not_in: texts that show it.

    test: asked of a label once in a document; line_test: of every line that begins with it. A rule has one of them.
    of: the trait that a line must have for the rule to be asked, "" for all lines: most lines have none.
    """

    name: str
    answers: tuple[int, ...]
    weight: float
    holds_in: str
    not_in: str
    test: LabelTest | None = None
    line_test: LineTest | None = None
    of: str = ""

    def concerns(self, traits: frozenset[str]) -> bool:
        return not self.of or self.of in traits

    def holds(self, candidate: Candidate, document: Document) -> bool:
        if not self.concerns(traits_of(candidate)):
            return False
        if self.test:
            return self.test(candidate.label, document)
        return bool(self.line_test and self.line_test(candidate, document))


class Rules(list[Rule]):
    """A list to which functions are added by decorating them."""

    def label(self, *answers: int, weight: float, holds_in: str, not_in: str) -> Callable[[LabelTest], LabelTest]:
        """Make a rule of a function that judges a label by itself and by what the document says of it."""

        def register(test: LabelTest) -> LabelTest:
            self.append(Rule(_name(test), answers, weight, holds_in, not_in, test=test))
            return test

        return register

    def line(
        self, *answers: int, weight: float, holds_in: str, not_in: str, of: str = ""
    ) -> Callable[[LineTest], LineTest]:
        """Make a rule of a function that looks at what stands around a label, too."""

        def register(test: LineTest) -> LineTest:
            self.append(Rule(_name(test), answers, weight, holds_in, not_in, line_test=test, of=of))
            return test

        return register


@cache
def _traits(stopped: bool, beside: bool, small: bool) -> frozenset[str]:
    return frozenset(name for name, has in (("stop", stopped), ("aside", beside), ("small", small)) if has)


def traits_of(candidate: Candidate) -> frozenset[str]:
    """Tell what rules ask for: a label that ends in a stop, something beside it, a small letter behind it."""
    return _traits(candidate.label.ending in STOPS, bool(candidate.asides), candidate.small)


def _name(test: LabelTest | LineTest) -> str:
    return test.__name__.replace("_", "-")
