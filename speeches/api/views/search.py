"""What a search finds, as the search page finds it."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ...models import Utterance
from ...search import ORDERS, Found, parse, search
from ...search.explaining import message
from ...search.marking import Marker
from ...site.views.search_forms import analyser
from ..asking import PageParameters
from ..cursors import BadCursor, decode, encode
from ..doors import Door
from ..problems import refuse
from ..representations import FoundSerializer, SearchPage
from ..selecting import select


class SearchParameters(PageParameters):
    q = serializers.CharField(
        max_length=20_000,
        help_text=gettext_lazy("The query, as it is typed on the search page."),
    )
    order = serializers.ChoiceField(choices=ORDERS, default=ORDERS[0])
    brackets = serializers.BooleanField(
        default=False, help_text=gettext_lazy("Whether phrases may run through editors’ words in brackets.")
    )


class SearchDoor(Door):
    name, summary = "search", gettext_lazy("Search the archive")
    description = gettext_lazy(
        "Published turns that a query finds, in the order of the search page. A list ends where its count does."
    )
    asks, represents, gives = SearchParameters, FoundSerializer, SearchPage

    def get(self, request: Request) -> Response:
        asked = self.asked
        select(self.represents(), asked["fields"])
        start, size = self.start(), asked["page_size"]
        found = search(parse(asked["q"]), order=asked["order"], brackets=asked["brackets"])
        count = found.count()
        following, before = start + size, max(0, start - size)
        return Response(
            {
                "count": count,
                "next": self.at(following) if following < count else None,
                "previous": self.at(before) if start else None,
                "results": self.represent(marked(found, found[start:following] if start < count else []), many=True),
                "is_capped": found.is_capped,
                "query": asked["q"],
                "order": asked["order"],
                "notes": [str(message(note)) for note in (*found.query.notes, *found.plan.notes)],
                "analyser": analyser(),
            }
        )

    def start(self) -> int:
        """Give how many hits come before the page: a list that ends early may be cut by numbers."""
        if not self.asked["cursor"]:
            return 0
        try:
            (start,) = decode(self.asked["cursor"], "search", [int])
        except BadCursor:
            start = -1
        if start < 0:
            raise refuse(cursor=_("This is no place in this list: begin again without it."))
        return start

    def at(self, start: int) -> str | None:
        return self.address(encode("search", start))


def marked(found: Found, turns: list[Utterance]) -> list[Any]:
    """Give turns the places of what was asked for, and what else is shown of them."""
    marker = Marker(found.query, brackets=found.plan.brackets)
    prefetch_related_objects(turns, "tags")
    for turn in turns:
        turn.marks = [{"start": place.start, "end": place.end} for place in marker.places_in_turn(turn)]
    return turns
