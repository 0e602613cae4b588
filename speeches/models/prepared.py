"""Queries that are put into SQL once in the life of a process, and then asked with other values.

Django makes the words of a query anew each time, which takes ten to twenty times as long as SQLite takes to answer it.
What every page asks is prepared instead.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Converter = tuple[Sequence[Callable[..., Any]], Any]

MOST_SHAPES = 64
FIRST_MARK = 8_999_999_999_000_000_000
"""Stands in a query for a number that is given later: the first of numbers that no key has."""


class Prepared:
    """A query by its values.

    make: gives a queryset of `values_list`. Its first arguments are values of columns, given as `Mark`s: a text, a
    number, or a list of either; keyword arguments are part of the words, and have to be few: a language, a model.
    """

    def __init__(self, make: Callable[..., models.QuerySet]):
        self._make = make
        self._statement = lru_cache(maxsize=MOST_SHAPES)(self._compiled)

    def __call__(self, *values: Any, first: int = 0, most: int | None = None, **shape: Hashable) -> list[Row]:
        """Give the rows. most: how many at most, from the one numbered `first` on."""
        lists = tuple(None if isinstance(value, str | int) else _rounded(len(value)) for value in values)
        kinds = tuple(str if isinstance(value, str) else int for value in values)
        statement = self._statement(lists, kinds, most is not None, tuple(sorted(shape.items())))
        if any(size == 0 for size in lists):
            return []
        return statement.rows(values, [most, first] if most is not None else [])

    def _compiled(self, lists: Sequence[int | None], kinds: Sequence[type], is_cut: bool, shape: Any) -> Statement:
        marks, number = [], FIRST_MARK
        where: dict[Any, tuple[int, int]] = {}
        for index, (size, kind) in enumerate(zip(lists, kinds, strict=True)):
            own = [kind(number + offset) for offset in range(size or 1)]
            where |= {mark: (index, offset) for offset, mark in enumerate(own)}
            marks.append(own[0] if size is None else own)
            number += len(own)
        queryset = self._make(*marks, **dict(shape))
        return Statement(queryset, where, lists, is_cut=is_cut)


class Statement:
    """The words of a query, and which of its parameters stand for which of the values."""

    def __init__(
        self, queryset: models.QuerySet, where: dict[Any, tuple[int, int]], lists: Sequence[int | None], *, is_cut: bool
    ):
        self.model, self.lists = queryset.model, lists
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        self.sql = f"{sql} LIMIT %s OFFSET %s" if is_cut else sql
        self.params = [(param, where.get(param)) for param in params]
        columns = [column for column, _sql, _alias in compiler.select]
        self.converters: dict[int, Converter] = compiler.get_converters(columns)

    def rows(self, values: Sequence[Any], limits: Sequence[int]) -> list[Row]:
        values = [
            value if size is None else _filled(value, size) for value, size in zip(values, self.lists, strict=True)
        ]
        params = [param if place is None else self._value(values, place) for param, place in self.params]
        connection = connections[router.db_for_read(self.model) or DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [*params, *limits])
            rows = cursor.fetchall()
        return [self._converted(row, connection) for row in rows] if self.converters else rows

    def _value(self, values: Sequence[Any], place: tuple[int, int]) -> Any:
        index, offset = place
        return values[index] if self.lists[index] is None else values[index][offset]

    def _converted(self, row: Row, connection: BaseDatabaseWrapper) -> Row:
        cells = list(row)
        for position, (converters, expression) in self.converters.items():
            for converter in converters:
                cells[position] = converter(cells[position], expression, connection)
        return tuple(cells)


def _rounded(size: int) -> int:
    """Give how many places a list of values gets: the same query then serves lists of several lengths."""
    return 1 << (size - 1).bit_length() if size else 0


def _filled(values: Iterable[Any], size: int) -> list[Any]:
    """Repeat the last value in the places left over: a database finds each once."""
    values = list(values)
    return values + values[-1:] * (size - len(values))
