"""The first page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet
from django.views.generic import TemplateView

from ...models import Event, Speaker, Tag, Utterance
from .. import linked_data
from ..conditional import day_of
from ..listing import events_of, with_speakers
from ..sharing import shared_site

NEWEST = 10
MOST_NAMES = 12
MOST_OF_THE_DAY = 6
QUOTABLE_WORDS = (30, 400)
"""How long a turn is whose beginning is shown: a greeting says little, and a report is not quoted by its beginning."""


class HomeView(TemplateView):
    """What readers have not seen yet, first; the empty site says what an editor does next."""

    template_name = "speeches/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        newest = Event.objects.published().once_a_translation().order_by("-published_at", "-id")
        events = with_speakers(events_of(newest.values_list("pk", flat=True)[:NEWEST]))
        for event in events[:1]:
            event.quoted = quotable(event)
        today = day_of(self.request)
        return super().get_context_data(**kwargs) | {
            "section": "home",
            "events": events,
            "today": today,
            "on_this_day": on_this_day(today),
            "share": shared_site() | {"data": linked_data.block(linked_data.site_nodes())},
            "speakers": Speaker.objects.public().order_by("-utterance_count", "id")[:MOST_NAMES],
            "tags": Tag.objects.public().order_by("-event_count", "id")[:MOST_NAMES],
        }


def on_this_day(today: datetime.date) -> QuerySet:
    """Give the newest events of the same day in other years."""
    events = Event.objects.published().on_day_of_year(today).exclude(start_date=today)
    shown = events.once_a_translation().newest_first()
    return shown.only("title", "slug", "language", "start_date")[:MOST_OF_THE_DAY]


def quotable(event: Event) -> Utterance | None:
    """Give the first turn of a person that is worth quoting."""
    spoken = event.utterances.spoken().filter(speaker__voice_of=None, speaker__isnull=False)
    turns = spoken.filter(word_count__range=QUOTABLE_WORDS).select_related("speaker").defer(*Utterance.UNSHOWN)
    return turns.order_by("position").first()
