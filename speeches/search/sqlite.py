"""SQLite: an FTS5 table beside each table, which reads its text from there and follows it by triggers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

# Lemmas are folded already; marks that a script needs belong to the word, as in `words.patterns`.
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"

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
    index = index_of(table)
    names = [index, *(f"{index}_{event}" for event in TRIGGERS)]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks})", names)  # noqa: S608
        if cursor.fetchone()[0] == len(names):
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5("
            f'lemmas, content="{table}", content_rowid="id", tokenize="{TOKENIZER}")'
        )
        for event, body in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {index}_{event} {body.format(table=table, index=index)}")
        cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608


def lookup(table: str, lemmas: Sequence[str]) -> tuple[str, str]:
    """Give the SQL of a subquery of primary keys, and its parameter: each lemma quoted, so that it is no syntax."""
    index = index_of(table)
    return f"SELECT rowid FROM {index} WHERE {index} MATCH %s", " OR ".join(f'"{lemma}"' for lemma in lemmas)  # noqa: S608


def index_of(table: str) -> str:
    return f"{table}_words"
