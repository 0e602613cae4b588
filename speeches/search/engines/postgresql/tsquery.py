"""What is looked for, in the language of PostgreSQL: a tsquery, and where it finds too much a condition on rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product

from ...plan import NOTHING, All, Any, Node, Not, Run, Start, Stem
from ..names import INDEX


def upper(node: Node) -> str:
    """Write a node as a tsquery that finds all it finds, and of longer phrases perhaps more."""
    return _write(node, is_upper=True)


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


def exact(node: Node | Not, *, is_looked_up: bool = True) -> tuple[str, list[object]]:
    """Write a node as a condition on the turn's row `u`.

    is_looked_up: whether the rows are those that `upper` finds, so that what the terms decide needs no second look.
    """
    if isinstance(node, Not):
        sql, values = exact(node.node, is_looked_up=False)
        return f"NOT {sql}", values
    if isinstance(node, Stem) and not node.is_marked:
        return _standing([node.term], "u.lemmas")
    if is_exact(node):
        # Made anew for each row: a look-up is to leave few of them.
        return f"{INDEX}_of(u.id) @@ %s::tsquery", [upper(node)]
    if isinstance(node, Run):
        return _standing(map(" ".join, product(*node.steps)), "u.terms" if node.is_marked else "u.lemmas")
    is_all = isinstance(node, All)
    left = [each for each in node.nodes if not (is_all and is_looked_up and is_exact(each))]
    parts = [exact(each, is_looked_up=is_all and is_looked_up) for each in left]
    sign = " AND " if is_all else " OR "
    return f"({sign.join(sql for sql, _ in parts)})", [value for _, values in parts for value in values]


def _standing(runs: Iterable[str], column: str) -> tuple[str, list[object]]:
    # Whether the pairs are there has been looked up; reading the terms of a row takes longer than its lemmas.
    values: list[object] = [f" {run} " for run in runs]
    either = " OR ".join([f"strpos(' ' || {column} || ' ', %s) > 0"] * len(values))
    return f"({either})", values
