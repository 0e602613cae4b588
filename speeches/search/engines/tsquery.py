"""What is looked for, in the language of PostgreSQL: a tsquery, and where it finds too much a condition on rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product

from ..plan import NOTHING, All, Any, Node, Not, Run, Start, Stem


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


def exact(node: Node | Not) -> tuple[str, list[object]]:
    """Write a node as a condition on the index's row `i` and the turn's row `u`."""
    if isinstance(node, Not):
        sql, values = exact(node.node)
        return f"NOT {sql}", values
    if is_exact(node):
        return "i.terms @@ %s::tsquery", [upper(node)]
    if isinstance(node, Run):
        column = "u.terms" if node.is_marked else "u.lemmas"
        runs = [f" {' '.join(words)} " for words in product(*node.steps)]
        either = " OR ".join([f"strpos(' ' || {column} || ' ', %s) > 0"] * len(runs))
        # Whether the pairs are there has been looked up; reading the terms of a row takes longer than its lemmas.
        return f"({either})", list(runs)
    parts = [exact(each) for each in node.nodes]
    sign = " OR " if isinstance(node, Any) else " AND "
    return f"({sign.join(sql for sql, _ in parts)})", [value for _, values in parts for value in values]
