"""Citing an event, a turn or words of a turn: a page with every style, and files for reference managers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View

from ...citing import FILES, Record, citation
from ...models import Event, Utterance
from ..lists.filters import EventFilter
from ..outward.citations import LONGEST_QUOTE, casts_of, event_record, quotation_in, records_of, turn_record
from ..outward.embedding import frame_for
from ..searching.asking import Asking
from ..serving.conditional import day_of
from .card import card_address
from .gone import follow, tombstone_or_404

NAMES: dict[str, tuple[Any, Any]] = {
    "gost-reference": (_("GOST R 7.0.5-2008"), pgettext_lazy("kind of citation", "reference")),
    "gost-description": (_("GOST R 7.0.100-2018"), _("description, for a list of sources")),
    "apa": ("APA", _("7th edition")),
    "chicago-note": (_("Chicago"), pgettext_lazy("kind of citation", "note")),
    "chicago-bibliography": (_("Chicago"), pgettext_lazy("kind of citation", "bibliography")),
    "wikipedia-ru": (_("Wikipedia"), pgettext_lazy("Wikipedia", "in Russian")),
    "wikipedia-en": (_("Wikipedia"), pgettext_lazy("Wikipedia", "in English")),
    "bibtex": ("BibTeX", ""),
    "ris": ("RIS", ""),
    "csl-json": ("CSL-JSON", ""),
}
"""What a style is called, and what tells it from another one of that name."""


class CiteEventView(View):
    """How to cite the event of a slug. ending: of a file instead of the page."""

    def get(self, request: HttpRequest, slug: str, ending: str = "", **date: int) -> HttpResponse:
        event = Event.objects.select_related("place").defer("lemmas").filter(slug=slug).first()
        if event is None:
            return follow(request, Event, slug, lambda target: address_of_event(target, ending))
        if not event.is_published:
            return tombstone_or_404(request, event)
        if request.path != (address := address_of_event(event, ending)):
            return HttpResponsePermanentRedirect(address)
        record = event_record(event, casts_of([event])[event.pk], day_of(request))
        if ending:
            return attached(HttpResponse("".join(FILES[ending].lines([record]))), ending, event.slug)
        return render(request, "speeches/cite.html", {"event": event, **page(record, address), **to_share(event)})


class CiteTurnView(View):
    """How to cite a turn, or words of it that the parameter `quote` gives."""

    def get(self, request: HttpRequest, ref: str, ending: str = "") -> HttpResponse:
        turns = Utterance.objects.select_related("event__place", "speaker").defer(*Utterance.UNSHOWN, "event__lemmas")
        turn = turns.filter(ref=ref).first()
        if turn is None:
            return follow(request, Utterance, ref, lambda target: address_of_turn(target, ending))
        if not turn.event.is_published:
            return tombstone_or_404(request, turn.event)
        asked = request.GET.get("quote", "")
        quote = quotation_in(turn, asked)
        record = turn_record(turn, day_of(request), quote)
        if ending:
            return attached(HttpResponse("".join(FILES[ending].lines([record]))), ending, turn.ref)
        context = {"event": turn.event, "turn": turn, "asked": asked.strip()[:LONGEST_QUOTE], "longest": LONGEST_QUOTE}
        return render(request, "speeches/cite.html", context | page(record, address_of_turn(turn)) | to_share(turn))


def page(record: Record, address: str) -> dict[str, Any]:
    """Gather what the page at an address shows: the record in every style, and the files."""
    bare, words = address.removesuffix("/cite/"), f"?{urlencode({'quote': record.quote})}" if record.quote else ""
    return {
        "section": "events",
        "record": record,
        "author": record.authors[0].own.full if record.authors else "",
        "styles": [
            {"id": style, "name": name, "kind": kind, "text": citation(style, record).strip()}
            for style, (name, kind) in NAMES.items()
        ],
        "files": [{"label": file.label, "url": f"{bare}.{file.ending}{words}"} for file in FILES.values()],
    }


def to_share(row: Event | Utterance) -> dict[str, Any]:
    """Give the picture of a row, and the frame in which another site shows it."""
    event = row.event if isinstance(row, Utterance) else row
    return {"card": card_address(row), "frame": frame_for(row, event.title)}


def address_of_event(event: Event, ending: str = "") -> str:
    """Give the address of the page, or of a file: the event's own with its last slash replaced."""
    path = event.get_absolute_url()
    return f"{path[:-1]}.{ending}" if ending else f"{path}cite/"


def address_of_turn(turn: Utterance, ending: str = "") -> str:
    path = turn.get_absolute_url()
    return f"{path[:-1]}.{ending}" if ending else f"{path}cite/"


def search_citations(request: HttpRequest, ending: str) -> HttpResponse:
    """Give everything a search finds as one file, one record a turn, oldest row of the archive first."""
    found = Asking(request.GET).found.all().select_related("event__place", "speaker")
    turns = found.defer(*Utterance.UNSHOWN, "text", "event__lemmas").order_by("pk").iterator(chunk_size=500)
    today = day_of(request)
    return streamed((turn_record(turn, today) for turn in turns), ending, "search")


def event_citations(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the events that a reader asks for as one file, in the order of the list."""
    events = EventFilter(request.GET, queryset=Event.objects.published().newest_first()).each_once()
    return streamed(records_of(events, day_of(request)), ending, "events")


def streamed(records: Iterable[Record], ending: str, name: str) -> HttpResponse:
    return attached(StreamingHttpResponse(FILES[ending].lines(records)), ending, name)


def attached(response: HttpResponse, ending: str, name: str) -> HttpResponse:
    """Let a response be kept as a file of this name."""
    response.headers["Content-Type"] = FILES[ending].media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
