"""One turn at its permanent address, with what stands before and after it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.generic import View

from ...models import Change, Utterance
from ..language import text_path
from ..outward.citation_meta import citation_meta
from ..outward.citations import turn_record
from ..outward.sharing import shared_turn
from ..reading.corrections import with_words
from ..reading.offices import office_at
from ..reading.turns import Named, TurnWriter
from ..serving.conditional import day_of
from .gone import follow, tombstone_or_404

SAVED = "saved"
"""In the address to which a correction leads. The page says so to whoever has that address: it asks for no session."""
MOST = 200
"""Among how many corrections of the event those of a turn are looked for."""


class UtteranceView(View):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        turns = Utterance.objects.select_related("event__place", "speaker").defer(*Utterance.UNSHOWN, "event__lemmas")
        utterance = turns.filter(ref=ref).first()
        if utterance is None:
            return follow(request, Utterance, ref)
        if not utterance.event.is_published:
            return tombstone_or_404(request, utterance.event)
        record = turn_record(utterance, day_of(request))
        context = {**page(utterance), "is_saved": SAVED in request.GET}
        context["share"] = shared_turn(utterance, context)
        return render(request, "speeches/utterance.html", context | citation_meta(record, context["canonical"]))


def page(utterance: Utterance) -> dict[str, Any]:
    """Gather what the page of a turn shows."""
    siblings = Utterance.objects.filter(event=utterance.event_id).select_related("speaker").defer(*Utterance.UNSHOWN)
    before = siblings.filter(position__lt=utterance.position)
    names = TurnWriter(utterance.event.language)
    previous = before.order_by("-position").first()
    following = siblings.filter(position__gt=utterance.position).order_by("position").first()
    return {
        "section": "events",
        "utterance": utterance,
        "event": utterance.event,
        "heading": heading(names, utterance),
        "delivery": names.deliveries.get(utterance.delivery, ""),
        "office": office_at(utterance),
        "number": before.count() + 1,
        "previous": previous,
        "previous_heading": previous and heading(names, previous),
        "following": following,
        "following_heading": following and heading(names, following),
        "corrections": with_words(corrections_of(utterance), ref=utterance.ref),
        "tags": utterance.tags.all(),
        "canonical": text_path(utterance.get_absolute_url(), utterance.language),
        "alternates": [],
    }


def corrections_of(utterance: Utterance) -> list[Change]:
    """Give the corrections of a turn that readers are told of, the newest first."""
    return [each for each in utterance.event.changes.explained()[:MOST] if utterance.ref in each.refs]


def heading(names: TurnWriter, utterance: Utterance) -> Named:
    """Give the name that a turn is headed by; without one, the word for its kind in the interface's language."""
    name = names.name_of(utterance)
    return name if name.text else Named(capfirst(utterance.get_classification_display()), names.interface, "")
