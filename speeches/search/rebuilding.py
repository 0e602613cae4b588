"""Bringing the words of all rows to the analyser of now, while readers and writers go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ..models import INDEX_VERSION, Event, IndexState, Place, Speaker, Tag, Utterance, raise_version
from ..models.base import DerivedModel
from ..models.version import hold_version
from . import columns
from .engines import engine_of
from .index import install_index
from .vocabulary import forget

BATCHES: dict[type[DerivedModel], int] = {Event: 20, Speaker: 250, Tag: 250, Place: 250, Utterance: 250}
"""In this order, and so many rows in one transaction: a second's work at most. An event takes all its turns along."""

PAUSES_SECONDS = {"sqlite": 0.1, "postgresql": 0.0}
"""After each. Whoever waits for SQLite looks again every tenth of a second, and would find it taken for ever."""

Progress = Callable[[int, int], None]
"""Is told how many rows are done and how many there are."""


class Overtaken(Exception):
    """Another release rebuilds the index to its own version meanwhile."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many rows were read, and how many of them got other words."""

    read: int = 0
    changed: int = 0

    def __add__(self, other: Rebuilt) -> Rebuilt:
        return Rebuilt(self.read + other.read, self.changed + other.changed)


def rebuild_words(*, everything: bool = False, progress: Progress = lambda done, total: None) -> Rebuilt | None:
    """Analyse the rows anew and write those whose words differ; None where all rows are current already.

    A rebuilding that was cut short goes on where it was, and two at once share the work. everything: also rows that are
    current. Raises `Overtaken` while another release does the same.
    """
    if not _begin(everything=everything):
        return None
    before, total = _rows_before_the_place(), sum(model._base_manager.count() for model in BATCHES)
    done = Rebuilt()
    progress(before, total)
    while batch := _rebuild_batch():
        done += batch
        progress(min(before + done.read, total), total)
        time.sleep(PAUSES_SECONDS[connections[DEFAULT_DB_ALIAS].vendor])
    progress(total, total)
    return done


def refill_index() -> None:
    """Make the database's own index anew from the words as they are, in one transaction; writers wait for its end."""
    with transaction.atomic():
        hold_version()
        engine_of(DEFAULT_DB_ALIAS).refill(connections[DEFAULT_DB_ALIAS])
        columns.refill(connections[DEFAULT_DB_ALIAS])
        raise_version()


@transaction.atomic
def _begin(*, everything: bool) -> bool:
    """Put the place before the first row, unless a rebuilding is under way; tell whether there is anything to do."""
    hold_version()
    install_index()
    state = IndexState.objects.hold()
    if state.becoming == INDEX_VERSION:
        return True
    if state.is_current and not everything:
        return False
    state.becoming, state.table, state.last = INDEX_VERSION, _table(next(iter(BATCHES))), 0
    state.save()
    return True


@transaction.atomic
def _rebuild_batch() -> Rebuilt | None:
    """Do the rows after the place and move it behind them; None where the work is done.

    The rows are locked from being read to being written, so that nobody's edit is written over.
    """
    hold_version()
    state = IndexState.objects.hold()
    if state.becoming != INDEX_VERSION:
        if state.is_current:
            return None
        raise Overtaken(f"Another release rebuilds the index meanwhile, to “{state.becoming}”.")
    model = _model_of(state)
    rows = list(model._base_manager.filter(pk__gt=state.last).order_by("pk").select_for_update()[: BATCHES[model]])
    changed = [row for row in rows if _differs(row)]
    model._base_manager.bulk_update(changed, model.ANALYSED)
    _move(state, model, rows)
    return Rebuilt(len(rows), len(changed))


def _differs(row: DerivedModel) -> bool:
    """Analyse a row anew, and tell whether it has other words now."""
    before = [getattr(row, name) for name in row.ANALYSED]
    row.analyse()
    return [getattr(row, name) for name in row.ANALYSED] != before


def _move(state: IndexState, model: type[DerivedModel], rows: list[DerivedModel]) -> None:
    """Put the place behind these rows or at the next table; behind the last table everything is current."""
    following = [*BATCHES][[*BATCHES].index(model) + 1 :]
    if len(rows) == BATCHES[model]:
        state.table, state.last = _table(model), rows[-1].pk
    elif following:
        state.table, state.last = _table(following[0]), 0
    else:
        state.version, state.becoming, state.table, state.last = INDEX_VERSION, "", "", 0
        forget(state)
        raise_version()
    state.save()


def _rows_before_the_place() -> int:
    state = IndexState.objects.get()
    current = _model_of(state)
    tables = [*BATCHES]
    count = sum(model._base_manager.count() for model in tables[: tables.index(current)])
    return count + current._base_manager.filter(pk__lte=state.last).count()


def _model_of(state: IndexState) -> type[DerivedModel]:
    """Give the model that the place is in, the first one where no table is called so."""
    return next((model for model in BATCHES if _table(model) == state.table), next(iter(BATCHES)))


def _table(model: type[DerivedModel]) -> str:
    return str(model._meta.db_table)
