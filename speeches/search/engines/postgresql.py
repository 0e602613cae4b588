"""PostgreSQL: a table of terms with a GIN index, which follows the rows by triggers.

The terms are given as they are, so that no parser of the server's takes words apart again. Pairs of neighbouring words
are terms too: a phrase of two is one look-up, and a longer one is read only where all of its pairs occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256

from django.db.backends.base.base import BaseDatabaseWrapper

from ...models.terms import ATTRIBUTE, BREAK, FORM, PRINTED, TITLE
from ..plan import Node
from .names import (
    EVENTS,
    INDEX,
    INDEXED,
    KEY_BITS,
    LATEST_DAY,
    MONTHS,
    TAGS_OF_EVENTS,
    TAGS_OF_TURNS,
    TURNS,
    UNDATED,
)
from .tsquery import exact, is_exact, upper

VIEW = f"""CREATE VIEW {INDEXED} AS SELECT
    (({LATEST_DAY} - least({LATEST_DAY}, greatest(0, coalesce(e.start_date - date '0001-01-01', 0))))::bigint
        << {KEY_BITS}) | u.id AS number,
    u.id AS turn, u.event_id AS event, u.lemmas, u.terms, e.lemmas AS title,
    coalesce(to_char(e.start_date, 'YYYYMM'), '') AS month,
    array_remove(array_cat(ARRAY[
        'd' || u.delivery,
        'l' || lower(replace(u.language, '-', 'ʰ')), 'l' || lower(split_part(u.language, '-', 1)),
        'k' || replace(e.classification, '-', 'ʰ'), 's' || u.speaker_id, 'p' || e.place_id,
        'y' || to_char(e.start_date, 'YYYY'), 'm' || coalesce(to_char(e.start_date, 'YYYYMM'), '')],
        ARRAY(SELECT 't' || tag_id FROM {TAGS_OF_TURNS} WHERE utterance_id = u.id
            UNION SELECT 't' || tag_id FROM {TAGS_OF_EVENTS} WHERE event_id = u.event_id)), NULL) AS attributes
    FROM {TURNS} u JOIN {EVENTS} e ON e.id = u.event_id WHERE e.status = 'published'"""

# A tsvector keeps its terms once each. Two arrays side by side give each word with its neighbour.
TERMS = f"""CREATE OR REPLACE FUNCTION {INDEX}_terms(lemmas text, terms text, title text, attributes text[])
RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    stream text[] := string_to_array(lemmas, ' ');
    others text[] := string_to_array(terms, ' ');
    printed text[];
BEGIN
    IF strpos(terms, ' {PRINTED}') > 0 THEN
        printed := array(SELECT t FROM unnest(others) WITH ORDINALITY AS o (t, n)
            WHERE left(t, 1) = '{PRINTED}' AND left(t, 2) <> '{PRINTED}{FORM}' ORDER BY n);
    END IF;
    RETURN array_to_tsvector(array(
        SELECT t FROM unnest(stream) t WHERE t <> '' AND t <> '{BREAK}'
        UNION ALL SELECT t FROM unnest(others) t WHERE t <> '' AND t <> '{BREAK}'
        UNION ALL SELECT '{TITLE}' || t FROM unnest(string_to_array(title, ' ')) t WHERE t <> ''
        UNION ALL SELECT '{ATTRIBUTE}' || t FROM unnest(attributes) t
        UNION ALL SELECT a || ' ' || b FROM unnest(stream, stream[2:]) AS pair (a, b)
            WHERE b IS NOT NULL AND a <> '{BREAK}' AND b <> '{BREAK}'
        UNION ALL SELECT a || ' ' || b FROM unnest(printed, printed[2:]) AS pair (a, b) WHERE b IS NOT NULL));
END $$"""

# Terms lie outside of the rows, which a look-up reads by the thousand.
TABLE = """CREATE TABLE {name} (
    number bigint CONSTRAINT {name}_number PRIMARY KEY,
    turn bigint NOT NULL CONSTRAINT {name}_turn UNIQUE,
    terms tsvector NOT NULL) WITH (toast_tuple_target = 128)"""
# How much may wait to be merged into the index is the connection's to say: see `models.bulk`.
GIN = "CREATE INDEX {name}_gin ON {name} USING gin (terms) WITH (fastupdate = on)"
ADD = f"""INSERT INTO {{name}} (number, turn, terms)
    SELECT number, turn, {INDEX}_terms(lemmas, terms, title, attributes) FROM {INDEXED}"""
COUNT_MONTHS = f"""INSERT INTO {MONTHS} AS known (month, turns)
    SELECT month, count(*) FROM {INDEXED} WHERE {{which}} GROUP BY month
    ON CONFLICT (month) DO UPDATE SET turns = known.turns + excluded.turns"""
# It counts too much where turns change or go: what is asked of it is about how many there are, at most.
RENEW = f"""CREATE OR REPLACE FUNCTION {INDEX}_renew(turns bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(turns) = 0 THEN RETURN; END IF;
    DELETE FROM {INDEX} WHERE turn = ANY(turns);
    {ADD.format(name=INDEX)} WHERE turn = ANY(turns);
    {COUNT_MONTHS.format(which="turn = ANY(turns)")};
END $$"""

# Of the turns that a statement wrote. Transition tables exist for the statement's own event alone.
FOLLOW = f"""CREATE OR REPLACE FUNCTION {INDEX}_{{name}}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN PERFORM {INDEX}_renew(array({{inserted}}));
    ELSIF TG_OP = 'UPDATE' THEN PERFORM {INDEX}_renew(array({{updated}}));
    ELSIF TG_OP = 'DELETE' THEN PERFORM {INDEX}_renew(array({{deleted}}));
    ELSE
        TRUNCATE {INDEX}, {MONTHS};
        {ADD.format(name=INDEX)};
        {COUNT_MONTHS.format(which="true")};
    END IF;
    RETURN NULL;
END $$"""


def _changed(*columns: str) -> str:
    return " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in columns)


def _of_events(rows: str) -> str:
    return f"SELECT DISTINCT u.id FROM {TURNS} u JOIN {rows} ON u.event_id = r.event_id"


OF_TURN = _changed("event_id", "lemmas", "terms", "speaker_id", "delivery", "language")
OF_EVENT = _changed("status", "lemmas", "start_date", "place_id", "classification")
FOLLOWED = {
    TURNS: {
        "inserted": "SELECT id FROM new_rows",
        "updated": f"SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE {OF_TURN}",
        "deleted": "SELECT id FROM old_rows",
    },
    # Without its turns an event cannot go.
    EVENTS: {
        "inserted": _of_events("(SELECT id AS event_id FROM new_rows) r"),
        "updated": _of_events(
            f"(SELECT n.id AS event_id FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE {OF_EVENT}) r"
        ),
        "deleted": "SELECT id FROM old_rows WHERE false",
    },
    TAGS_OF_TURNS: {
        "inserted": "SELECT DISTINCT utterance_id FROM new_rows",
        "updated": "SELECT utterance_id FROM new_rows UNION SELECT utterance_id FROM old_rows",
        "deleted": "SELECT DISTINCT utterance_id FROM old_rows",
    },
    TAGS_OF_EVENTS: {
        "inserted": _of_events("new_rows r"),
        "updated": _of_events("(SELECT event_id FROM new_rows UNION SELECT event_id FROM old_rows) r"),
        "deleted": _of_events("old_rows r"),
    },
}
TRANSITION = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}

# The first so many numbers. GIN gives no order: what is frequent is looked for in the months at that end first, in as
# many of them as should have enough by what a few of them have. The planner is told nothing of the order, or it would
# walk the whole table for a rare word.
PROBE, FEW = 4_000, 8_000
"""Turns that tell how frequent something is, and hits that cost less to read than another try."""

# Where the oldest day comes first, turns of a day nevertheless stand as they came in, and undated ones are last.
ORDER = f"number >= {UNDATED}, CASE WHEN oldest THEN -(number >> {KEY_BITS}) END, number"
FIRST = f"""CREATE OR REPLACE FUNCTION {INDEX}_first(wanted tsquery, many integer, oldest boolean)
RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    total bigint := (SELECT sum(turns) FROM {MONTHS});
    here bigint := {PROBE};
    found bigint[];
    stage tsquery;
BEGIN
    IF many IS NOT NULL AND total > 4 * {PROBE} THEN
        FOR round IN 1..2 LOOP
            stage := {INDEX}_stage(here, oldest);
            found := array(SELECT number FROM (SELECT number FROM {INDEX} WHERE terms @@ (stage && wanted) OFFSET 0) f
                ORDER BY {ORDER} LIMIT many);
            IF cardinality(found) = many THEN RETURN found; END IF;
            EXIT WHEN cardinality(found) * total / {PROBE} < {FEW};
            here := {PROBE}::bigint * many * 3 / 2 / greatest(1, cardinality(found));
            EXIT WHEN here * 2 > total;
        END LOOP;
    END IF;
    RETURN array(SELECT number FROM (SELECT number FROM {INDEX} WHERE terms @@ wanted OFFSET 0) f
        ORDER BY {ORDER} LIMIT many);
END $$"""
# A year of which every month is wanted is one term. What has no date is in no stage.
STAGE = f"""CREATE OR REPLACE FUNCTION {INDEX}_stage(size bigint, oldest boolean) RETURNS tsquery
    LANGUAGE sql STABLE AS $$ SELECT string_agg('{ATTRIBUTE}' || term, '|')::tsquery FROM (
        SELECT DISTINCT CASE WHEN bool_and(before < size) OVER (PARTITION BY left(month, 4))
            THEN 'y' || left(month, 4) ELSE 'm' || month END AS term, before < size AS wanted
        FROM (SELECT month, sum(turns) OVER (
                ORDER BY month::integer * CASE WHEN oldest THEN 1 ELSE -1 END) - turns AS before
            FROM {MONTHS} WHERE month <> '') months) terms
    WHERE wanted
    $$"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index with all that keeps it in step where something of it is missing, and then fill it anew."""
    if is_installed(connection):
        return
    uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute(TABLE.format(name=INDEX))
        cursor.execute(f"CREATE TABLE {MONTHS} (month text PRIMARY KEY, turns bigint NOT NULL)")
        for statement in (VIEW, TERMS, RENEW, STAGE, FIRST):
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
    statements = [VIEW, TERMS, RENEW, STAGE, FIRST, TABLE, GIN, FOLLOW, repr(FOLLOWED), repr(TRANSITION)]
    return sha256("".join(statements).encode()).hexdigest()


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the index is there as this release makes it, with all that keeps it in step."""
    relations, triggers = [INDEX, f"{INDEX}_gin", INDEXED, MONTHS], list(_trigger_names())
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
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}, {MONTHS}")
        # Of the index that there was before.
        cursor.execute(f"DROP INDEX IF EXISTS {TURNS}_words")


def refill(connection: BaseDatabaseWrapper) -> None:
    """Fill the index anew from the rows as they are; readers have the former one until the transaction ends.

    Whoever writes waits: what the view showed when the filling began has to be true at its end.
    """
    new = f"{INDEX}_new"
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(FOLLOWED)} IN SHARE MODE")
        for statement in (TABLE, ADD, GIN):
            cursor.execute(statement.format(name=new))
        cursor.execute(f"DROP TABLE {INDEX}")
        cursor.execute(f"ALTER TABLE {new} RENAME TO {INDEX}")
        for part in ("number", "turn", "gin"):
            cursor.execute(f"ALTER INDEX {new}_{part} RENAME TO {INDEX}_{part}")
        cursor.execute(f"DELETE FROM {MONTHS}")
        cursor.execute(COUNT_MONTHS.format(which="true"))
        cursor.execute(f"ANALYZE {INDEX}")


def check(connection: BaseDatabaseWrapper) -> None:
    """Compare the index with the rows, term by term. ValueError where they differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FROM {INDEX} i FULL JOIN {INDEXED} v ON v.turn = i.turn
            WHERE i.number IS DISTINCT FROM v.number
                OR i.terms IS DISTINCT FROM {INDEX}_terms(v.lemmas, v.terms, v.title, v.attributes)"""
        )
        wrong = cursor.fetchone()[0]
        cursor.execute(f"SELECT count(*) FROM {INDEXED} WHERE month NOT IN (SELECT month FROM {MONTHS})")
        wrong += cursor.fetchone()[0]
    if wrong:
        raise ValueError(f"{wrong} turns are not in the index as they are.")


def _trigger_names() -> Iterator[str]:
    for table in FOLLOWED:
        for event in TRANSITION:
            yield f"{INDEX}_{table.removeprefix('speeches_')}_{event}"


def impatient(connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
    """Do nothing: a lock that somebody has is refused by the statement that asks for it, where it says so."""
    return nullcontext()


# Looking up


CANDIDATES = 1_000
"""How many turns are read for a longer phrase before all that may have it are."""


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
            CROSS JOIN LATERAL (SELECT i.number FROM {INDEX} i JOIN {TURNS} u ON u.id = i.turn
                WHERE i.number = candidate.number AND {sql} OFFSET 0) kept
            ORDER BY candidate.place LIMIT %s""",
            [*values, *wanted, limit],
        )
        return [number for (number,) in cursor.fetchall()]


def every(node: Node) -> tuple[str, list[object]]:
    """Give the SQL of a subquery of the primary keys of all turns that match, and its parameters."""
    if is_exact(node):
        return _once(f"SELECT turn FROM {INDEX} WHERE terms @@ %s::tsquery"), [upper(node)]
    sql, values = exact(node)
    found = f"SELECT i.turn FROM {INDEX} i JOIN {TURNS} u ON u.id = i.turn WHERE i.terms @@ %s::tsquery AND {sql}"
    return _once(found), [upper(node), *values]


def _once(sql: str) -> str:
    """Have the server look up first and join afterwards; left to itself it may look up for every row it joins."""
    return f"SELECT unnest(ARRAY({sql}))"
