"""All events, and those that a reader asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ...citing import FILES
from ...models import Event
from ..conditions import FilterForm
from ..filters import EventFilter
from .paging import EventsView


class EventListView(EventsView):
    template_name = "speeches/events.html"

    def get_queryset(self) -> QuerySet:
        self.filter = EventFilter(self.request.GET, queryset=Event.objects.published().newest_first())
        return self.filter.each_once().for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, form = super().get_context_data(**kwargs), FilterForm(self.filter)
        shown = form.sentence(context["paginator"].count)
        return context | {"filter": form, "shown": shown, "citations": self.citations()}

    def citations(self) -> list[dict[str, str]]:
        """Give the files for reference managers, each with the address that has the conditions of this list."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        query = f"?{asked.urlencode()}" if asked else ""
        return [
            {"label": file.label, "url": reverse("speeches:events-citations", args=[ending]) + query}
            for ending, file in FILES.items()
        ]
