"""The functions in the database that look up, in SQL; each keeps its plan as long as the connection lasts."""

from __future__ import annotations

from ..names import INDEX, KEY_BITS, PARTS, UNDATED

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
            AND number <= coalesce(parts[here + step] - 1, {2**63 - 1})
            ORDER BY number LIMIT many - cardinality(found));
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
PAGE = f"""CREATE OR REPLACE FUNCTION {INDEX}_page(wanted tsquery, tiers tsquery[], most integer, many integer,
    oldest boolean, OUT total integer, OUT numbers bigint[])
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
