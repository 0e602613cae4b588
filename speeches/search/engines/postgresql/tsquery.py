"""What is looked for, in the language of PostgreSQL: a tsquery, and where it finds too much a condition on rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product

from ....models.terms import ATTRIBUTE, MARKS, TITLE
from ...plan import NOTHING, All, Any, Node, Not, Run, Start, Stem
from ..names import INDEX, INDEXED


def upper(node: Node) -> str:
    """Write a node as a tsquery that finds all it finds, and of longer phrases perhaps more."""
    return _write(node, is_upper=True)


def lower(node: Node) -> str:
    """Write a node as a tsquery that finds nothing but what it finds, and of longer phrases nothing."""
    return _write(node, is_upper=False)


def _write(node: Node, *, is_upper: bool) -> str:
    if isinstance(node, Stem):
        return _quoted(node.term)
    if isinstance(node, Start):
        return f"{_quoted(node.term)}:*"
    if isinstance(node, Run):
        return _run(node) if is_upper or is_exact(node) else _quoted(NOTHING.term)
    if isinstance(node, Not):
        return f"!({_write(node.node, is_upper=not is_upper)})"
    sign = " | " if isinstance(node, Any) else " & "
    return f"({sign.join(_write(each, is_upper=is_upper) for each in node.nodes)})"


def _run(run: Run) -> str:
    if run.is_of_forms:
        return " & ".join(_either(step) for step in run.steps)
    pairs = ([" ".join(pair) for pair in product(*steps)] for steps in pairwise(run.steps))
    return f"({' & '.join(_either(pair) for pair in pairs)})"


def _either(terms: Iterable[str]) -> str:
    return f"({' | '.join(map(_quoted, terms))})"


def _quoted(term: str) -> str:
    # No term holds a quotation mark or a backslash.
    return f"'{term}'"


def is_exact(node: Node | Not) -> bool:
    """Tell whether the terms alone decide."""
    if isinstance(node, Run):
        return len(node.steps) == 2 and not node.is_of_forms
    if isinstance(node, Not):
        return is_exact(node.node)
    return all(map(is_exact, node.nodes)) if isinstance(node, Any | All) else True


def may_be_sure(node: Node | Not) -> bool:
    """Tell whether the terms alone may bring a turn in, whatever phrases there are besides."""
    if isinstance(node, Any | All):
        return (any if isinstance(node, Any) else all)(map(may_be_sure, node.nodes))
    return isinstance(node, Not) or is_exact(node)


def unsure(node: Node) -> Node:
    """Leave out the alternatives that the terms alone decide: of rows that `lower` does not find, none has them."""
    if not isinstance(node, Any):
        return node
    return Any(tuple(unsure(each) for each in node.nodes if not is_exact(each)))


def exact(node: Node | Not, *, is_looked_up: bool = True) -> tuple[str, list[object]]:
    """Write a node as a condition on the turn's row `u`.

    is_looked_up: whether the rows are those that `upper` finds, so that what the terms decide needs no second look.
    """
    if isinstance(node, Not):
        sql, values = exact(node.node, is_looked_up=False)
        return f"NOT {sql}", values
    if isinstance(node, Stem | Start | Run):
        return _beside(node) if _is_beside(node) else _standing(node)
    is_all = isinstance(node, All)
    left = [each for each in node.nodes if not (is_all and is_looked_up and is_exact(each))]
    # Asked in one and last, since it takes the longest.
    beside = [each for each in left if _is_beside(each)]
    parts = [exact(each, is_looked_up=is_all and is_looked_up) for each in left if each not in beside]
    if beside:
        parts.append(_beside(All(tuple(beside)) if is_all else Any(tuple(beside))))
    sign = " AND " if is_all else " OR "
    return f"({sign.join(sql for sql, _ in parts)})", [value for _, values in parts for value in values]


def _is_beside(node: Node | Not) -> bool:
    """Tell whether a node asks only for what stands beside the turn's own words: titles, and what a turn has."""
    if isinstance(node, Stem | Start):
        return node.term[0] in (TITLE, ATTRIBUTE)
    if isinstance(node, Run):
        return False
    return all(map(_is_beside, [node.node] if isinstance(node, Not) else node.nodes))


def _beside(node: Node) -> tuple[str, list[object]]:
    # Making all terms of a row takes five times as long.
    terms = f"SELECT {INDEX}_terms('', '', title, attributes) FROM {INDEXED} WHERE turn = u.id"
    return f"({terms}) @@ %s::tsquery", [upper(node)]


def _standing(node: Stem | Start | Run) -> tuple[str, list[object]]:
    # Reading the terms of a row takes longer than its lemmas.
    if isinstance(node, Run):
        runs, end, is_marked = map(" ".join, product(*node.steps)), " ", node.is_marked
    else:
        runs, end, is_marked = [node.term], "" if isinstance(node, Start) else " ", node.term[0] in MARKS
    values: list[object] = [f" {run}{end}" for run in runs]
    column = "u.terms" if is_marked else "u.lemmas"
    either = " OR ".join([f"strpos(' ' || {column} || ' ', %s) > 0"] * len(values))
    return f"({either})", values
