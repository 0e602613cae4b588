"""Lists in pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.views.generic import ListView

from ...models import Event
from ..listing import events_of, with_speakers

A_PAGE = 25


class PagedListView(ListView):
    """A list in pages; a page beyond the last, or what is no number, gives the nearest there is."""

    paginate_by = A_PAGE
    section = ""

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        page = page_of(queryset, self.request.GET.get(self.page_kwarg), page_size, self.count())
        return page.paginator, page, page.object_list, page.has_other_pages()

    def count(self) -> int | None:
        """Give the number of rows where it is known; else it is counted."""
        return None


class EventsView(PagedListView):
    """Events in pages, each with those who speak in it.

    A page is cut out of the keys alone, which an index has: the rows of the pages before it are not read.
    """

    section = "events"
    context_object_name = "events"

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        return super().paginate_queryset(queryset.values_list("pk", flat=True), page_size)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"section": self.section, "events": with_speakers(events_of(context["events"]))}


@lru_cache(maxsize=4)
def number_of_events(version: int, language: str) -> int:
    """Count what a list of everything shows. version: the site's, which rises with changes; language: the list's."""
    return Event.objects.published().once_a_translation(language).count()


def page_of(queryset: QuerySet, number: str | None, size: int = A_PAGE, count: int | None = None) -> Page:
    """Cut one page out of a queryset; it carries the numbers that a pager shows. count: of all rows, where known."""
    paginator = Paginator(queryset, size)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(number)
    page.shown_numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return page
