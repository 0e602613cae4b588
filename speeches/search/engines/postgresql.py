"""PostgreSQL: a table of terms with a GIN index, which follows the rows by triggers.

The terms are given as they are, so that no parser of the server's takes words apart again. Pairs of neighbouring words
are terms too: a phrase of two is one look-up, and a longer one is read only where all of its pairs occur.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    LATEST_YEAR,
    PARTS,
    TAGS_OF_EVENTS,
    TAGS_OF_TURNS,
    TURN_OF,
    TURNS,
    UNDATED,
)
from .tsquery import exact, is_exact, upper

VIEW = f"""CREATE VIEW {INDEXED} AS SELECT
    (({LATEST_DAY} - least({LATEST_DAY}, greatest(0, coalesce(e.start_date - date '0001-01-01', 0))))::bigint
        << {KEY_BITS}) | u.id AS number,
    u.id AS turn, u.event_id AS event, u.lemmas, u.terms, e.lemmas AS title,
    CASE WHEN e.start_date IS NOT NULL THEN least({LATEST_YEAR}, extract(year FROM e.start_date)::integer) END AS year,
    array_remove(array_cat(ARRAY[
        'd' || u.delivery,
        'l' || lower(replace(u.language, '-', 'ʰ')), 'l' || lower(split_part(u.language, '-', 1)),
        'k' || replace(e.classification, '-', 'ʰ'), 's' || u.speaker_id, 'p' || e.place_id,
        'y' || to_char(e.start_date, 'YYYY')],
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

# The index is of terms that no row has: they are made of the view's row while an entry is written, so that what a look-up
# reads by the thousand is narrow. That the function is immutable is a promise the triggers keep: whenever anything that
# it reads has changed, the row is deleted and written anew. It must not depend on who calls it, nor on the search path.
TERMS_OF = f"""CREATE OR REPLACE FUNCTION {INDEX}_of(wanted bigint) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 SET search_path FROM CURRENT AS $$ BEGIN
    RETURN (SELECT {INDEX}_terms(lemmas, terms, title, attributes) FROM {INDEXED} WHERE turn = wanted);
END $$"""
# Each year is a part with an index of its own. GIN gives no order: what is frequent is found in the latest years, and the
# others are not looked at. made_of: a digest of what the terms were made of.
# No index of the numbers: the server would combine it with that of the terms, and read all of a year for a rare word.
TABLE = """CREATE TABLE {name} (number bigint NOT NULL, turn bigint NOT NULL, made_of bigint NOT NULL)
    PARTITION BY RANGE (number)"""
BY_TURN = "CREATE INDEX {name}_turn ON {name} (turn)"
# How much may wait to be merged into the index is the connection's to say: see `models.bulk`.
GIN = f"CREATE INDEX {{name}}_gin ON {{name}} USING gin ({INDEX}_of(turn)) WITH (fastupdate = on)"
DIGEST = "hashtextextended(concat_ws('|', lemmas, terms, title, attributes::text), 0)"
ADD = f"INSERT INTO {{name}} (number, turn, made_of) SELECT number, turn, {DIGEST} FROM {INDEXED}"
# A year gets its part with its first turn; who searches waits until that transaction ends.
PART = f"""CREATE OR REPLACE FUNCTION {INDEX}_part(whole text, year integer) RETURNS void LANGUAGE plpgsql AS $$
<<_part>>
DECLARE
    part text := whole || coalesce('_' || year, '_undated');
    first text := {UNDATED};
    beyond text := 'MAXVALUE';
BEGIN
    IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
    IF year IS NOT NULL THEN
        first := ({LATEST_DAY} - (make_date(year, 12, 31) - date '0001-01-01'))::bigint << {KEY_BITS};
        beyond := ({LATEST_DAY} - (make_date(year, 1, 1) - date '0001-01-01') + 1)::bigint << {KEY_BITS};
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', part, whole, first, beyond);
    INSERT INTO {PARTS} (whole, first) VALUES (_part.whole, _part.first::bigint);
    PERFORM {INDEX}_unsampled(whole);
END $$"""
# Or ANALYZE would make the terms of thousands of turns again, to know what is frequent in them.
UNSAMPLED = f"""CREATE OR REPLACE FUNCTION {INDEX}_unsampled(whole text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    index regclass;
BEGIN
    FOR index IN SELECT inhrelid FROM pg_inherits JOIN pg_attribute ON attrelid = inhrelid AND attnum = 1
        WHERE inhparent = to_regclass(whole || '_gin') AND attstattarget IS DISTINCT FROM 0 LOOP
        EXECUTE format('ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 0', index);
    END LOOP;
END $$"""
RENEW = f"""CREATE OR REPLACE FUNCTION {INDEX}_renew(turns bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(turns) = 0 THEN RETURN; END IF;
    DELETE FROM {INDEX} WHERE turn = ANY(turns);
    PERFORM {INDEX}_part('{INDEX}', year) FROM (SELECT DISTINCT year FROM {INDEXED} WHERE turn = ANY(turns)) years;
    {ADD.format(name=INDEX)} WHERE turn = ANY(turns);
END $$"""

# Of the turns that a statement wrote. Transition tables exist for the statement's own event alone.
FOLLOW = f"""CREATE OR REPLACE FUNCTION {INDEX}_{{name}}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN PERFORM {INDEX}_renew(array({{inserted}}));
    ELSIF TG_OP = 'UPDATE' THEN PERFORM {INDEX}_renew(array({{updated}}));
    ELSIF TG_OP = 'DELETE' THEN PERFORM {INDEX}_renew(array({{deleted}}));
    ELSE
        TRUNCATE {INDEX};
        PERFORM {INDEX}_part('{INDEX}', year) FROM (SELECT DISTINCT year FROM {INDEXED}) years;
        {ADD.format(name=INDEX)};
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

# The first so many numbers; NULL for all. Whatever the planner thinks, the index is read and not the rows.
PLANNED = """SET enable_seqscan = off SET enable_indexscan = off SET max_parallel_workers_per_gather = 0 SET jit = off
SET plan_cache_mode = force_generic_plan"""
FOUND = f"SELECT number FROM {INDEX} WHERE {INDEX}_of(turn) @@ wanted"
# The latest year first, then two, four … of those before, until there are enough.
FIRST = f"""CREATE OR REPLACE FUNCTION {INDEX}_first(wanted tsquery, many integer, oldest boolean)
RETURNS bigint[] LANGUAGE plpgsql STABLE {PLANNED} AS $$
DECLARE
    parts bigint[] := array(SELECT first FROM {PARTS} WHERE whole = '{INDEX}' ORDER BY first);
    here integer := 1;
    step integer := CASE WHEN many IS NULL THEN cardinality(parts) ELSE 1 END;
    found bigint[] := '{{}}';
BEGIN
    IF oldest THEN RETURN {INDEX}_oldest(wanted, many); END IF;
    WHILE here <= cardinality(parts) AND (many IS NULL OR cardinality(found) < many) LOOP
        found := found || array({FOUND} AND number >= parts[here]
            AND number <= coalesce(parts[here + step] - 1, {2**63 - 1}) ORDER BY number LIMIT many - cardinality(found));
        here := here + step;
        step := step * 2;
    END LOOP;
    RETURN found;
END $$"""
# Read from the other end, and then turns of a day put as they came in, and undated ones last.
OLDEST = f"""CREATE OR REPLACE FUNCTION {INDEX}_oldest(wanted tsquery, many integer)
RETURNS bigint[] LANGUAGE plpgsql STABLE {PLANNED} AS $$
DECLARE
    found bigint[] := array({FOUND} AND number < {UNDATED} ORDER BY number DESC LIMIT many);
    -- The day at which the list ends may be cut, and would have lost its first turns.
    last bigint := found[many] >> {KEY_BITS};
BEGIN
    IF last IS NOT NULL THEN
        found := array(SELECT number FROM unnest(found) number WHERE number >> {KEY_BITS} <> last);
        found := found || array({FOUND} AND number >= last << {KEY_BITS} AND number < last + 1 << {KEY_BITS}
            ORDER BY number LIMIT many - cardinality(found));
    ELSE
        found := found || array({FOUND} AND number >= {UNDATED} ORDER BY number LIMIT many - cardinality(found));
    END IF;
    RETURN array(SELECT number FROM unnest(found) number
        ORDER BY number >= {UNDATED}, -(number >> {KEY_BITS}), number);
END $$"""
# A page of results in one statement: how many there are, up to so many, and the first of them by tier.
PAGE = f"""CREATE OR REPLACE FUNCTION {INDEX}_page(
    wanted tsquery, tiers tsquery[], most integer, many integer, oldest boolean, OUT total integer, OUT numbers bigint[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
    found bigint[] := {INDEX}_first(wanted, most, oldest);
    tier tsquery;
BEGIN
    total := cardinality(found);
    numbers := '{{}}';
    IF total > 0 THEN
        FOREACH tier IN ARRAY tiers LOOP
            EXIT WHEN cardinality(numbers) >= many;
            numbers := {INDEX}_once(numbers || {INDEX}_first(tier, many, oldest));
        END LOOP;
        IF cardinality(numbers) < many THEN
            numbers := {INDEX}_once(numbers || found[:many + cardinality(numbers)]);
        END IF;
        numbers := numbers[:many];
    END IF;
END $$"""
ONCE = f"""CREATE OR REPLACE FUNCTION {INDEX}_once(numbers bigint[]) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN array(SELECT number FROM unnest(numbers) WITH ORDINALITY each (number, place)
        GROUP BY number ORDER BY min(place));
END $$"""


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
            cursor.execute(statement.format(name=new))
        cursor.execute(f"SELECT {INDEX}_unsampled(%s)", [new])
        cursor.execute(f"DROP TABLE {INDEX}")
        cursor.execute(f"DELETE FROM {PARTS} WHERE whole = %s", [INDEX])
        cursor.execute(f"UPDATE {PARTS} SET whole = %s", [INDEX])
        cursor.execute(
            "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = %s::regclass", [new]
        )
        parts = [name for (name,) in cursor.fetchall()]
        for name in (new, *parts):
            cursor.execute(f"ALTER TABLE {name} RENAME TO {name.replace(new, INDEX)}")
        for part in ("turn", "gin"):
            cursor.execute(f"ALTER INDEX {new}_{part} RENAME TO {INDEX}_{part}")
        cursor.execute(f"ANALYZE {INDEX}")


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


# Looking up


CANDIDATES = 400
"""How many turns are read for a longer phrase before all that may have it are."""


def page(
    connection: BaseDatabaseWrapper, wanted: Node, tiers: Sequence[Node], most: int, many: int, *, oldest: bool
) -> tuple[int, list[int]]:
    """Give how many turns match, up to `most`, and the numbers of the first so many: tier by tier, then the rest."""
    if not is_exact(wanted):
        # What has a phrase to be read has no tiers.
        found = match(connection, wanted, most, oldest=oldest)
        return len(found), found[:many]
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
    found = f"SELECT i.turn FROM {INDEX} i JOIN {TURNS} u ON u.id = i.turn WHERE {INDEX}_of(i.turn) @@ %s::tsquery AND {sql}"
    return _once(found), [upper(node), *values]


def _once(sql: str) -> str:
    """Have the server look up first and join afterwards; left to itself it may look up for every row it joins."""
    return f"SELECT unnest(ARRAY({sql}))"
