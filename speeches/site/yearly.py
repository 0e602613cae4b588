"""Events by year."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from ..models.event import Year


def events_by_year(events: QuerySet) -> dict[int, int]:
    """Count events by year; those without a date are left out."""
    rows = events.exclude(sort_key="").order_by().annotate(year=Year("sort_key")).values_list("year")
    return {int(year): count for year, count in rows.annotate(count=Count("pk"))}
