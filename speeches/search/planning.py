"""From a reader's query to what the engine is asked.

A turn is found when each word stands in what was said or in the heading above it, in the title or lead of its event, or
in the name of its speaker, a tag or the place; one word at least must be its own, or a title would bring in every turn.

What is excluded leaves out the turns that have it themselves, in what was said or in the heading: who wants none of an
event or of a speaker asks for that by a filter, and a title would take out every turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from ..models.terms import ATTRIBUTE, HEADING, OFTEN, PRINTED, TITLE
from ..models.terms import FORM as FORM_MARK
from ..words import exact_form, expand, lemma
from .names import Name, Names, named, names_with
from .plan import NOTHING, All, Any, Node, Not, Run, Start, Stem
from .query import EXACT, FORM, PREFIX, Clause, Filter, Note, Phrase, Query, Term, Word

PLAIN = re.compile("[a-z0-9-]+")
"""press-conference · en-gb"""

MOST_RUNS = 16
"""In how many ways a phrase is looked for, when several of its words are forms of several others."""


@dataclass(frozen=True)
class Plan:
    """What to look for, and what comes first among it.

    brackets: whether a phrase may run through editors' words. notes: the filters that name nobody.
    """

    query: Query
    brackets: bool = False
    using: str = "default"
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def wanted(self) -> Node:
        """Everything that is found. ValueError for a query that looks for nothing."""
        if self.query.is_empty:
            raise ValueError("There is nothing to look for.")
        nodes: list[Node | Not] = [self._said] if self.query.clauses else []
        if len(self.query.clauses) > 1:
            nodes += [self._any(self._anywhere, clause) for clause in self.query.clauses]
        return all_of([*nodes, *self._limits])

    @cached_property
    def _said(self) -> Node:
        """One word at least is the turn's own."""
        return any_of([self._any(self._own, clause) for clause in self.query.clauses])

    @cached_property
    def _limits(self) -> list[Node | Not]:
        return [*self._filters, *(Not(self._own(term)) for term in self.query.excluded)]

    @cached_property
    def tiers(self) -> tuple[Node, ...]:
        """What comes first: where title, lead, heading or names have all of it, then where all of it is said often.

        A phrase stands where it stands: with one in it a query has no tiers.
        """
        found = []
        for where in (self._above, self._often):
            nodes = [[where(term) for term in clause.terms] for clause in self.query.clauses]
            if nodes and all(None not in clause for clause in nodes):
                found.append(
                    all_of([*map(any_of, nodes), *([self._said] if where == self._above else ()), *self._limits])
                )
        return tuple(found)

    @property
    def has_phrase_to_read(self) -> bool:
        """Whether pairs of words do not tell that a phrase stands there."""
        terms = [*(term for clause in self.query.clauses for term in clause.terms), *self.query.excluded]
        return any(isinstance(term, Phrase) and (term.exact or len(term.words) > 2) for term in terms)

    @cached_property
    def names(self) -> list[Name]:
        """The speakers, tags and places in whose names any of the words stands."""
        terms = [term for clause in self.query.clauses for term in clause.terms]
        words = [term.text for term in terms if isinstance(term, Word) and term.match == FORM]
        return names_with(list(map(expand, words)), self.using)

    @cached_property
    def _filters(self) -> list[Node | Not]:
        wanted: dict[str, list[Node]] = {}
        nodes: list[Node | Not] = []
        for each in self.query.filters:
            node = self._filter(each)
            if each.excluded:
                nodes.append(Not(node))
            elif each.field == "tag":
                # A turn has several tags, and each that is asked for must be among them.
                nodes.append(node)
            else:
                wanted.setdefault(each.field, []).append(node)
        return [*map(any_of, wanted.values()), *nodes]

    def _filter(self, each: Filter) -> Node:
        node = FILTERS[each.field](each.value, self.using)
        if node is NOTHING and isinstance(each.value, str) and each.field in Names:
            self.notes.append(Note(f"unknown-{each.field}", each.value[:40]))
        return node

    def _any(self, where: Callable[[Term], Node], clause: Clause) -> Node:
        return any_of([where(term) for term in clause.terms])

    def _own(self, term: Term) -> Node:
        """Find a term in what was said and in the heading above it."""
        if isinstance(term, Word):
            return self._word(term)
        runs = [Run(steps_of(term.words, exact=term.exact, mark=mark)) for mark in ("", PRINTED)]
        return any_of(runs if self.brackets else runs[:1])

    def _word(self, word: Word) -> Node:
        if word.match == EXACT:
            return Stem(FORM_MARK + exact_form(word.text))
        if word.match == PREFIX:
            return Start(FORM_MARK + exact_form(word.text))
        return stems(expand(word.text))

    def _anywhere(self, term: Term) -> Node:
        """Find a term there, or in the title, the lead or a name."""
        above = self._around(term)
        return any_of([self._own(term), *above])

    def _around(self, term: Term) -> list[Node]:
        if not isinstance(term, Word) or term.match in (EXACT, PREFIX):
            return []
        lemmas = expand(term.text)
        return [stems(lemmas, TITLE), *(name.attribute for name in self.names if lemmas & name.words)]

    def _above(self, term: Term) -> Node | None:
        """Find a term in the title, lead, heading or a name; None where that is not known of it."""
        if not isinstance(term, Word) or term.match in (EXACT, PREFIX):
            return None
        return any_of([*self._around(term), stems(expand(term.text), HEADING)])

    def _often(self, term: Term) -> Node | None:
        if not isinstance(term, Word) or term.match == PREFIX:
            return None
        if term.match == EXACT:
            return all_of([self._word(term), stems([lemma(term.text)], OFTEN)])
        return stems(expand(term.text), OFTEN)


def any_of(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))


def all_of(nodes: Sequence[Node | Not]) -> Node:
    first = nodes[0]
    return first if len(nodes) == 1 and not isinstance(first, Not) else All(tuple(nodes))


def stems(lemmas: Iterable[str], mark: str = "") -> Node:
    return any_of([Stem(mark + each) for each in sorted(lemmas)])


def steps_of(words: Sequence[str], *, exact: bool = False, mark: str = "") -> tuple[tuple[str, ...], ...]:
    """Give the alternatives for each word of a phrase, in at most `MOST_RUNS` combinations.

    Beyond that a word with the most alternatives is looked for by its likeliest reading alone.
    """
    if exact:
        return tuple((mark + FORM_MARK + exact_form(word),) for word in words)
    steps = [tuple(mark + each for each in sorted(expand(word))) for word in words]
    while prod(map(len, steps)) > MOST_RUNS:
        longest = max(range(len(steps)), key=lambda index: len(steps[index]))
        steps[longest] = (mark + lemma(words[longest]),)
    return tuple(steps)


def _years(value: str, using: str) -> Node:
    """Ask for a span by its centuries and decades, as far as they are whole, and for the years that are left."""
    first, _, last = value.partition("-")
    year, end = int(first), int(last or first)
    nodes: list[Node] = []
    while year <= end:
        digits = next(digits for digits in (2, 1, 0) if year % 10**digits == 0 and year + 10**digits - 1 <= end)
        term = f"{ATTRIBUTE}y{year:04}"
        nodes.append(Start(term[:-digits]) if digits else Stem(term))
        year += 10**digits
    return any_of(nodes)


def _plain(letter: str) -> Callable[[str, str], Node]:
    """Make the look-up of a value that is a term itself; a hyphen would part it in two.

    A reader may type anything for a kind: what has other characters is the kind of nothing, and no syntax.
    """

    def look_up(value: str, using: str) -> Node:
        return Stem(ATTRIBUTE + letter + value.replace("-", "ʰ")) if PLAIN.fullmatch(value) else NOTHING

    return look_up


FILTERS: dict[str, Callable[[str, str], Node]] = {
    **{name: lambda value, using, name=name: named(name, value, using) for name in Names},
    "year": _years,
    "lang": _plain("l"),
    "kind": _plain("k"),
    "said": _plain("d"),
}
