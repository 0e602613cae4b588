"""The speakers, tags and places that a query names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any as Anything

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from ..models import Event, Place, Speaker, Tag
from ..models.terms import ATTRIBUTE
from ..words import expand, tokens
from . import columns
from .columns import having_any
from .engines import read_from
from .plan import NOTHING, Any, Node, Stem
from .rows import UNSHOWN, rows_where

MOST_NAMED = 100
"""How many speakers, or tags, or places a free word stands for: those with the most texts."""

MOST_MEANT = 1_000
"""The same of a filter, which leaves somebody in or out: whoever bears a frequent surname is to be among them."""

MOST_READ = 1_000
"""Of how many it is found out who bears several of the words."""

Names: dict[str, tuple[str, type[models.Model], str]] = {
    "speaker": ("s", Speaker, "-utterance_count"),
    "tag": ("t", Tag, "-event_count"),
    "place": ("p", Place, "-event_count"),
}
"""By the field of the query language: the letter of its attribute, its model, what counts its texts."""


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker, tag or place that a query may mean. field: of the query language; words: the lemmas of the name."""

    field: str
    key: int
    words: frozenset[str]

    @property
    def attribute(self) -> Stem:
        return Stem(f"{ATTRIBUTE}{Names[self.field][0]}{self.key}")


def names_with(words: Sequence[Set[str]], using: str) -> list[Name]:
    """Give the public speakers, tags and places in whose names any of the words stands.

    words: the lemmas of each. Of more than a hundred those who bear most of the words come first, so that a rare
    surname beside a frequent first name is not lost among all who bear that one.
    """
    if not words:
        return []
    connection = connections[using]
    parts = [_select(field, frozenset().union(*words), connection) for field in Names]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in parts), [value for _, values in parts for value in values])
        names = [Name(field, key, frozenset(lemmas.split())) for field, key, lemmas in cursor.fetchall()]
    if len(names) <= MOST_NAMED:
        return names
    names.sort(key=lambda name: -sum(not name.words.isdisjoint(lemmas) for lemmas in words))
    kept = {name for field in Names for lemmas in words for name in _bearing(names, field, lemmas)[:MOST_NAMED]}
    return [name for name in names if name in kept]


def _bearing(names: Iterable[Name], field: str, lemmas: Set[str]) -> list[Name]:
    return [name for name in names if name.field == field and not name.words.isdisjoint(lemmas)]


def _select(field: str, lemmas: Set[str], connection: BaseDatabaseWrapper) -> tuple[str, list[Anything]]:
    """Write one branch of the look-up. By hand, because it is part of every search and the ORM takes longer than it."""
    _letter, model, often = Names[field]
    table, count = model._meta.db_table, often.removeprefix("-")
    sql, parameter = columns.lookup(connection, model, lemmas)
    public = f"id IN ({sql}) AND {count} > 0"
    rows = f"SELECT '{field}' AS field, id, lemmas FROM {table} WHERE {public}"  # noqa: S608 Names are the models' own.
    return f"SELECT * FROM ({rows} ORDER BY {count} DESC, id LIMIT {MOST_READ}) {field}s", [parameter]  # noqa: S608


def titled(words: Sequence[str], most: int) -> list[Event]:
    """Give the newest published events with all the words in title or lead, in any form."""
    using = read_from()
    connection = connections[using]
    found = [columns.lookup(connection, Event, expand(word)) for word in words]
    conditions = " AND ".join(f"id IN ({sql})" for sql, _ in found)
    newest = f"{conditions} AND status = %s ORDER BY sort_key DESC, id DESC LIMIT %s"
    values = [*(value for _, value in found), Event.Status.PUBLISHED, most]
    return rows_where(Event, newest, values, UNSHOWN, using)


def named(field: str, value: str, using: str) -> Node:
    """Give the attributes of whoever has this slug, or else has all these words in the name; `NOTHING` for nobody."""
    letter, model, _often = Names[field]
    keys = matching(model, value, using).values_list("pk", flat=True)[:MOST_MEANT]
    nodes = tuple(Stem(f"{ATTRIBUTE}{letter}{key}") for key in keys)
    return (Any(nodes) if len(nodes) > 1 else nodes[0]) if nodes else NOTHING


def matching(model: type[models.Model], value: str, using: str) -> models.QuerySet[Anything]:
    """Give the public rows of this slug, or else those with all these words in the name, most frequent first."""
    often = next(often for _, each, often in Names.values() if each is model)
    rows = _public(model, using).order_by(often, "pk")
    if rows.filter(slug=value).exists():
        return rows.filter(slug=value)
    words = [token.text for token in tokens(value)]
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(pk__in=having_any(model, expand(word), using))
    return rows


def _public(model: type[models.Model], using: str) -> models.QuerySet[Anything]:
    return model.objects.using(using).public()
