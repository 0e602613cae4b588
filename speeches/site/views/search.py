"""Searching: what was said, by whom, how often; each search is an address."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.views.generic import TemplateView

from ...models import Event
from ...search import Found
from ...search.explaining import message
from ...search.names import Names, titled
from ...search.query import FORM, Word
from ...words import expand
from ..asking import Asking
from ..forms import EVENTS, LINES
from ..hits import MOST_PLACES, groups_of, hits_of
from ..listing import with_speakers
from .paging import page_of

A_PAGE = 10
LINES_A_PAGE = 40
EVENTS_A_PAGE = 10
TURNS_OF_AN_EVENT = 3
MOST_NAMED = 4


class SearchView(TemplateView):
    """The page of results; without a query, an invitation."""

    template_name = "speeches/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asking = Asking(self.request.GET)
        context = super().get_context_data(**kwargs) | {"section": "search", "asking": asking}
        if not asking.text:
            return context
        show = self._by_event if asking.view == EVENTS else self._by_turn
        context |= show(asking) | {"found": asking.found, "count": asking.found.count()}
        # Told last: that a name is nobody's is known once it has been looked for.
        return context | {"notes": [message(note) for note in asking.notes]}

    def _by_turn(self, asking: Asking) -> dict[str, Any]:
        is_concordance = asking.view == LINES
        size = LINES_A_PAGE if is_concordance else A_PAGE
        page = page_of(asking.found, self.request.GET.get("page"), size)
        most = None if is_concordance else MOST_PLACES
        context = {"page_obj": page, "hits": hits_of(asking.found, page.object_list, asking.text, most)}
        if page.number > 1 or is_concordance:
            return context
        return context | {"named": named_in(asking.found)}

    def _by_event(self, asking: Asking) -> dict[str, Any]:
        page = page_of(asking.found.by_event(), self.request.GET.get("page"), EVENTS_A_PAGE)
        groups = list(groups_of(asking.found, page.object_list, asking.text, TURNS_OF_AN_EVENT))
        with_speakers(group.event for group in groups)
        context = {"page_obj": page, "groups": groups}
        return context if page.number > 1 else context | {"named": named_in(asking.found)}


def named_in(found: Found) -> dict[str, Any]:
    """Give the people, tags, places and events that have all words of a query in their names."""
    clauses = found.query.clauses
    terms = [clause.terms[0] for clause in clauses if len(clause.terms) == 1]
    words = [term.text for term in terms if isinstance(term, Word) and term.match == FORM]
    if not words or len(words) < len(clauses) or found.query.filters:
        return {}
    lemmas = [expand(word) for word in words]
    whole = [name for name in found.plan.names if all(each & name.words for each in lemmas)]
    named: dict[str, Any] = {}
    for field, (_letter, model, _often) in Names.items():
        keys = [name.key for name in whole if name.field == field][:MOST_NAMED]
        rows = model.objects.in_bulk(keys) if keys else {}
        named[f"{field}s"] = [rows[key] for key in keys if key in rows]
    named["events"] = _events_named(words)
    return named if any(named.values()) else {}


def _events_named(words: list[str]) -> list[Event]:
    """Give the newest events with all words in title or lead, each in one language."""
    mine, once = (get_language() or "")[:2], {}
    for event in titled(words, 3 * MOST_NAMED):
        original = event.translation_of_id or event.pk
        if original not in once or event.language[:2] == mine:
            once[original] = event
    return list(once.values())[:MOST_NAMED]
