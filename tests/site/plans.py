"""How a database carries out a statement: whether it reads a whole table of events or turns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TABLES = ("speeches_event", "speeches_utterance")
NAMED = re.compile(rf'"?({"|".join(TABLES)})"?(?:\s+(?:AS\s+)?"?([A-Za-z]\w*)"?)?', re.IGNORECASE)
NO_ALIAS = set("on where order group inner left join set limit union cross using natural having values".split())
"""What may follow the name of a table that has no other."""


LARGEST_SHARE = 0.5
"""Which part of a table PostgreSQL may read for one statement; the pages asked for show a small one."""

TOLD = ("Node Type", "Relation Name", "Index Name", "Index Cond")
"""What is told of a step of PostgreSQL's."""


@contextmanager
def noted() -> Iterator[list[tuple[str, Any]]]:
    """Note every statement that is run meanwhile, with its values."""
    statements: list[tuple[str, Any]] = []

    def note(execute, sql, values, many, context):
        statements.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield statements


def whole_readings(sql: str, values: Any) -> list[str]:
    """Give the steps of a statement that read a whole table of events or turns."""
    if not sql.lstrip(" (").upper().startswith(("SELECT", "WITH")) or not NAMED.search(sql):
        return []
    return list(ENGINES[connection.vendor](sql, values))


def in_sqlite(sql: str, values: Any) -> Iterator[str]:
    names = {name.lower() for match in NAMED.finditer(sql) for name in match.groups() if name} - NO_ALIAS
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        steps = [row[3] for row in cursor.fetchall()]
    # Read in the order of an index as far as a page needs.
    is_cut = bool(re.search(r"LIMIT \S+( OFFSET \S+)?\s*$", sql)) and not any("TEMP B-TREE" in step for step in steps)
    for step in steps:
        words = step.split()
        if words[0] == "SCAN" and words[1].lower() in names and not (is_cut and "INDEX" in words):
            yield step


def in_postgresql(sql: str, values: Any) -> Iterator[str]:
    """Run the statement, and yield the steps that read a good part of all rows.

    A plan alone does not tell: an index that is gone through from end to end, or a condition that all rows meet, reads
    as much as a scan.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", values)
        plan = cursor.fetchone()[0]
        sizes = {table: rows_of(table) for table in TABLES}
    for step in steps_of((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]):
        table = step.get("Relation Name")
        if table in sizes and rows_read(step) >= sizes[table] * LARGEST_SHARE:
            yield " ".join(str(step.get(each, "")) for each in TOLD)


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 One of `TABLES`.
        return int(cursor.fetchone()[0])


def steps_of(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", ()):
        yield from steps_of(below)


def rows_read(step: dict[str, Any]) -> float:
    """Give how many rows a step has looked at, in all its rounds."""
    removed = sum(step.get(each, 0) for each in ("Rows Removed by Filter", "Rows Removed by Index Recheck"))
    return (step["Actual Rows"] + removed) * step["Actual Loops"]


ENGINES = {"sqlite": in_sqlite, "postgresql": in_postgresql}
