"""What a query says: clauses that must hold, terms that must not occur, filters, and notes for the reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .filters import FIELDS, MAX_FILTERS, understood

FORM, EXACT, PREFIX = "form", "exact", "prefix"


@dataclass(frozen=True, slots=True)
class Word:
    """One word to look for.

    text: one token as typed (`words.tokens`), not folded; never empty.
    match: FORM in any of its forms, EXACT in exactly this form (folded), PREFIX every form that begins so.
    """

    text: str
    match: str = FORM

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for one directly after the other.

    words: two or more tokens as typed, in order.
    exact: whether they must stand in exactly these forms (folded).
    """

    words: tuple[str, ...]
    exact: bool = False


Term = Word | Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which any one must occur; at least one."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on what surrounds the words.

    field: speaker, tag, place, year, lang, said or kind.
    value: as typed, without quotation marks, white space made single; never empty. For year "2026" or "2020-2024"; for
    said original, interpreted, read or written; for lang and kind in lower case.
    """

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What was not understood or left out, to be told to the reader by `explaining.message`.

    kind: a key of `explaining.MESSAGES`.
    value: the piece of the query it is about, at most 40 characters; may be empty.
    """

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    clauses: all of them must hold.
    excluded: none of these may occur.
    filters: of one field any, of tags all; those excluded, none.
    """

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing positive to look for: exclusions alone would find the whole archive."""
        return not self.clauses and all(condition.excluded for condition in self.filters)

    @property
    def words(self) -> tuple[str, ...]:
        """Give every token of the clauses in order, those of exclusions not among them."""
        return tuple(word for clause in self.clauses for term in clause.terms for word in term.words)

    def with_filter(self, field: str, value: str) -> Query:
        """Give the query with this condition too, in place of its exclusion, and without notes.

        A query that has `MAX_FILTERS` already stays as it is. Raises ValueError for a value that a reader could not
        type either: one that is empty, or no year.
        """
        wanted = _filter(field, value)
        if wanted in self.filters:
            return replace(self, notes=())
        others = self.without_filter(field, value)
        return replace(others, filters=(*others.filters, wanted)[:MAX_FILTERS])

    def without_filter(self, field: str, value: str) -> Query:
        """Give the query without this condition or its exclusion, and without notes."""
        unwanted = _filter(field, value)
        left = (condition for condition in self.filters if replace(condition, excluded=False) != unwanted)
        return replace(self, filters=tuple(left), notes=())


def _filter(field: str, value: str) -> Filter:
    canonical, _ = understood(FIELDS[field], value)
    if not canonical:
        raise ValueError(f"{value!r} is no value of the field {field}.")
    return Filter(FIELDS[field], canonical)
