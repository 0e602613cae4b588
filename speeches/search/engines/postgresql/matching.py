"""Looking up."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from ...plan import Node
from ..names import INDEX, TURN_OF, TURNS
from ..tiers import in_tiers
from .tsquery import exact, is_exact, upper

CANDIDATES = 1_000
"""How many turns are read for a longer phrase before all that may have it are."""


def page(
    connection: BaseDatabaseWrapper, wanted: Node, tiers: Sequence[Node], most: int, many: int, *, oldest: bool
) -> tuple[int, list[int]]:
    """Give how many turns match, up to `most`, and the numbers of the first so many: tier by tier, then the rest."""
    if not is_exact(wanted):
        found = match(connection, wanted, most, oldest=oldest)
        nodes = tiers if found else ()
        first = in_tiers(lambda node, limit: match(connection, node, limit, oldest=oldest), nodes, many)
        return len(found), list(dict.fromkeys([*first, *found]))[:many]
    values = [upper(wanted), list(map(upper, tiers)), most, many, oldest]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {INDEX}_page(%s::tsquery, %s::text[]::tsquery[], %s, %s, %s)", values)
        total, numbers = cursor.fetchone()
        return total, numbers


def match(connection: BaseDatabaseWrapper, node: Node, limit: int, *, oldest: bool = False) -> list[int]:
    """Give up to so many numbers of turns, newest day first or oldest first; undated turns are last."""
    if is_exact(node):
        return _first(connection, node, limit, oldest=oldest)
    candidates = _first(connection, node, CANDIDATES, oldest=oldest)
    found = _read_through(connection, node, "%s", [candidates], limit)
    if len(found) == limit or len(candidates) < CANDIDATES:
        return found
    everything = f"{INDEX}_first(%s::tsquery, NULL, %s)"
    return _read_through(connection, node, everything, [upper(node), oldest], limit)


def _first(connection: BaseDatabaseWrapper, node: Node, many: int, *, oldest: bool) -> list[int]:
    """Take what matches, and of longer phrases what has all of their pairs."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {INDEX}_first(%s::tsquery, %s, %s)", [upper(node), many, oldest])
        return cursor.fetchone()[0]


def _read_through(
    connection: BaseDatabaseWrapper, node: Node, numbers: str, values: list[object], limit: int
) -> list[int]:
    """Take the first of the numbers that have a phrase, in their order; the rest is not read.

    numbers: the SQL of an array of them; values: its parameters.
    """
    sql, wanted = exact(node)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kept.number FROM unnest({numbers}::bigint[]) WITH ORDINALITY AS candidate (number, place)
            CROSS JOIN LATERAL (SELECT candidate.number FROM {TURNS} u
                WHERE u.id = candidate.number & {TURN_OF} AND {sql} OFFSET 0) kept
            ORDER BY candidate.place LIMIT %s""",
            [*values, *wanted, limit],
        )
        return [number for (number,) in cursor.fetchall()]


def every(node: Node) -> tuple[str, list[object]]:
    """Give the SQL of a subquery of the primary keys of all turns that match, and its parameters."""
    if is_exact(node):
        return _once(f"SELECT turn FROM {INDEX} WHERE {INDEX}_of(turn) @@ %s::tsquery"), [upper(node)]
    sql, values = exact(node)
    rows = f"{INDEX} i JOIN {TURNS} u ON u.id = i.turn"
    found = f"SELECT i.turn FROM {rows} WHERE {INDEX}_of(i.turn) @@ %s::tsquery AND {sql}"
    return _once(found), [upper(node), *values]


def _once(sql: str) -> str:
    """Have the server look up first and join afterwards; left to itself it may look up for every row it joins."""
    return f"SELECT unnest(ARRAY({sql}))"
