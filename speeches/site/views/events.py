"""All events, and those that a reader asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from ...citing import FILES
from ...models import Event
from ..conditional import version_of
from ..conditions import FilterForm
from ..curve import EventCurve
from ..facets import Facets
from ..filters import EventFilter
from .paging import EventsView, number_of_events


class EventListView(EventsView):
    template_name = "speeches/events.html"

    def get_queryset(self) -> QuerySet:
        self.filter = EventFilter(self.request.GET, queryset=Event.objects.published().newest_first())
        self.facets = Facets(self.filter, version_of(self.request))
        return self.filter.qs.once_a_translation(self.filter.chosen_language)

    def count(self) -> int | None:
        """Give the number of all events, which is kept; of what a filter leaves it is counted."""
        return None if self.facets.has_conditions else number_of_events(version_of(self.request), get_language())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, form = super().get_context_data(**kwargs), FilterForm(self.filter, self.facets)

        def year_url(year: int) -> str:
            return f"?{form.within_year(year)}" if self.facets.has_conditions else reverse("speeches:year", args=[year])

        return context | {
            "filter": form,
            "shown": form.sentence(context["paginator"].count),
            "curve": EventCurve.of(self.facets.counts("year") or {}, year_url),
            "citations": self.citations(),
        }

    def citations(self) -> list[dict[str, str]]:
        """Give the files for reference managers, each with the address that has the conditions of this list."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        query = f"?{asked.urlencode()}" if asked else ""
        return [
            {"label": file.label, "url": reverse("speeches:events-citations", args=[ending]) + query}
            for ending, file in FILES.items()
        ]
