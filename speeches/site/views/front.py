"""The first page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from ...models import Event, Speaker, Tag
from .. import linked_data
from ..listing import with_speakers
from ..sharing import shared_site

NEWEST = 10
MOST_NAMES = 12


class HomeView(TemplateView):
    """What readers have not seen yet, first; the empty site says what an editor does next."""

    template_name = "speeches/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = Event.objects.published().once_a_translation().order_by("-published_at", "-id").for_listing()
        return super().get_context_data(**kwargs) | {
            "share": shared_site() | {"data": linked_data.block(linked_data.site_nodes())},
            "events": with_speakers(events[:NEWEST]),
            "speakers": Speaker.objects.public().order_by("-utterance_count", "id")[:MOST_NAMES],
            "tags": Tag.objects.public().order_by("-event_count", "id")[:MOST_NAMES],
        }
