"""A search in other forms: a feed, JSON, a table; one row a turn."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ...exports.tables import lines
from ...models import IndexState
from ...search.explaining import message
from ..outward.atom import SteadyAtom, for_xml
from ..reading.turn_rows import COLUMNS, turn_row
from ..searching.asking import Asking
from ..searching.hits import Hit, hits_of
from .paging import page_of

FEED_ENTRIES = 30
JSON_A_PAGE = 50


class SearchFeed(Feed):
    """The newest turns that a search finds, as Atom (RFC 4287)."""

    feed_type = SteadyAtom

    def get_object(self, request: HttpRequest) -> Asking:
        parameters = request.GET.copy()
        parameters["order"] = "newest"
        return Asking(parameters)

    def title(self, asking: Asking) -> str:
        return for_xml(_("Search: %(query)s") % {"query": asking.text})

    def link(self, asking: Asking) -> str:
        return settings.SITE_URL + asking.address(view="", order="")

    def feed_url(self, asking: Asking) -> str:
        return settings.SITE_URL + asking.feed

    def author_name(self, asking: Asking) -> str:
        """Name the site: the words have speakers, but who put them into this order is the site."""
        return settings.SITE_NAME

    def items(self, asking: Asking) -> list[Hit]:
        return hits_of(asking.found, asking.found[:FEED_ENTRIES], asking.text)

    def item_title(self, hit: Hit) -> str:
        return for_xml(f"{hit.name}: {hit.event.title}")

    def item_description(self, hit: Hit) -> str:
        return for_xml(hit.excerpt)

    def item_link(self, hit: Hit) -> str:
        return settings.SITE_URL + hit.turn.get_absolute_url()

    def item_guid(self, hit: Hit) -> str:
        return f"urn:rostrum:{hit.turn.ref}"

    def item_pubdate(self, hit: Hit) -> Any:
        return hit.event.published_at

    def item_updateddate(self, hit: Hit) -> Any:
        return hit.event.updated_at or hit.event.published_at


def search_json(request: HttpRequest) -> JsonResponse:
    """Give one page of what a search finds, with the places of what was asked for as character offsets."""
    asking = Asking(request.GET)
    page = page_of(asking.found, request.GET.get("page"), JSON_A_PAGE)
    hits = hits_of(asking.found, page.object_list, asking.text, every=True)
    prefetch_related_objects([hit.event for hit in hits], "place")
    following = f"{reverse('speeches:search-json')}?{asking.parameters(view='', page=str(page.number + 1))}"
    answer = {
        "query": asking.text,
        "order": asking.order,
        "count": asking.found.count(),
        "is_capped": asking.found.is_capped,
        "notes": [message(note) for note in asking.notes],
        "next": f"{settings.SITE_URL}{following}" if page.has_next() else None,
        "analyser": analyser(),
        "results": [
            {**turn_row(hit.turn), "places": [[place.start, place.end] for place in hit.places]} for hit in hits
        ],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def search_csv(request: HttpRequest) -> HttpResponse:
    """Give everything a search finds as a table, one row a turn, oldest row of the archive first; none is left out."""
    asking = Asking(request.GET)
    turns = asking.found.all().select_related("event__place", "speaker").defer("lemmas", "terms", "event__lemmas")
    rows = (turn_row(turn) for turn in turns.order_by("pk").iterator(chunk_size=500))
    response = StreamingHttpResponse(lines(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="search.csv"'
    response.headers["Rostrum-Analyser"] = analyser()
    return response


def analyser() -> str:
    """Name what the words of the index were made with, which decides what is found; "" for words of an unknown age."""
    return IndexState.objects.values_list("version", flat=True).first() or ""
