"""The page of results: a form letter for each way of showing, filled with what a query finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from ...search.explaining import message
from ..counts import number, turns
from ..pager import pager_html
from ..serving.frame import Surroundings, depends_on
from ..serving.letters import Letter, gap, in_address
from .asking import Asking
from .forms import LINES
from .hit_writer import HitWriter
from .hits import Group, Hit
from .named_writer import named_html

TEMPLATE = "speeches/search.html"
TITLE_CHARACTERS = 60


class Shape(NamedTuple):
    """By what the pages of results differ besides their words."""

    around: Surroundings
    view: str
    order: str
    brackets: bool
    has_phrase: bool
    has_hits: bool
    is_capped: bool


@dataclass(frozen=True)
class Results:
    """What one page of results shows. named: people, tags, places and events whose names have all the words."""

    asking: Asking
    page: Page
    hits: Sequence[Hit] = ()
    groups: Sequence[Group] = ()
    named: dict[str, Any] = field(default_factory=dict)

    def html(self, request: HttpRequest) -> SafeString:
        asking, count = self.asking, self.asking.found.count()
        values = {
            "query": escape(asking.text),
            in_address("query"): quote_plus(asking.text),
            "title": escape(Truncator(asking.text).chars(TITLE_CHARACTERS)),
            "remarks": self._remarks(),
            "count": number(count),
            "turns": turns(count),
            "named": named_html(self.named, count=count, of_events=asking.of_events) if self.named else "",
            "results": self._results() if count else self._part("nothing_found"),
            "pager": pager_html(self.page, "page", request),
        }
        return _letter(self._shape(request)).filled(values, request)

    def _shape(self, request: HttpRequest) -> Shape:
        asking, found = self.asking, self.asking.found
        return Shape(
            depends_on(request),
            asking.view,
            asking.order,
            asking.brackets,
            asking.has_phrase,
            found.count() > 0,
            found.is_capped,
        )

    def _remarks(self) -> str:
        """Write what is to be said of the query: of most there is nothing."""
        asking = self.asking
        notes = [message(note) for note in asking.notes]
        return self._part("remarks", notes=notes) if notes or asking.suggestion or asking.conditions else ""

    def _results(self) -> str:
        if self.groups:
            return self._part("groups")
        if self.asking.view == LINES:
            return self._part("concordance")
        return f'<ol class="entries">{HitWriter().write(self.hits)}</ol>'

    def _part(self, name: str, **more: Any) -> str:
        context = {"asking": self.asking, "hits": self.hits, "groups": self.groups, **more}
        return render_to_string(f"speeches/partials/_{name}.html", context)


@lru_cache(maxsize=256)
def _letter(shape: Shape) -> Letter:
    """Render a shape's letter, in the active language, of a query that is itself a gap."""
    asked = {"q": gap("query"), "view": shape.view, "order": shape.order}
    asking = Asking(asked | ({"brackets": "on"} if shape.brackets else {}))
    parts = {
        name: SafeString(gap(name)) for name in ("title", "remarks", "count", "turns", "named", "results", "pager")
    }
    return Letter(TEMPLATE, {"section": "search", "asking": asking, **shape._asdict(), **parts})
