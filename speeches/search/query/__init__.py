"""The query language: what a reader types, as values the engines look up; knows no model and no database."""

from .filters import MAX_FILTERS
from .parsing import MAX_QUERY, MAX_WORDS, parse
from .spelling import spelled
from .values import EXACT, FORM, PREFIX, Clause, Filter, Note, Phrase, Query, Term, Word

__all__ = [
    "EXACT",
    "FORM",
    "MAX_FILTERS",
    "MAX_QUERY",
    "MAX_WORDS",
    "PREFIX",
    "Clause",
    "Filter",
    "Note",
    "Phrase",
    "Query",
    "Term",
    "Word",
    "parse",
    "spelled",
]
