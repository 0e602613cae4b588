"""Events by year, month and day.

Periods are asked for by the sort key, which begins with the date and which the index of a list has.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as format_date

from ...models import Event
from ..months import month_html
from .paging import EventsView


class PeriodView(EventsView):
    """The events of one period, newest first; a period without events is not found."""

    allow_empty = False

    address = ""
    name_format = ""

    def period(self) -> tuple[str, str]:
        """Give the sort key it begins with, and that of the period after it."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet:
        return within(readable(), *self.period()).newest_first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start, end = self.period()
        dated = readable().exclude(sort_key="")
        return super().get_context_data(**kwargs) | {
            "first_day": self.first_day(),
            "earlier": self.link(dated.filter(sort_key__lt=start).order_by("-sort_key", "-id")),
            "later": self.link(dated.filter(sort_key__gte=end).order_by("sort_key", "id")),
        }

    def link(self, events: QuerySet) -> dict[str, str] | None:
        """Give the address and name of the period of the first of these events."""
        day = events.values_list("start_date", flat=True).first()
        if day is None:
            return None
        parts = {part: getattr(day, part) for part in ("year", "month", "day") if part in self.kwargs}
        return {"url": reverse(self.address, kwargs=parts), "name": format_date(day, self.name_format)}

    def first_day(self) -> datetime.date:
        return datetime.date(self.kwargs["year"], self.kwargs.get("month", 1), self.kwargs.get("day", 1))


class YearView(PeriodView):
    template_name = "speeches/year.html"
    address, name_format = "speeches:year", "Y"

    def period(self) -> tuple[str, str]:
        return whole_year(self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        counts = dict(months_of(self.kwargs["year"]))
        days = days_within(*self.period())
        return context | {
            "sheets": [month_html(self.kwargs["year"], month, days.get(month, {})) for month in range(1, 13)],
            "months": [(month, counts.get(month), events) for month, events in by_month(context["events"])],
            "years": years(),
        }


class MonthView(PeriodView):
    template_name = "speeches/month.html"
    address, name_format = "speeches:month", "F Y"

    def period(self) -> tuple[str, str]:
        year, month = self.kwargs["year"], self.kwargs["month"]
        end = f"{year:04}-{month + 1:02}" if month < 12 else whole_year(year)[1]
        return f"{year:04}-{month:02}", end

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, month = self.kwargs["year"], self.kwargs["month"]
        days = days_within(*self.period()).get(month, {})
        return super().get_context_data(**kwargs) | {
            "months": months_of(year),
            "sheet": month_html(year, month, days, has_link=False),
        }


class DayView(PeriodView):
    """One day's events, as the day went."""

    template_name = "speeches/day.html"
    address, name_format = "speeches:day", "j E Y"

    def period(self) -> tuple[str, str]:
        try:
            day = self.first_day()
            return day.isoformat(), (day + datetime.timedelta(days=1)).isoformat()
        except (ValueError, OverflowError) as error:
            raise Http404 from error

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by("sort_key", "id")


def readable() -> QuerySet:
    return Event.objects.published().once_a_translation()


def whole_year(year: int) -> tuple[str, str]:
    # A letter stands after digits and signs, in whatever collation.
    return f"{year:04}", f"{year + 1:04}" if year < 9999 else "9999z"


def within(events: QuerySet, start: str, end: str) -> QuerySet:
    return events.filter(sort_key__gte=start, sort_key__lt=end)


def by_month(events: Iterable[Event]) -> list[tuple[datetime.date, list[Event]]]:
    return [(month, list(group)) for month, group in groupby(events, lambda event: event.start_date.replace(day=1))]


def months_of(year: int) -> list[tuple[datetime.date, int]]:
    """Count the events of a year's months; those without any are left out."""
    rows = within(readable(), *whole_year(year)).order_by().annotate(month=Substr("sort_key", 6, 2))
    counts = rows.values_list("month").annotate(count=Count("pk")).order_by("month")
    return [(datetime.date(year, int(month), 1), count) for month, count in counts]


def days_within(start: str, end: str) -> dict[int, dict[int, int]]:
    """Count the events of each day of a period of at most one year, by month and day."""
    rows = within(readable(), start, end).order_by().annotate(day=Substr("sort_key", 6, 5))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for day, count in rows.values_list("day").annotate(count=Count("pk")):
        found[int(day[:2])][int(day[3:])] = count
    return found


def years() -> list[int]:
    """Give the years that have events, the latest first."""
    dated = readable().exclude(sort_key="").order_by()
    found = dated.annotate(year=Substr("sort_key", 1, 4)).values_list("year", flat=True).distinct()
    return sorted(map(int, found), reverse=True)
