"""SQLite: an FTS5 table beside each table, which reads its text from there and follows it by triggers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from ..engines.sqlite import TOKENIZER, has_all

TRIGGERS = {
    "insert": """AFTER INSERT ON {table} BEGIN
        INSERT INTO {index} (rowid, lemmas) VALUES (new.id, new.lemmas); END""",
    "delete": """AFTER DELETE ON {table} BEGIN
        INSERT INTO {index} ({index}, rowid, lemmas) VALUES ('delete', old.id, old.lemmas); END""",
    "update": """AFTER UPDATE OF lemmas ON {table} WHEN old.lemmas IS NOT new.lemmas BEGIN
        INSERT INTO {index} ({index}, rowid, lemmas) VALUES ('delete', old.id, old.lemmas);
        INSERT INTO {index} (rowid, lemmas) VALUES (new.id, new.lemmas); END""",
}


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the FTS5 table and its triggers where one is missing, and then fill it anew."""
    if is_installed(connection, table):
        return
    index = index_of(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5("
            f'lemmas, content="{table}", content_rowid="id", tokenize="{TOKENIZER}")'
        )
        for event, body in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {index}_{event} {body.format(table=table, index=index)}")
    refill(connection, table)


def is_installed(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Tell whether the FTS5 table and all of its triggers are there."""
    index = index_of(table)
    return has_all(connection, [index, *(f"{index}_{event}" for event in TRIGGERS)])


def refill(connection: BaseDatabaseWrapper, table: str) -> None:
    """Fill it anew from the rows as they are."""
    index = index_of(table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take it away: SQLite drops no column that a trigger names."""
    index = index_of(table)
    with connection.cursor() as cursor:
        for event in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{event}")
        cursor.execute(f"DROP TABLE IF EXISTS {index}")


def lookup(table: str, lemmas: Sequence[str]) -> tuple[str, str]:
    """Give the SQL of a subquery of primary keys, and its parameter: each lemma quoted, so that it is no syntax."""
    index = index_of(table)
    return f"SELECT rowid FROM {index} WHERE {index} MATCH %s", " OR ".join(f'"{lemma}"' for lemma in lemmas)


def index_of(table: str) -> str:
    return f"{table}_words"
