"""What the archive has and what is missing: for whoever works with it as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from ...models import Event, Utterance
from ..completeness import Completeness, Part, completeness
from ..language import language_name
from ..searching.curve import EventCurve
from ..serving.conditional import version_of


class DataView(View):
    """Counted once a version of the site, since that reads the whole archive."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = completeness(version_of(request))
        years = {int(part.value): part.events for part in found.years}
        context = {
            "section": "about",
            "found": found,
            "curve": EventCurve.of(years, lambda year: reverse("speeches:year", args=[year])),
            "missing": missing(found),
            "languages": shares(found.languages, {part.value: language_name(part.value) for part in found.languages}),
            "deliveries": shares(found.deliveries, dict(Utterance.Delivery.choices)),
            "wholeness": shares(found.wholeness, dict(Event.Completeness.choices)),
        }
        return render(request, "speeches/data.html", context)


def shares(parts: Iterable[Part], labels: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """Give rows for a table with bars, each as long as its share of the words."""
    rows = list(parts)
    words = sum(row.words for row in rows)
    return [
        {
            "label": labels.get(row.value, row.value),
            "width": f"{100 * row.words / words if words else 0:.1f}",
            "part": row,
        }
        for row in rows
    ]


def missing(found: Completeness) -> list[dict[str, Any]]:
    """Give what is missing by its name, with how many of how many; the template words it."""
    of_events = ("without_date", "without_time", "without_place", "without_turns")
    rows = [{"name": name, "count": getattr(found, name), "of": found.events} for name in of_events]
    rows.append({"name": "without_source", "count": found.events - found.sources, "of": found.events})
    rows.append({"name": "without_speaker", "count": found.without_speaker, "of": found.turns})
    return [row | {"width": f"{100 * row['count'] / row['of'] if row['of'] else 0:.1f}"} for row in rows]
