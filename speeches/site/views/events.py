"""All events, and those that a reader asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from ...citing import FILES
from ...models import Event
from ..lists.conditions import FilterForm
from ..lists.facets import Facets
from ..lists.filters import EventFilter
from ..searching.curve import EventCurve
from ..serving.conditional import version_of
from ..serving.pieces import piece
from .paging import EventsView, PreparedList, newest_events, number_of_events


class EventListView(EventsView):
    template_name = "speeches/events.html"

    def get_queryset(self) -> QuerySet | PreparedList:
        version = version_of(self.request)
        # On the pages of all events, what stands around the entries is the same.
        self.is_plain = set(self.request.GET) <= {self.page_kwarg}
        if self.is_plain:
            return newest_events(version)
        self.filter = EventFilter(self.request.GET, queryset=Event.objects.published().newest_first())
        self.facets = Facets(self.filter, version)
        return self.filter.qs.once_a_translation(self.filter.chosen_language)

    def count(self) -> int | None:
        """Give the number of all events, which is kept; of what a filter leaves it is counted."""
        is_everything = not (self.is_plain or self.facets.has_conditions)
        return number_of_events(version_of(self.request), get_language()) if is_everything else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        if self.is_plain:
            return context | piece("choices", version_of(self.request), lambda: self.choices(count))
        return context | self.choices(count)

    def choices(self, count: int) -> dict[str, Any]:
        """Give what stands around the entries: filters, conditions, the years. count: of events."""
        if self.is_plain:
            self.filter = EventFilter(self.request.GET, queryset=Event.objects.published())
            self.facets = Facets(self.filter, version_of(self.request))
        form = FilterForm(self.filter, self.facets)

        def year_url(year: int) -> str:
            return f"?{form.within_year(year)}" if self.facets.has_conditions else reverse("speeches:year", args=[year])

        curve = EventCurve.of(self.facets.counts("year") or {}, year_url)
        chosen = {"filter": form, "curve": curve, "shown": form.sentence(count)}
        return {
            "words": form.words,
            "choose": render_to_string("speeches/partials/_choose.html", {"filter": form}),
            "chosen": render_to_string("speeches/partials/_chosen.html", chosen),
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
