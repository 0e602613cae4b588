"""One event: a transcript set like a good book."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.generic import View

from ...models import Event, Utterance
from ...search.explaining import message
from ...search.marking import Marker
from ..asking import Asking
from ..citation_meta import citation_meta
from ..citations import cast_of, event_record
from ..conditional import day_of
from ..corrections import notes_at_turns, with_words
from ..following import appearances, keys_of_turns, topics
from ..language import text_path
from ..neighbours import neighbours
from ..offices import offices_at
from ..sharing import shared_event
from ..turn_tags import tags_of_turns
from ..turns import LONG, Sought, has_insertion, heading_anchors
from .formats import formats_of
from .gone import follow, tombstone_or_404

MOST_CORRECTIONS = 50


class EventView(View):
    """The event of a slug; under any other date than its own it redirects."""

    def get(self, request: HttpRequest, slug: str, **date: int) -> HttpResponse:
        event = Event.objects.select_related("place", "translation_of").filter(slug=slug).first()
        if event is None:
            return follow(request, Event, slug)
        if not event.is_published:
            return tombstone_or_404(request, event)
        if request.path != event.get_absolute_url():
            return HttpResponsePermanentRedirect(event.get_absolute_url())
        context = page(event, Asking(request.GET))
        cast = cast_of(context["utterances"])
        context["share"] = shared_event(event, context, cast.people)
        record = event_record(event, cast, day_of(request))
        context |= citation_meta(record, context["canonical"]) | {"formats": list(formats_of(event))}
        return render(request, "speeches/event.html", context)


def page(event: Event, asking: Asking) -> dict[str, Any]:
    """Gather what the page of an event shows, in a number of queries that does not depend on its length."""
    unshown = ("terms",) if asking.text else Utterance.UNSHOWN
    utterances = list(event.utterances.order_by("position").defer(*unshown).prefetch_related("speaker__portrait"))
    others = event.other_languages()
    people, turn_tags = appearances(utterances), tags_of_turns(event, utterances)
    subjects = topics(turn_tags, utterances)
    corrections = with_words(event.changes.explained()[:MOST_CORRECTIONS])
    earlier, later = neighbours(event)
    return {
        "section": "events",
        "event": event,
        "utterances": utterances,
        "is_long": len(utterances) >= LONG,
        **matches(utterances, asking),
        "headings": [heading for utterance in utterances for heading in heading_anchors(utterance)],
        "appearances": people,
        "topics": subjects,
        "followed": keys_of_turns(people, subjects),
        "has_insertions": any(has_insertion(utterance.text) for utterance in utterances),
        "offices": offices_at(event),
        "turn_tags": turn_tags,
        "tags": event.tags.all(),
        "photographs": list(event.photographs.all()),
        "files": list(event.files.all()),
        "recordings": event.recordings.all(),
        "corrections": corrections,
        "turn_notes": notes_at_turns(corrections),
        "sources": event.sources.with_wholeness().only("headline", "name", "stamp", "url", "event", "size"),
        "earlier": earlier,
        "later": later,
        "others": others,
        "kind": "" if event.classification == Event.Classification.OTHER else event.get_classification_display(),
        "canonical": text_path(event.get_absolute_url(), event.language),
        "alternates": [
            {"language": each.language, "url": text_path(each.get_absolute_url(), each.language)}
            for each in (event, *others)
        ],
    }


def matches(utterances: list[Utterance], asking: Asking) -> dict[str, Any]:
    """Give what a reader asks for in this text, and what was not understood of it."""
    if not asking.text:
        return {}
    marker = Marker(asking.query, brackets=asking.brackets)
    return {
        "asking": asking,
        "sought": sought(utterances, marker),
        "has_words": bool(marker),
        "notes": [message(note) for note in asking.query.notes],
    }


def sought(utterances: list[Utterance], marker: Marker) -> Sought:
    """Find what is to be marked in turns and in the headings above them."""
    turns, headings = {}, {}
    for turn in utterances:
        places = marker.places_in_turn(turn)
        above = {anchor: found for anchor, text in heading_anchors(turn) if (found := marker.places(text))}
        if places or above:
            turns[turn.pk] = places
            headings |= above
    return Sought(turns, headings)
