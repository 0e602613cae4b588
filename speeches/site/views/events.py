"""All events, and those that a reader asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ...models import Event
from ..conditions import FilterForm
from ..filters import EventFilter
from .paging import EventsView


class EventListView(EventsView):
    template_name = "speeches/events.html"

    def get_queryset(self) -> QuerySet:
        self.filter = EventFilter(self.request.GET, queryset=Event.objects.published().newest_first())
        return self.filter.qs.once_a_translation(self.filter.chosen_language).for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, form = super().get_context_data(**kwargs), FilterForm(self.filter)
        return context | {"filter": form, "shown": form.sentence(context["paginator"].count)}
