"""One event: a transcript set like a good book."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.generic import View

from ...models import Event
from ..language import text_path
from ..turns import LONG, appearances, heading_anchors
from .gone import follow, tombstone


class EventView(View):
    """The event of a slug; under any other date than its own it redirects."""

    def get(self, request: HttpRequest, slug: str, **date: int) -> HttpResponse:
        event = Event.objects.select_related("place", "translation_of").filter(slug=slug).first()
        if event is None:
            return follow(request, Event, slug)
        if event.is_withdrawn:
            return tombstone(request, event)
        if not event.is_published:
            raise Http404
        if request.path != event.get_absolute_url():
            return HttpResponsePermanentRedirect(event.get_absolute_url())
        return render(request, "speeches/event.html", page(event))


def page(event: Event) -> dict[str, Any]:
    """Gather what the page of an event shows, in a number of queries that does not depend on its length."""
    utterances = list(event.utterances.order_by("position").defer("lemmas").prefetch_related("speaker"))
    others = event.other_languages()
    return {
        "section": "events",
        "event": event,
        "utterances": utterances,
        "is_long": len(utterances) >= LONG,
        "headings": [heading for utterance in utterances for heading in heading_anchors(utterance)],
        "appearances": appearances(utterances),
        "tags": event.tags.all(),
        "sources": event.sources.only("headline", "name", "stamp", "url", "event"),
        "others": others,
        "kind": "" if event.classification == Event.Classification.OTHER else event.get_classification_display(),
        "canonical": text_path(event.get_absolute_url(), event.language),
        "alternates": [
            {"language": each.language, "url": text_path(each.get_absolute_url(), each.language)}
            for each in (event, *others)
        ],
    }
