"""SQLite: FTS5 tables that keep no text and follow the rows by triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product

from django.db.backends.base.base import BaseDatabaseWrapper

from ...models.terms import ATTRIBUTE, BREAK, TITLE
from ..plan import All, Any, Node, Not, Run, Start, Stem
from .names import EVENTS, INDEX, INDEXED, KEY_BITS, LATEST_DAY, TAGS_OF_EVENTS, TAGS_OF_TURNS, TURN_OF, TURNS, UNDATED
from .tiers import in_tiers

# Lemmas are folded already; marks that a script needs belong to the word, as in `words.patterns`, and the break is one.
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"

DAY = f"max(0, min({LATEST_DAY}, CAST(julianday(e.start_date) - julianday('0001-01-01') AS INTEGER)))"
# A hyphen would part a term in two.
LANGUAGE = "lower(replace(u.language, '-', 'ʰ'))"
VIEW = f"""CREATE VIEW {INDEXED} AS SELECT
    (({LATEST_DAY} - coalesce({DAY}, 0)) << {KEY_BITS}) | u.id AS number,
    u.id AS turn,
    u.event_id AS event,
    u.lemmas || ' {BREAK} ' || u.terms || replace(' ' || e.lemmas, ' ', ' {TITLE}')
        || replace(' d' || u.delivery || ' l' || {LANGUAGE} || ' k' || replace(e.classification, '-', 'ʰ')
            || CASE WHEN instr(u.language, '-')
                THEN ' l' || lower(substr(u.language, 1, instr(u.language, '-') - 1)) ELSE '' END
            || coalesce(' s' || u.speaker_id, '') || coalesce(' p' || e.place_id, '')
            || coalesce(' y' || substr(e.start_date, 1, 4), '')
            || coalesce((SELECT group_concat(' t' || tag_id, '') FROM (
                SELECT tag_id FROM {TAGS_OF_TURNS} WHERE utterance_id = u.id
                UNION SELECT tag_id FROM {TAGS_OF_EVENTS} WHERE event_id = u.event_id)), ''), ' ', ' {ATTRIBUTE}')
        AS words
    FROM {TURNS} u JOIN {EVENTS} e ON e.id = u.event_id WHERE e.status = 'published'"""

ADD = f"INSERT INTO {INDEX} (rowid, words) SELECT number, words FROM {INDEXED}"
# FTS5 keeps no text here, so it has to be told what a row was found by. What leaves is therefore read from the view
# before the change, and what comes in after it.
REMOVE = f"INSERT INTO {INDEX} ({INDEX}, rowid, words) SELECT 'delete', number, words FROM {INDEXED}"


def _changed(*columns: str) -> str:
    return "WHEN " + " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)


def _is_new(*columns: str) -> str:
    """Django has the database pass over a tag that is there already: then nothing comes in after."""
    same = " AND ".join(f"{column} = new.{column}" for column in columns)
    return f"WHEN NOT EXISTS (SELECT 1 FROM {{table}} WHERE {same})"


OF_TURN = _changed("event_id", "lemmas", "terms", "speaker_id", "delivery", "language")
OF_EVENT = _changed("status", "lemmas", "start_date", "place_id", "classification")

# Table, when, on which condition, what, with which turns of the view.
TRIGGERS = [
    (TURNS, "after insert", "", ADD, "turn = new.id"),
    (TURNS, "before update", OF_TURN, REMOVE, "turn = old.id"),
    (TURNS, "after update", OF_TURN, ADD, "turn = new.id"),
    (TURNS, "before delete", "", REMOVE, "turn = old.id"),
    # An event may come in after its turns, and go before them, while foreign keys wait.
    (EVENTS, "after insert", "", ADD, "event = new.id"),
    (EVENTS, "before update", OF_EVENT, REMOVE, "event = old.id"),
    (EVENTS, "after update", OF_EVENT, ADD, "event = new.id"),
    (EVENTS, "before delete", "", REMOVE, "event = old.id"),
    *(
        (table, moment, condition, what, f"{column} {which}")
        for table, column, key in ((TAGS_OF_TURNS, "turn", "utterance_id"), (TAGS_OF_EVENTS, "event", "event_id"))
        for moment, condition, what, which in (
            ("before insert", _is_new(key, "tag_id").format(table=table), REMOVE, f"= new.{key}"),
            ("after insert", "", ADD, f"= new.{key}"),
            ("before update", "", REMOVE, f"IN (old.{key}, new.{key})"),
            ("after update", "", ADD, f"IN (old.{key}, new.{key})"),
            ("before delete", "", REMOVE, f"= old.{key}"),
            ("after delete", "", ADD, f"= old.{key}"),
        )
    ),
]


def _trigger_name(table: str, moment: str) -> str:
    return f"{INDEX}_{table.removeprefix('speeches_')}_{moment.replace(' ', '_')}"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index with all that keeps it in step where something of it is missing, and then fill it anew."""
    if is_installed(connection):
        return
    uninstall(connection)
    with connection.cursor() as cursor:
        for statement in _statements().values():
            cursor.execute(statement)
    refill(connection)


def _statements() -> dict[str, str]:
    """Give what makes the view, the index and its triggers, by name and in order."""
    index = (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content={INDEXED}, content_rowid=number, "
        f'columnsize=0, tokenize="{TOKENIZER}")'
    )
    triggers = {
        (name := _trigger_name(table, moment)): (
            f"CREATE TRIGGER {name} {moment} ON {table} {condition} BEGIN {what} WHERE {which}; END"
        )
        for table, moment, condition, what, which in TRIGGERS
    }
    return {INDEXED: VIEW, INDEX: index, **triggers}


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the index is there as this release makes it, with all that keeps it in step."""
    statements = _statements()
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(statements))
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({marks})", list(statements))
        return dict(cursor.fetchall()) == statements


def has_all(connection: BaseDatabaseWrapper, names: Sequence[str]) -> bool:
    """Tell whether the database has tables, views and triggers of all these names."""
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks})", names)
        return cursor.fetchone()[0] == len(names)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take away what hangs on the tables: while views and triggers name them SQLite rebuilds no table."""
    with connection.cursor() as cursor:
        for table, moment, *_ in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_trigger_name(table, moment)}")
        for event in ("insert", "delete", "update"):
            # Of the index that there was before.
            cursor.execute(f"DROP TRIGGER IF EXISTS {TURNS}_words_{event}")
        for table in (INDEX, f"{TURNS}_words"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"DROP VIEW IF EXISTS {INDEXED}")


def refill(connection: BaseDatabaseWrapper) -> None:
    """Fill the index anew from the rows as they are."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")


def check(connection: BaseDatabaseWrapper) -> None:
    """Compare the index with the rows, word by word. DatabaseError where they differ."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")


@contextmanager
def impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Have a transaction that begins now fail at once, instead of waiting for whoever writes."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


# Looking up


def page(
    connection: BaseDatabaseWrapper, wanted: Node, tiers: Sequence[Node], most: int, many: int, *, oldest: bool
) -> tuple[int, list[int]]:
    """Give how many turns match, up to `most`, and the numbers of the first so many: tier by tier, then the rest."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s)", [expression(wanted), most]
        )
        total = cursor.fetchone()[0]
    nodes = (*tiers, wanted) if total else ()
    return total, in_tiers(lambda node, limit: match(connection, node, limit, oldest=oldest), nodes, many)


def match(connection: BaseDatabaseWrapper, node: Node, limit: int, *, oldest: bool = False) -> list[int]:
    """Give up to so many numbers of turns, newest day first or oldest first; undated turns are last."""
    if not oldest:
        return _select(connection, node, "ORDER BY rowid", [], limit)
    dated = _oldest(connection, node, limit)
    if len(dated) == limit:
        return dated
    return dated + _select(connection, node, "AND rowid >= %s ORDER BY rowid", [UNDATED], limit - len(dated))


def _oldest(connection: BaseDatabaseWrapper, node: Node, limit: int) -> list[int]:
    """Read the dated turns from the other end, and put those of a day in the order in which they came in."""
    found = _select(connection, node, "AND rowid < %s ORDER BY rowid DESC", [UNDATED], limit)
    if len(found) == limit > 0:
        # The day at which the list ends may be cut, and would have lost its first turns.
        last = found[-1] >> KEY_BITS
        found = [number for number in found if number >> KEY_BITS != last]
        day = [last << KEY_BITS, last + 1 << KEY_BITS]
        found += _select(connection, node, "AND rowid >= %s AND rowid < %s ORDER BY rowid", day, limit - len(found))
    return sorted(found, key=lambda number: (-(number >> KEY_BITS), number))


def _select(connection: BaseDatabaseWrapper, node: Node, order: str, values: list[int], limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s {order} LIMIT %s",
            [expression(node), *values, limit],
        )
        return [number for (number,) in cursor.fetchall()]


def every(node: Node) -> tuple[str, list[object]]:
    """Give the SQL of a subquery of the primary keys of all turns that match, and its parameters."""
    return f"SELECT rowid & {TURN_OF} FROM {INDEX} WHERE {INDEX} MATCH %s", [expression(node)]


def expression(node: Node) -> str:
    """Write a node in the language of FTS5; words are quoted, so that none of theirs is taken for it."""
    return WRITERS[type(node)](node)


def _run(run: Run) -> str:
    return _either(f'"{" ".join(words)}"' for words in product(*run.steps))


def _either(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


def _all(node: All) -> str:
    wanted = " AND ".join(expression(each) for each in node.nodes if not isinstance(each, Not))
    unwanted = [expression(each.node) for each in node.nodes if isinstance(each, Not)]
    return f"(({wanted}) NOT {_either(unwanted)})" if unwanted else f"({wanted})"


WRITERS = {
    Stem: lambda node: f'"{node.term}"',
    Start: lambda node: f'"{node.term}" *',
    Run: _run,
    Any: lambda node: _either(map(expression, node.nodes)),
    All: _all,
}
