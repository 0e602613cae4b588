"""A turn or an event within a page of another site."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import View

from ...models import Event, Utterance
from ..language import text_path
from ..lists.listing import with_speakers
from ..outward.embedding import beginning, embed_address
from ..reading.offices import office_at
from ..reading.turns import TurnWriter
from ..serving.policies import shown_elsewhere
from .gone import follow, tombstone_or_404
from .utterance import corrections_of

TOMBSTONE = "speeches/embed_withdrawn.html"

FRAMED_BY_ANYONE = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


@method_decorator([xframe_options_exempt, csp_replace(FRAMED_BY_ANYONE)], name="dispatch")
class EmbedView(View):
    """What a reference names, set small: no script, no form, nothing that would know the reader."""

    http_method_names = ["get", "head"]

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return shown_elsewhere(super().dispatch(*args, **kwargs))

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        turns = Utterance.objects.select_related("event__place", "speaker").defer(*Utterance.UNSHOWN, "event__lemmas")
        if turn := turns.filter(ref=ref).first():
            return answer(request, turn.event, "speeches/embed_turn.html", lambda: turn_page(turn))
        events = Event.objects.select_related("place").defer("lemmas")
        if event := events.filter(ref=ref).first():
            return answer(request, event, "speeches/embed_event.html", lambda: event_page(event))
        return follow(request, Utterance, ref, embed_address, TOMBSTONE)


def answer(request: HttpRequest, event: Event, template: str, page: Any) -> HttpResponse:
    if not event.is_published:
        return tombstone_or_404(request, event, TOMBSTONE)
    return render(request, template, page())


def turn_page(turn: Utterance) -> dict[str, Any]:
    names = TurnWriter(turn.language)
    paragraphs, is_whole = beginning(turn)
    corrections = corrections_of(turn)
    return {
        "turn": turn,
        "event": turn.event,
        "name": names.name_of(turn),
        "delivery": names.deliveries.get(turn.delivery, ""),
        "office": office_at(turn),
        "paragraphs": paragraphs,
        "is_whole": is_whole,
        "corrected_at": corrections[0].at if corrections else None,
        "canonical": text_path(turn.get_absolute_url(), turn.language),
        "alternates": [],
    }


def event_page(event: Event) -> dict[str, Any]:
    [event] = with_speakers([event])
    return {"event": event, "canonical": text_path(event.get_absolute_url(), event.language), "alternates": []}
