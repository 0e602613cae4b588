"""What a reader asks of the search pages: query, order, way of showing; and addresses that ask otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ...citing import FILES
from ...search import MAX_QUERY, Found, parse, search
from ...search.query import MAX_FILTERS, Note, Phrase, Query, spelled
from ...search.suggesting import suggest
from ..addresses import address_of
from .forms import LINES, ORDER_NAMES, VIEWS, asked
from .search_conditions import SearchCondition, condition_of, rows_named

USUAL = {"order": next(iter(ORDER_NAMES)), "view": next(iter(VIEWS))}
"""What an address leaves out."""


class Asking:
    """The parameters of a search page, made sense of whatever they are."""

    def __init__(self, parameters: Mapping[str, Any]):
        values = asked(parameters)
        self.text: str = values.get("q", "")
        self.speaker: str = values.get("speaker", "")
        self.view, self.order = values["view"], values["order"]
        self.brackets: bool = values["brackets"]

    @cached_property
    def query(self) -> Query:
        return parse(self.text)

    @cached_property
    def found(self) -> Found:
        return search(self.query, order=self.order, brackets=self.brackets)

    @property
    def notes(self) -> list[Note]:
        """What was not understood; that a name is nobody's is known once it has been looked for."""
        self.found.count()
        return [*self.query.notes, *self.found.plan.notes]

    @cached_property
    def suggestion(self) -> dict[str, str] | None:
        """Give a query that finds something, where this one finds nothing, and its address."""
        text = None if self.found.count() else suggest(self.query)
        return {"text": text, "url": self.address(q=text)} if text else None

    def parameters(self, **changes: str) -> str:
        """Give the parameters of an address as they are, but for these. A value that is "" leaves its parameter out."""
        now = {"q": self.text, "order": self.order, "view": self.view, "brackets": "on" if self.brackets else ""}
        told = {name: value for name, value in (now | changes).items() if value and value != USUAL.get(name)}
        return urlencode(told)

    def address(self, name: str = "search", **changes: str) -> str:
        """Give the address of a page that asks the same, but for the changes."""
        return f"{address_of(name)}?{self.parameters(**changes)}"

    def asking_also(self, field: str, value: str) -> str:
        """Give the address of the same search narrowed to a value of a field, "" where a query has no room for it.

        Other values of the field give way: since any one of them suffices, one more would widen the search. Of tags a
        turn has several, and all that are asked for must be among them.
        """
        query = self.query
        for each in query.filters:
            if each.field == field != "tag" and not each.excluded:
                query = query.without_filter(field, each.value)
        text = spelled(query.with_filter(field, value))
        has_room = len(query.filters) < MAX_FILTERS and len(text) <= MAX_QUERY
        return self.address(q=text) if has_room else ""

    @property
    def in_one_line(self) -> str:
        """Give the address that asks in the query for what is asked beside it, "" where nothing is."""
        return self.asking_also("speaker", self.speaker) if self.speaker else ""

    # What the page offers, each with its address.

    @property
    def views(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "url": self.address(view=view), "is_current": view == self.view}
            for view, name in VIEWS.items()
        ]

    @property
    def orders(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "url": self.address(order=order), "is_current": order == self.order}
            for order, name in ORDER_NAMES.items()
        ]

    @cached_property
    def conditions(self) -> list[SearchCondition]:
        """The query's filters, each with the address that leaves it out."""
        named = rows_named(self.query.filters)
        return [
            condition_of(each, named, self.address(q=spelled(self.query.without_filter(each.field, each.value))))
            for each in self.query.filters
        ]

    @property
    def has_phrase(self) -> bool:
        """Whether it matters if phrases run through brackets."""
        return any(isinstance(term, Phrase) for clause in self.query.clauses for term in clause.terms)

    @property
    def other_brackets(self) -> str:
        return self.address(brackets="" if self.brackets else "on")

    @property
    def is_concordance(self) -> bool:
        return self.view == LINES

    @property
    def everywhere(self) -> str:
        return self.address()

    back = everywhere

    @property
    def of_events(self) -> str:
        """The parameters of the list of events that have these words."""
        return urlencode({"q": self.text})

    @property
    def without_quotes(self) -> str:
        return self.address(q=" ".join(self.query.words))

    @property
    def counts(self) -> str:
        return self.address("search-counts", view="", order="")

    @property
    def feed(self) -> str:
        return self.address("search-feed", view="", order="")

    @property
    def json(self) -> str:
        return self.address("search-json", view="")

    @property
    def csv(self) -> str:
        return self.address("search-csv", view="", order="")

    @property
    def citations(self) -> list[dict[str, str]]:
        """The files for reference managers, each with its address."""
        asked = self.parameters(view="", order="")
        return [
            {"label": file.label, "url": f"{reverse('speeches:search-citations', args=[ending])}?{asked}"}
            for ending, file in FILES.items()
        ]

    @property
    def desk(self) -> str:
        """The page of the desk on which an editor tags all that is found; whoever else asks for it has to sign in."""
        return f"{reverse('admin:speeches_utterance_tags')}?{self.parameters(view='', order='')}"
