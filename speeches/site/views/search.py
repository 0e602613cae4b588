"""Searching: what was said, by whom, how often; each search is an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from ...models import Event
from ...search import Found
from ...search.names import Names, titled
from ...search.query import FORM, Word
from ...search.rows import by_key
from ...words import expand
from ..lists.listing import with_speakers
from ..searching.asking import Asking
from ..searching.forms import EVENTS, LINES
from ..searching.hits import groups_of, hits_of
from ..searching.results import Results
from .paging import page_of

A_PAGE = 10
LINES_A_PAGE = 40
EVENTS_A_PAGE = 10
TURNS_OF_AN_EVENT = 3
MOST_NAMED = 4


def search_page(request: HttpRequest) -> HttpResponse:
    """Show what a query finds; without one, an invitation."""
    asking = Asking(request.GET)
    if asking.in_one_line:
        return HttpResponseRedirect(asking.in_one_line)
    if not asking.text:
        return render(request, "speeches/search.html", {"section": "search", "asking": asking})
    return HttpResponse(results_of(asking, request.GET.get("page")).html(request))


def results_of(asking: Asking, page: str | None) -> Results:
    """Find what a page of results shows. page: its number as it was asked for."""
    return _by_event(asking, page) if asking.view == EVENTS else _by_turn(asking, page)


def _by_turn(asking: Asking, number: str | None) -> Results:
    is_concordance = asking.view == LINES
    page = page_of(asking.found, number, LINES_A_PAGE if is_concordance else A_PAGE)
    hits = hits_of(asking.found, page.object_list, asking.text, every=is_concordance)
    is_first = page.number == 1 and not is_concordance
    return Results(asking, page, hits=hits, named=named_in(asking.found) if is_first else {})


def _by_event(asking: Asking, number: str | None) -> Results:
    page = page_of(asking.found.by_event(), number, EVENTS_A_PAGE)
    groups = list(groups_of(asking.found, page.object_list, asking.text, TURNS_OF_AN_EVENT))
    with_speakers(group.event for group in groups)
    return Results(asking, page, groups=groups, named=named_in(asking.found) if page.number == 1 else {})


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
        rows = by_key(model, keys, model.ANALYSED, found.plan.using)
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
