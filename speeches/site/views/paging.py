"""Lists in pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.views.generic import ListView

from ...models import Event
from ...models.prepared import Prepared
from ..lists.listing import LISTED, event_entries

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


class PreparedList:
    """The rows of a prepared query, for a paginator. count: tells how many there are; it is asked once."""

    def __init__(self, query: Callable[..., list[Any]], count: Callable[[], int]):
        self._query, self._count = query, cache(count)

    def count(self) -> int:
        return self._count()

    def exists(self) -> bool:
        return self.count() > 0

    def __getitem__(self, part: slice) -> list[Any]:
        return self._query(first=part.start, most=part.stop - part.start)


class EventsView(PagedListView):
    """Events in pages, each with those who speak in it.

    A page is cut out of what an index has: the rows of the pages before it are not read. `get_queryset` gives a
    queryset of events, or a `PreparedList` with the columns of `LISTED`.
    """

    section = "events"
    heading = "h2"

    def paginate_queryset(self, queryset: QuerySet | PreparedList, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        rows = queryset.values_list(*LISTED) if isinstance(queryset, QuerySet) else queryset
        return super().paginate_queryset(rows, page_size)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"section": self.section, "entries": event_entries(list(context["page_obj"]), self.heading)}


NEWEST = Prepared(
    lambda language: Event.objects.published().once_a_translation(language).newest_first().values_list(*LISTED)
)


FROM_MILESTONE = Prepared(
    lambda sort_key, pk, language: (
        # Cut afterwards: what stands for an event may lie before the milestone.
        Event.objects.published()
        .once_a_translation(language)
        .filter(sort_key__lte=sort_key)
        .exclude(sort_key=sort_key, pk__gt=pk)
        .newest_first()
        .values_list(*LISTED)
    )
)

STRETCH = 20 * A_PAGE
"""How many events of a list lie from one milestone to the next."""


def newest_events(version: int) -> PreparedList:
    """Give all events, each in the interface's language where there is a text in it. version: the site's.

    A database passes over all that comes before a page; a deep one is therefore read from the milestone before it.
    """
    language = get_language()

    def read(first: int, most: int) -> list[Any]:
        known = milestones(version, language) if first >= STRETCH else ()
        if not known:
            return NEWEST(first=first, most=most, language=language)
        passed = min(first // STRETCH, len(known) - 1)
        return FROM_MILESTONE(*known[passed], first=first - passed * STRETCH, most=most, language=language)

    return PreparedList(read, lambda: number_of_events(version, language))


@lru_cache(maxsize=4)
def milestones(version: int, language: str) -> tuple[tuple[str, int], ...]:
    """Give where in a list of everything each stretch begins: sort key and primary key of its first event.

    version: the site's, which rises with changes; language: the list's.
    """
    events = Event.objects.published().once_a_translation(language).newest_first()
    return tuple(islice(events.values_list("sort_key", "pk").iterator(), 0, None, STRETCH))


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
