"""Looking up."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from ...plan import Node
from ..names import INDEX, KEY_BITS, TURN_OF, TURNS, UNDATED
from ..tiers import in_tiers
from .tsquery import exact, is_exact, lower, may_be_sure, unsure, upper

CANDIDATES = 1_000
"""How many turns are read for a longer phrase before all that may have it are."""

EVERYTHING = f"{INDEX}_first(%s::tsquery, NULL, %s)"
"""The numbers of all that a tsquery finds. Parameters: it, and whether the oldest are first."""


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
        return _first(connection, upper(node), limit, oldest=oldest)
    if not may_be_sure(node):
        return _of_candidates(connection, node, upper(node), limit, oldest=oldest)
    # What one of the terms alone brings in is not read: it may be most of what is found.
    sure = _first(connection, lower(node), limit, oldest=oldest)
    read = _of_candidates(connection, unsure(node), _doubtful(node), limit, oldest=oldest)
    return sorted([*sure, *read], key=_by_oldest if oldest else None)[:limit]


def _by_oldest(number: int) -> tuple[bool, int, int]:
    return number >= UNDATED, -(number >> KEY_BITS), number


def _of_candidates(connection: BaseDatabaseWrapper, node: Node, query: str, limit: int, *, oldest: bool) -> list[int]:
    """Take the first of those that a tsquery finds that have a longer phrase too."""
    candidates = _first(connection, query, CANDIDATES, oldest=oldest)
    found = _read_through(connection, node, "%s", [candidates], limit) if candidates else []
    if len(found) == limit or len(candidates) < CANDIDATES:
        return found
    return _read_through(connection, node, EVERYTHING, [query, oldest], limit)


def _first(connection: BaseDatabaseWrapper, query: str, many: int, *, oldest: bool) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {INDEX}_first(%s::tsquery, %s, %s)", [query, many, oldest])
        return cursor.fetchone()[0]


def _read_through(
    connection: BaseDatabaseWrapper, node: Node, numbers: str, values: list[object], limit: int
) -> list[int]:
    """Take the first of the numbers that have a phrase, in their order; the rest is not read.

    numbers: the SQL of an array of them; values: its parameters.
    """
    sql, parameters = _reading(node, numbers, values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kept.number {sql} ORDER BY candidate.place LIMIT %s", [*parameters, limit])
        return [number for (number,) in cursor.fetchall()]


def _reading(node: Node, numbers: str, values: list[object]) -> tuple[str, list[object]]:
    """Write the rest of a query for those of the numbers that have a phrase, and its parameters.

    Their rows are read one by one, whatever the server would think best.
    """
    sql, wanted = exact(node)
    return (
        f"""FROM unnest({numbers}::bigint[]) WITH ORDINALITY AS candidate (number, place)
            CROSS JOIN LATERAL (SELECT candidate.number FROM {TURNS} u
                WHERE u.id = candidate.number & {TURN_OF} AND {sql} OFFSET 0) kept""",
        [*values, *wanted],
    )


def every(node: Node) -> tuple[str, list[object]]:
    """Give the SQL of a subquery of the primary keys of all turns that match, and its parameters."""
    sure = f"SELECT turn FROM {INDEX} WHERE {INDEX}_of(turn) @@ %s::tsquery"
    if is_exact(node):
        return _once(sure), [upper(node)]
    if not may_be_sure(node):
        read, values = _every_read(node, upper(node))
        return _once(read), values
    read, values = _every_read(unsure(node), _doubtful(node))
    return _once(f"{sure} UNION ALL {read}"), [lower(node), *values]


def _every_read(node: Node, query: str) -> tuple[str, list[object]]:
    sql, values = _reading(node, EVERYTHING, [query, False])
    return f"SELECT kept.number & {TURN_OF} {sql}", values


def _doubtful(node: Node) -> str:
    """Write a tsquery that finds what has to be read."""
    return f"{upper(node)} & !{lower(node)}"


def _once(sql: str) -> str:
    """Have the server look up first and join afterwards; left to itself it may look up for every row it joins."""
    return f"SELECT unnest(ARRAY({sql}))"
