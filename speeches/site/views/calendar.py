"""Events by year, month and day.

Periods are asked for by the sort key, which begins with the date and which the index of a list has.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ...models import Event
from ...models.event import Year
from ...models.prepared import Prepared
from ..conditional import version_of
from ..listing import LISTED, Listed
from ..months import month_html, years_html
from ..pieces import piece
from .paging import EventsView, PreparedList

Rows = list[tuple[Any, ...]]


def readable(language: str) -> QuerySet:
    return Event.objects.published().once_a_translation(language)


WITHIN = Prepared(
    lambda start, end, language: (
        readable(language).filter(sort_key__gte=start, sort_key__lt=end).newest_first().values_list(*LISTED)
    )
)
EARLIER = Prepared(
    lambda start, language: (
        readable(language)
        .filter(sort_key__lt=start, sort_key__gt="")
        .order_by("-sort_key", "-id")
        .values_list("start_date")
    )
)
LATER = Prepared(
    lambda end, language: (
        readable(language).filter(sort_key__gte=end).order_by("sort_key", "id").values_list("start_date")
    )
)
YEARS = Prepared(
    lambda language: (
        readable(language)
        .exclude(sort_key="")
        .order_by()
        .annotate(year=Year("sort_key"))
        .values_list("year")
        .distinct()
    )
)


class PeriodView(EventsView):
    """The events of one period, newest first; a period without events is not found."""

    allow_empty = False

    address = ""
    name_format = ""

    def period(self) -> tuple[str, str]:
        """Give the sort key it begins with, and that of the period after it."""
        raise NotImplementedError

    def get_queryset(self) -> PreparedList:
        """Give the events. All rows are read, a year's at most: the sheets count their days."""
        self.rows = WITHIN(*self.period(), language=get_language())
        return PreparedList(lambda first, most: self.rows[first : first + most], lambda: len(self.rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start, end = self.period()
        around = {"language": get_language(), "most": 1}
        return super().get_context_data(**kwargs) | {
            "first_day": self.first_day(),
            "earlier": self.link(EARLIER(start, **around)),
            "later": self.link(LATER(end, **around)),
        }

    def link(self, days: Rows) -> dict[str, str] | None:
        """Give the address and name of the period of a day. days: in one row, if there is any."""
        for (day,) in days:
            parts = {part: getattr(day, part) for part in ("year", "month", "day") if part in self.kwargs}
            return {"url": reverse(self.address, kwargs=parts), "name": format_date(day, self.name_format)}
        return None

    def first_day(self) -> datetime.date:
        return datetime.date(self.kwargs["year"], self.kwargs.get("month", 1), self.kwargs.get("day", 1))


class YearView(PeriodView):
    heading = "h3"
    template_name = "speeches/year.html"
    address, name_format = "speeches:year", "Y"

    def period(self) -> tuple[str, str]:
        return whole_year(self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, year = super().get_context_data(**kwargs), self.kwargs["year"]
        days = days_of(self.rows)
        return context | {
            "sheets": [sheet(year, month, days.get(month, {})) for month in range(1, 13)],
            "months": [
                (month, sum(days[month.month].values()), entries)
                for month, entries in by_month(context["page_obj"], context["entries"])
            ],
            "years": piece("years", (version_of(self.request), year), lambda: years_html(years(), year)),
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
        of_year = days_of(WITHIN(*whole_year(year), language=get_language()))
        return super().get_context_data(**kwargs) | {
            "months": [(datetime.date(year, each, 1), sum(of_year[each].values())) for each in sorted(of_year)],
            "sheet": sheet(year, month, of_year.get(month, {}), has_link=False),
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

    def get_queryset(self) -> PreparedList:
        events = super().get_queryset()
        self.rows.sort(key=lambda row: (row[-1], row[0]))
        return events


def whole_year(year: int) -> tuple[str, str]:
    # A letter stands after digits and signs, in whatever collation.
    return f"{year:04}", f"{year + 1:04}" if year < 9999 else "9999z"


def by_month(rows: Iterable[Listed], entries: Iterable[SafeString]) -> list[tuple[datetime.date, list[SafeString]]]:
    """Put the entries of a page under their months. rows: of the same events."""
    written = groupby(zip(rows, entries, strict=True), lambda pair: pair[0][-1][:7])
    return [(datetime.date.fromisoformat(f"{month}-01"), [entry for _row, entry in group]) for month, group in written]


def days_of(rows: Rows) -> dict[int, dict[int, int]]:
    """Count the events of each day, by month and day. rows: of one year's."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for day, count in Counter(row[-1][5:10] for row in rows).items():
        found[int(day[:2])][int(day[3:])] = count
    return found


def sheet(year: int, month: int, counts: dict[int, int], *, has_link: bool = True) -> SafeString:
    """Write a month as `month_html` does."""
    known_by = (year, month, has_link, *sorted(counts.items()))
    return piece("month", known_by, lambda: month_html(year, month, counts, has_link=has_link))


def years() -> list[int]:
    """Give the years that have events, the latest first."""
    return sorted((int(year) for (year,) in YEARS(language=get_language())), reverse=True)
