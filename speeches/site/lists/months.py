"""Months as small sheets, each day a cell, the darker the more events it has; and the years beside them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from html import escape

from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString

from ..counts import events

DARKEST = 4
"""Classes `few-1` to `few-4` tell one event, two, three, four and more."""


def month_html(year: int, month: int, counts: Mapping[int, int], *, has_link: bool = True) -> SafeString:
    """Write one month as a table, weeks from Monday on. counts: events by day of the month.

    has_link: whether its name leads to the month's page, where it has events.
    """
    name = f"{MONTHS[month]} {year:04}" if not has_link else str(MONTHS[month])
    if has_link and counts:
        url = reverse("speeches:month", args=[year, month])
        name = f'<a href="{url}">{escape(name)}</a>'
    address = reverse("speeches:day", args=[year, month, 1]).removesuffix("01/")
    weeks = calendar.Calendar().monthdays2calendar(year, month)
    body = "".join(f"<tr>{''.join(_cell(day, counts, address) for day, _weekday in week)}</tr>" for week in weeks)
    return SafeString(
        f'<table class="month"><caption>{name}</caption><thead>{_weekdays()}</thead><tbody>{body}</tbody></table>'
    )


def years_html(years: Iterable[int], current: int) -> SafeString:
    """Write links to years as the items of a list. current: the one whose page this is."""
    return SafeString(
        "\n".join(
            f'<li><a href="{reverse("speeches:year", args=[year])}"{is_current}>{year:04}</a></li>'
            for year in years
            for is_current in [' aria-current="page"' if year == current else ""]
        )
    )


def _weekdays() -> str:
    heads = (
        f'<th scope="col"><abbr title="{escape(str(WEEKDAYS[day]))}">{escape(str(WEEKDAYS_ABBR[day])[:2])}</abbr></th>'
        for day in range(7)
    )
    return f"<tr>{''.join(heads)}</tr>"


def _cell(day: int, counts: Mapping[int, int], address: str) -> str:
    if not day:
        return "<td></td>"
    count = counts.get(day, 0)
    if not count:
        return f"<td>{day}</td>"
    link = f'<a href="{address}{day:02}/">{day}<span class="visually-hidden">: {escape(events(count))}</span></a>'
    return f'<td class="few-{min(count, DARKEST)}">{link}</td>'
