"""Making the index, filling it anew, and finding out whether it is as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256

from django.db.backends.base.base import BaseDatabaseWrapper

from ..names import INDEX, INDEXED, PARTS, TURNS
from .definition import (
    ADD,
    BY_TURN,
    DIGEST,
    FOLLOW,
    FOLLOWED,
    GIN,
    PART,
    RENEW,
    TABLE,
    TERMS,
    TERMS_OF,
    TRANSITION,
    UNSAMPLED,
    VIEW,
)
from .lookups import FIRST, OLDEST, ONCE, PAGE

FUNCTIONS = (VIEW, TERMS, TERMS_OF, UNSAMPLED, PART, RENEW, OLDEST, FIRST, ONCE, PAGE)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index with all that keeps it in step where something of it is missing, and then fill it anew."""
    if is_installed(connection):
        return
    uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute(TABLE.format(name=INDEX))
        cursor.execute(f"CREATE TABLE {PARTS} (whole text, first bigint, PRIMARY KEY (whole, first))")
        for statement in FUNCTIONS:
            cursor.execute(statement)
        for table, rows in FOLLOWED.items():
            name = table.removeprefix("speeches_")
            cursor.execute(FOLLOW.format(name=name, **rows))
            for event, transition in TRANSITION.items():
                cursor.execute(
                    f"CREATE TRIGGER {INDEX}_{name}_{event} AFTER {event} ON {table} {transition} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {INDEX}_{name}()"
                )
        cursor.execute(f"COMMENT ON VIEW {INDEXED} IS '{made_of()}'")
    refill(connection)


def made_of() -> str:
    """Give a mark of all statements that make the index: one that another release made is made anew."""
    statements = [*FUNCTIONS, TABLE, BY_TURN, GIN, FOLLOW, repr(FOLLOWED), repr(TRANSITION)]
    return sha256("".join(statements).encode()).hexdigest()


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the index is there as this release makes it, with all that keeps it in step."""
    relations, triggers = [INDEX, f"{INDEX}_gin", INDEXED, PARTS], list(_trigger_names())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(to_regclass(name)), obj_description(to_regclass(%s), 'pg_class') "
            "FROM unnest(%s::text[]) AS names (name)",
            [INDEXED, relations],
        )
        has_relations = cursor.fetchone() == (len(relations), made_of())
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled <> 'D' AND tgrelid = ANY("
            "SELECT to_regclass(name) FROM unnest(%s::text[]) AS names (name))",
            [triggers, list(FOLLOWED)],
        )
        return has_relations and cursor.fetchone()[0] == len(triggers)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take away what hangs on the tables: no column can change its type while a view names it."""
    with connection.cursor() as cursor:
        for table in FOLLOWED:
            cursor.execute(f"DROP FUNCTION IF EXISTS {INDEX}_{table.removeprefix('speeches_')} CASCADE")
        cursor.execute(f"DROP VIEW IF EXISTS {INDEXED}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}, {PARTS}")
        # Of indexes that there were before.
        cursor.execute(f"DROP INDEX IF EXISTS {TURNS}_words")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}_months")


def refill(connection: BaseDatabaseWrapper) -> None:
    """Fill the index anew from the rows as they are; readers have the former one until the transaction ends.

    Whoever writes waits: what the view showed when the filling began has to be true at its end.
    """
    new = f"{INDEX}_new"
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(FOLLOWED)} IN SHARE MODE")
        cursor.execute(TABLE.format(name=new))
        cursor.execute(f"SELECT {INDEX}_part(%s, year) FROM (SELECT DISTINCT year FROM {INDEXED}) years", [new])
        for statement in (ADD, BY_TURN, GIN):
            cursor.execute(statement.format(name=new, rows=INDEXED))
        cursor.execute(f"SELECT {INDEX}_unsampled(%s)", [new])
        cursor.execute(
            "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = %s::regclass", [new]
        )
        parts = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"DROP TABLE {INDEX}")
        cursor.execute(f"DELETE FROM {PARTS} WHERE whole = %s", [INDEX])
        cursor.execute(f"UPDATE {PARTS} SET whole = %s", [INDEX])
        for name in (new, *parts):
            cursor.execute(f"ALTER TABLE {name} RENAME TO {name.replace(new, INDEX)}")
        for part in ("turn", "gin"):
            cursor.execute(f"ALTER INDEX {new}_{part} RENAME TO {INDEX}_{part}")
        # Column by column: within its transaction PostgreSQL 15 would still look at the terms, and make them again.
        cursor.execute(f"ANALYZE {INDEX} (number, turn, made_of)")


def check(connection: BaseDatabaseWrapper) -> None:
    """Compare what the index was made of with the rows. ValueError where they differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FROM {INDEX} i FULL JOIN {INDEXED} v ON v.turn = i.turn
            WHERE i.number IS DISTINCT FROM v.number
                OR i.made_of IS DISTINCT FROM {DIGEST}"""
        )
        wrong = cursor.fetchone()[0]
    if wrong:
        raise ValueError(f"{wrong} turns are not in the index as they are.")


def _trigger_names() -> Iterator[str]:
    for table in FOLLOWED:
        for event in TRANSITION:
            yield f"{INDEX}_{table.removeprefix('speeches_')}_{event}"


def impatient(connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
    """Do nothing: a lock that somebody has is refused by the statement that asks for it, where it says so."""
    return nullcontext()
