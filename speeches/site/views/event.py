"""One event: a transcript set like a good book."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.generic import View

from ...models import Event, Utterance
from ...models.event import texts_of
from ...models.prepared import Prepared
from ...search.explaining import message
from ...search.marking import Marker
from ..language import text_path
from ..lists.neighbours import neighbours_html
from ..outward.citation_meta import citation_meta
from ..outward.citations import cast_of, event_record
from ..outward.sharing import shared_event
from ..reading.corrections import notes_at_turns, with_words
from ..reading.following import appearances, keys_of_turns, topics
from ..reading.offices import offices_at
from ..reading.turn_tags import tags_of_turns
from ..reading.turns import LONG, Sought, has_insertion, heading_anchors
from ..searching.asking import Asking
from ..serving.conditional import day_of
from ..serving.pieces import piece
from .formats import formats_of
from .gone import follow, tombstone_or_404

MOST_CORRECTIONS = 50


HOLE = f"-neighbours-{token_hex(8)}-"
"""Stands in what is kept of a page for the events before and after: these change with others than its own."""

STANDING = ("id", "slug", "status", "version", "start_date", "sort_key", "language", "translation_of_id")
STANDS = Prepared(lambda slug: Event.objects.filter(slug=slug).values_list(*STANDING))
TEXTS = Prepared(lambda original: texts_of([original]).values_list("pk", "version", "status"))


class EventView(View):
    """The event of a slug; under any other date than its own it redirects."""

    def get(self, request: HttpRequest, slug: str, **date: int) -> HttpResponse:
        found = STANDS(slug)
        if not found:
            return follow(request, Event, slug)
        event = Event(**dict(zip(STANDING, found[0], strict=True)))
        if not event.is_published:
            return tombstone_or_404(request, Event.objects.get(pk=event.pk))
        if request.path != event.get_absolute_url():
            return HttpResponsePermanentRedirect(event.get_absolute_url())
        around = neighbours_html(event)
        if request.GET:
            return HttpResponse(whole(request, event.pk, around))
        # Of its texts in other languages the page has the addresses, and the languages of those.
        texts = tuple(sorted(TEXTS(event.translation_of_id or event.pk)))
        kept = piece("event", (event.pk, event.version, texts), lambda: whole(request, event.pk, HOLE).encode())
        return HttpResponse(kept.replace(HOLE.encode(), around.encode(), 1))


def whole(request: HttpRequest, pk: int, around: str) -> str:
    """Render the page of an event. around: what stands for the events before and after."""
    event = Event.objects.select_related("place", "translation_of").defer("lemmas").get(pk=pk)
    context = page(event, Asking(request.GET)) | {"neighbours": SafeString(around)}
    cast = cast_of(context["utterances"])
    context["share"] = shared_event(event, context, cast.people)
    record = event_record(event, cast, day_of(request))
    context |= citation_meta(record, context["canonical"]) | {"formats": list(formats_of(event))}
    return render_to_string("speeches/event.html", context, request)


def page(event: Event, asking: Asking) -> dict[str, Any]:
    """Gather what the page of an event shows, in a number of queries that does not depend on its length."""
    unshown = ("terms",) if asking.text else Utterance.UNSHOWN
    utterances = list(event.utterances.order_by("position").defer(*unshown).prefetch_related("speaker__portrait"))
    others = event.other_languages()
    people, turn_tags = appearances(utterances), tags_of_turns(event, utterances)
    subjects = topics(turn_tags, utterances)
    corrections = with_words(event.changes.explained()[:MOST_CORRECTIONS])
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
