"""Lists in pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.views.generic import ListView

from ..listing import with_speakers

A_PAGE = 25


class PagedListView(ListView):
    """A list in pages; a page beyond the last, or what is no number, gives the nearest there is."""

    paginate_by = A_PAGE
    section = ""

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        page = page_of(queryset, self.request.GET.get(self.page_kwarg), page_size)
        return page.paginator, page, page.object_list, page.has_other_pages()


class EventsView(PagedListView):
    """Events in pages, each with those who speak in it."""

    section = "events"
    context_object_name = "events"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"section": self.section, "events": with_speakers(context["events"])}


def page_of(queryset: QuerySet, number: str | None, size: int = A_PAGE) -> Page:
    """Cut one page out of a queryset; it carries the numbers that a pager shows."""
    paginator = Paginator(queryset, size)
    page = paginator.get_page(number)
    page.shown_numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return page
