"""What an engine is asked: terms of the index under "and", "or" and "not", which each writes in its own language."""

from __future__ import annotations

from dataclasses import dataclass

from ..models.terms import ATTRIBUTE, FORM, MARKS, PRINTED


@dataclass(frozen=True, slots=True)
class Stem:
    """One term of the index, with its mark where it has one (see `models.terms`)."""

    term: str

    @property
    def is_marked(self) -> bool:
        return self.term[0] in MARKS


@dataclass(frozen=True, slots=True)
class Start:
    """Every term that begins so."""

    term: str


@dataclass(frozen=True, slots=True)
class Run:
    """Terms one after the other, two or more. steps: the alternatives for each, all with the same mark or with none."""

    steps: tuple[tuple[str, ...], ...]

    @property
    def is_of_forms(self) -> bool:
        return FORM in self.steps[0][0][:2]

    @property
    def is_marked(self) -> bool:
        return self.steps[0][0][0] in (FORM, PRINTED)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one; there is one at least to choose from."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Stands in an `All` alone."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of them; at least one is no `Not`."""

    nodes: tuple[Node | Not, ...]


Node = Stem | Start | Run | Any | All

NOTHING = Stem(f"{ATTRIBUTE}nothing")
"""Matches no turn."""
