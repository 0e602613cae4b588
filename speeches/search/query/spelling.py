"""A query written back as text."""

from __future__ import annotations

import re

from .scanning import BOTH, EITHER
from .values import EXACT, PREFIX, Clause, Filter, Phrase, Query, Term

# What can stand after the colon without quotation marks.
BARE = re.compile(r"[\w.'’/-]+")


def spelled(query: Query) -> str:
    """Write a query so that `parse` reads the same clauses, exclusions and filters in it.

    That holds for what `parse` gave, with any filters added and taken away, while the text has at most `MAX_QUERY`
    characters; of a longer one `parse` reads the beginning, as of every text. Notes are not written.

    >>> from .parsing import parse
    >>> spelled(parse("«мир  и труд»|покой −война оратор:Ларин"))
    '"мир и труд" OR покой -война speaker:Ларин'
    """
    return " ".join(
        [
            *map(_clause, query.clauses),
            *(f"-{_term(term)}" for term in query.excluded),
            *map(_filter, query.filters),
        ]
    )


def _clause(clause: Clause) -> str:
    return " OR ".join(map(_term, clause.terms))


def _term(term: Term) -> str:
    if isinstance(term, Phrase):
        return f'{"=" if term.exact else ""}"{" ".join(term.words)}"'
    if term.match == EXACT:
        return f"={term.text}"
    if term.match == PREFIX:
        return f"{term.text}*"
    return f'"{term.text}"' if term.text in EITHER or term.text == BOTH else term.text


def _filter(condition: Filter) -> str:
    doubled = condition.value.replace('"', '""')
    value = condition.value if BARE.fullmatch(condition.value) else f'"{doubled}"'
    return f"{'-' if condition.excluded else ''}{condition.field}:{value}"
