"""Events by year, month and day.

Periods are asked for by the sort key, which begins with the date and which the index of a list has.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ...models import Event
from ...models.prepared import Prepared
from ..lists.listing import LISTED, Listed
from ..lists.months import month_html, years_html
from ..serving.conditional import version_of
from ..serving.pieces import piece
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


class PeriodView(EventsView):
    """The events of one period, newest first; a period without events is not found."""

    allow_empty = False

    address = ""
    name_format = ""

    def period(self) -> tuple[str, str]:
        """Give the sort key it begins with, and that of the period after it."""
        raise NotImplementedError

    def get_queryset(self) -> PreparedList:
        """Give the events. All rows are read, a month's at most; of a year's those of the page."""
        return at_hand(WITHIN(*self.period(), language=get_language()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier, later = self.neighbours()
        return super().get_context_data(**kwargs) | {
            "first_day": self.first_day(),
            "earlier": self.link(earlier),
            "later": self.link(later),
        }

    def neighbours(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Give a day of the period before with events, and one of the period after."""
        (start, end), around = self.period(), {"language": get_language(), "most": 1}
        return tuple(rows[0][0] if rows else None for rows in (EARLIER(start, **around), LATER(end, **around)))

    def link(self, day: datetime.date | None) -> dict[str, str] | None:
        """Give the address and name of the period of a day."""
        if not day:
            return None
        parts = {part: getattr(day, part) for part in ("year", "month", "day") if part in self.kwargs}
        return {"url": reverse(self.address, kwargs=parts), "name": format_date(day, self.name_format)}

    def first_day(self) -> datetime.date:
        return datetime.date(self.kwargs["year"], self.kwargs.get("month", 1), self.kwargs.get("day", 1))


class YearView(PeriodView):
    heading = "h3"
    template_name = "speeches/year.html"
    address, name_format = "speeches:year", "Y"

    def period(self) -> tuple[str, str]:
        return whole_year(self.kwargs["year"])

    def get_queryset(self) -> PreparedList:
        self.days = days_of(version_of(self.request), self.kwargs["year"], get_language())
        return PreparedList(
            lambda first, most: WITHIN(*self.period(), first=first, most=most, language=get_language()),
            lambda: sum(map(total, self.days.values())),
        )

    def neighbours(self) -> tuple[datetime.date | None, datetime.date | None]:
        year, known = self.kwargs["year"], years(version_of(self.request), get_language())
        earlier, later = (each for each in known if each < year), (each for each in reversed(known) if each > year)
        return tuple(datetime.date(found, 1, 1) if found else None for found in (next(earlier, 0), next(later, 0)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, year = super().get_context_data(**kwargs), self.kwargs["year"]
        version, days = version_of(self.request), self.days
        return context | {
            "sheets": [sheet(year, month, days.get(month, {})) for month in range(1, 13)],
            "months": [
                # What came in within the second is on the page, and is counted with the site's next version.
                (month, total(days.get(month.month, {})) or len(entries), entries)
                for month, entries in by_month(context["page_obj"], context["entries"])
            ],
            "years": piece("years", (version, year), lambda: years_html(years(version, get_language()), year)),
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
        of_year = days_of(version_of(self.request), year, get_language())
        return super().get_context_data(**kwargs) | {
            "months": [(datetime.date(year, each, 1), total(of_year[each])) for each in sorted(of_year)],
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
        rows = WITHIN(*self.period(), language=get_language())
        return at_hand(sorted(rows, key=lambda row: (row[-1], row[0])))


def at_hand(rows: Rows) -> PreparedList:
    """Make a list of rows that have been read."""
    return PreparedList(lambda first, most: rows[first : first + most], lambda: len(rows))


def whole_year(year: int) -> tuple[str, str]:
    # A letter stands after digits and signs, in whatever collation.
    return f"{year:04}", f"{year + 1:04}" if year < 9999 else "9999z"


def by_month(rows: Iterable[Listed], entries: Iterable[SafeString]) -> list[tuple[datetime.date, list[SafeString]]]:
    """Put the entries of a page under their months. rows: of the same events."""
    written = groupby(zip(rows, entries, strict=True), lambda pair: pair[0][-1][:7])
    return [(datetime.date.fromisoformat(f"{month}-01"), [entry for _row, entry in group]) for month, group in written]


@lru_cache(maxsize=64)
def days_of(version: int, year: int, language: str) -> dict[int, dict[int, int]]:
    """Count the events of each day of a year, by month and day.

    version: the site's, which rises with changes; language: of the list.
    """
    found: dict[int, dict[int, int]] = {}
    for day, count in Counter(row[-1][5:10] for row in WITHIN(*whole_year(year), language=language)).items():
        found.setdefault(int(day[:2]), {})[int(day[3:])] = count
    return found


def total(days: dict[int, int]) -> int:
    return sum(days.values())


def sheet(year: int, month: int, counts: dict[int, int], *, has_link: bool = True) -> SafeString:
    """Write a month as `month_html` does."""
    known_by = (year, month, has_link, *sorted(counts.items()))
    return piece("month", known_by, lambda: month_html(year, month, counts, has_link=has_link))


@lru_cache(maxsize=4)
def years(version: int, language: str) -> tuple[int, ...]:
    """Give the years that have events, the latest first. Each is asked for by the one after it; no more is read.

    version: the site's, which rises with changes; language: of the list.
    """
    found: list[int] = []
    end = whole_year(9999)[1]
    while latest := EARLIER(end, language=language, most=1):
        found.append(latest[0][0].year)
        end = f"{found[-1]:04}"
    return tuple(found)
