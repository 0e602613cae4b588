"""The one door: a query and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Event, Speaker, Utterance
from ..models.terms import FORM
from ..words import exact_form, expand, lemma
from .engines import engine_of, read_from
from .engines.names import TURN_OF
from .plan import Node, Run
from .planning import Plan, all_of, stems, steps_of
from .query import Query
from .rows import UNSHOWN, by_key

MOST_COUNTED = 1_000
"""Beyond it the number of hits is told as "more than", and a list of them ends."""

MOST_OF_PHRASES = 250
"""The same for phrases of three words and more, and exact ones: on PostgreSQL each turn has to be read for them."""

USUAL = 10
"""So many are looked up along with their number: a page."""

Order = Literal["relevance", "newest", "oldest"]
ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest")


class Found:
    """The published turns that a query finds, in order; nothing is looked up before it is asked for.

    By relevance come those whose title, heading, speaker, tags or place have all the words, then those in which each is
    said three times or more, then the rest; newest first among each. A list ends after `most`; `keys` does not.
    """

    def __init__(self, plan: Plan, order: Order = "relevance"):
        self.plan, self.order = plan, order
        self._looks: dict[int, tuple[int, list[int]]] = {}

    @property
    def query(self) -> Query:
        return self.plan.query

    @property
    def most(self) -> int:
        """How many are counted and listed."""
        return MOST_OF_PHRASES if self.plan.has_phrase_to_read else MOST_COUNTED

    def _look(self, many: int) -> tuple[int, list[int]]:
        """Give how many are found, up to one more than are counted, and the numbers of the first so many in order."""
        if many not in self._looks:
            tiers = self.plan.tiers if self.order == "relevance" else ()
            engine, connection = engine_of(self.plan.using), connections[self.plan.using]
            wanted, is_oldest_first = self.plan.wanted, self.order == "oldest"
            self._looks[many] = engine.page(connection, wanted, tiers, self.most + 1, many, oldest=is_oldest_first)
        return self._looks[many]

    @cached_property
    def _total(self) -> int:
        return 0 if self.query.is_empty else self._look(USUAL)[0]

    def _first(self, many: int) -> list[int]:
        """Give the numbers of the first so many in order."""
        many = min(many, self.count())
        return self._look(max(many, USUAL))[1][:many] if many else []

    @property
    def is_capped(self) -> bool:
        """Whether there are more than are counted."""
        return self._total > self.most

    def count(self) -> int:
        return min(self._total, self.most)

    __len__ = count

    def __getitem__(self, place: slice) -> list[Utterance]:
        """Load the turns of one page, with their events and speakers."""
        many = self.count() if place.stop is None else place.stop
        return loaded([number & TURN_OF for number in self._first(many)[place]], self.plan.using)

    @cached_property
    def first_keys(self) -> list[int]:
        """The primary keys of those that are counted, in order."""
        return [number & TURN_OF for number in self._first(self.most)]

    def by_event(self) -> list[tuple[int, list[int]]]:
        """Give the events of those that are counted, in the order of their first, each with the keys of its turns."""
        turns = Utterance.objects.using(self.plan.using)
        events = dict(turns.filter(pk__in=self.first_keys).order_by().values_list("pk", "event_id"))
        grouped: dict[int, list[int]] = {}
        for key in self.first_keys:
            if key in events:
                grouped.setdefault(events[key], []).append(key)
        return list(grouped.items())

    def keys(self) -> RawSQL:
        """Give a subquery of the primary keys of every turn that is found, however many."""
        sql, values = engine_of(self.plan.using).every(self.plan.wanted)
        return RawSQL(sql, values)  # noqa: S611 What a reader typed is a parameter.

    def all(self) -> QuerySet:
        """Give every turn that is found as a queryset, in no order of its own."""
        turns = Utterance.objects.using(self.plan.using)
        if self.query.is_empty:
            return turns.none()
        # The index has nothing else; this is the second lock. Of the events that are not public there are few.
        # Named one by one: what is not published would be sought by reading all that is.
        hidden_by = [status for status in Event.Status.values if status != Event.Status.PUBLISHED]
        hidden = Event.objects.using(self.plan.using).filter(status__in=hidden_by)
        return turns.filter(pk__in=self.keys()).exclude(event__in=hidden.order_by().values("pk"))


def search(query: Query, *, order: Order = "relevance", brackets: bool = False, using: str = "") -> Found:
    """Find the published turns that a query asks for; the index has no others.

    brackets: whether a phrase may run through words that editors put in brackets. using: a database, here as elsewhere;
    left out, it is the one that is read now.
    """
    return Found(Plan(query, brackets, using or read_from()), order)


def turns_with_phrase(words: Sequence[str], *, limit: int, as_printed: bool = False, using: str = "") -> list[int]:
    """Give the primary keys of published turns that have the words one after the other, in any form; newest first.

    as_printed: the words are those of a text, and so are their forms; what else a form may be is not asked for.
    """
    steps = tuple((lemma(word),) for word in words) if as_printed else steps_of(words)
    return _first_keys(Run(steps) if len(words) > 1 else stems(steps[0]), limit, using)


def turns_with_words(words: Sequence[str], *, limit: int, as_printed: bool = False, using: str = "") -> list[int]:
    """Give the primary keys of published turns in which all the words stand somewhere, in any form, newest first."""
    lemmas = [[lemma(word)] if as_printed else expand(word) for word in words]
    return _first_keys(all_of([stems(each) for each in lemmas]), limit, using)


def keys_of_forms(words: Sequence[str], *, using: str = "") -> RawSQL:
    """Give a subquery of the primary keys of every published turn in which all the words stand just so.

    Upper and lower case are alike, and so are ё and е. words: one or more tokens.
    """
    sql, values = engine_of(using or read_from()).every(all_of([stems([exact_form(word)], FORM) for word in words]))
    return RawSQL(sql, values)  # noqa: S611 Words are parameters.


def _first_keys(node: Node, limit: int, using: str) -> list[int]:
    using = using or read_from()
    return [number & TURN_OF for number in engine_of(using).match(connections[using], node, limit)]


def loaded(keys: Sequence[int], using: str = "") -> list[Utterance]:
    """Load turns by their primary keys, in this order, with their events and speakers.

    By three plain look-ups: having the ORM write one with joins takes longer than searching. Whatever the index says,
    a turn whose event is not published is left out.
    """
    using = using or read_from()
    turns = by_key(Utterance, keys, ("terms",), using)
    events = by_key(Event, {turn.event_id for turn in turns.values()}, UNSHOWN, using)
    speakers = by_key(Speaker, {turn.speaker_id for turn in turns.values()} - {None}, ("lemmas",), using)
    for turn in turns.values():
        turn.event, turn.speaker = events[turn.event_id], speakers.get(turn.speaker_id)
    return [turns[key] for key in keys if key in turns and turns[key].event.is_published]
