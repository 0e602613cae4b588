"""What the index is made of, in SQL: the view of what is in it, its terms, its parts, the triggers."""

from __future__ import annotations

from ....models.terms import ATTRIBUTE, BREAK, FORM, PRINTED, TITLE
from ..names import (
    EVENTS,
    INDEX,
    INDEXED,
    KEY_BITS,
    LATEST_DAY,
    LATEST_YEAR,
    PARTS,
    TAGS_OF_EVENTS,
    TAGS_OF_TURNS,
    TURNS,
    UNDATED,
)

COLUMNS = f"""SELECT
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
    FROM {{rows}} WHERE e.status = 'published'"""
VIEW = f"CREATE VIEW {INDEXED} AS {COLUMNS.format(rows=f'{TURNS} u JOIN {EVENTS} e ON e.id = u.event_id')}"
# The same of turns that are known. A plan may have been made while the tables were empty, when any would do, and is
# kept: so the rows are asked for one after the other (that is what OFFSET does), by their keys (seqscan is off).
LOOKED_UP = f"""LATERAL (SELECT * FROM {TURNS} WHERE id = wanted OFFSET 0) u
    CROSS JOIN LATERAL (SELECT * FROM {EVENTS} WHERE id = u.event_id OFFSET 0) e"""
BY_KEY = "SET search_path FROM CURRENT SET enable_seqscan = off"

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

# The index is of terms that no row has: they are made of the view's row while an entry is written, so that rows, which
# a look-up reads by the thousand, are narrow. That the function is immutable is a promise that the triggers keep:
# whenever anything it reads has changed, the row is deleted and written anew. It must not depend on who calls it, nor
# on the search path.
TERMS_OF = f"""CREATE OR REPLACE FUNCTION {INDEX}_of(wanted bigint) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 {BY_KEY} AS $$ BEGIN
    RETURN (SELECT {INDEX}_terms(lemmas, terms, title, attributes) FROM ({COLUMNS.format(rows=LOOKED_UP)}) one);
END $$"""
# Each year is a part with an index of its own. GIN gives no order: what is frequent is found in the latest years, and
# the others are not looked at. There is no index of the numbers: the server would combine it with that of the terms,
# and read all of a year for a rare word. made_of: a digest of what the terms were made of.
TABLE = """CREATE TABLE {name} (number bigint NOT NULL, turn bigint NOT NULL, made_of bigint NOT NULL)
    PARTITION BY RANGE (number)"""
BY_TURN = "CREATE INDEX {name}_turn ON {name} (turn)"
# How much may wait to be merged into the index is the connection's to say: see `models.bulk`.
GIN = f"CREATE INDEX {{name}}_gin ON {{name}} USING gin ({INDEX}_of(turn)) WITH (fastupdate = on)"
DIGEST = "hashtextextended(concat_ws('|', lemmas, terms, title, attributes::text), 0)"
ADD = f"INSERT INTO {{name}} (number, turn, made_of) SELECT number, turn, {DIGEST} FROM {{rows}}"
# A year gets its part with its first turn; who searches waits until that transaction ends.
PART = f"""CREATE OR REPLACE FUNCTION {INDEX}_part(whole text, year integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    part text := whole || coalesce('_' || year, '_undated');
    beginning text := {UNDATED};
    beyond text := 'MAXVALUE';
BEGIN
    IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
    IF year IS NOT NULL THEN
        beginning := ({LATEST_DAY} - (make_date(year, 12, 31) - date '0001-01-01'))::bigint << {KEY_BITS};
        beyond := ({LATEST_DAY} - (make_date(year, 1, 1) - date '0001-01-01') + 1)::bigint << {KEY_BITS};
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', part, whole, beginning, beyond);
    INSERT INTO {PARTS} VALUES (whole, beginning::bigint);
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
THESE = COLUMNS.format(rows=f"unnest(turns) wanted CROSS JOIN {LOOKED_UP}")
RENEW = f"""CREATE OR REPLACE FUNCTION {INDEX}_renew(turns bigint[]) RETURNS void LANGUAGE plpgsql {BY_KEY} AS $$
BEGIN
    IF cardinality(turns) = 0 THEN RETURN; END IF;
    DELETE FROM {INDEX} WHERE turn = ANY(turns);
    PERFORM {INDEX}_part('{INDEX}', year) FROM (SELECT DISTINCT year FROM ({THESE}) these) years;
    {ADD.format(name=INDEX, rows=f"({THESE}) these")};
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
        {ADD.format(name=INDEX, rows=INDEXED)};
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
