"""The first page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ...models import Event, Speaker, Tag
from ...models.prepared import Prepared
from ..context import alternates
from ..lists.listing import LISTED, event_entries
from ..outward import linked_data
from ..outward.sharing import shared_site
from ..serving.conditional import day_of
from ..serving.frame import Surroundings, depends_on
from ..serving.letters import Letter, gap
from ..serving.pieces import piece

NEWEST = 10
MOST_NAMES = 12
MOST_OF_THE_DAY = 6

SHOWN = ("title", "slug", "language", "start_date")
NAMED = ("slug", "name_ru", "name_en")

Rows = list[tuple[Any, ...]]

LATEST = Prepared(
    lambda language: (
        Event.objects.published().once_a_translation(language).order_by("-published_at", "-id").values_list(*LISTED)
    )
)
OF_THE_DAY = Prepared(
    lambda day_of_year, today, tomorrow, language: (
        Event.objects.published()
        .on_day_of_year(day_of_year)
        .exclude(sort_key__gte=today, sort_key__lt=tomorrow)
        .once_a_translation(language)
        .newest_first()
        .values_list(*SHOWN)
    )
)
SPEAKERS = Prepared(
    lambda: Speaker.objects.public().order_by("-utterance_count", "id").values_list(*NAMED, "utterance_count")
)
TAGS = Prepared(lambda: Tag.objects.public().order_by("-event_count", "id").values_list(*NAMED, "event_count"))


class Shape(NamedTuple):
    """By what first pages differ besides what is on them."""

    around: Surroundings
    path: str
    is_canonical: bool
    has_entries: bool


@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """Show what readers have not seen yet, first; the empty site says what an editor does next."""
    entries = event_entries(LATEST(language=get_language(), most=NEWEST), "h3", is_home=True)
    values = {
        "entries": "".join(entries),
        "on_this_day": on_this_day(day_of(request)),
        "speakers": names(gettext("Speak most often"), Speaker, "utterance_count", SPEAKERS(most=MOST_NAMES)),
        "tags": names(gettext("Tags"), Tag, "event_count", TAGS(most=MOST_NAMES)),
    }
    shape = Shape(depends_on(request), request.path, not request.GET, bool(entries))
    return HttpResponse(_letter(shape).filled(values, request))


@lru_cache(maxsize=16)
def _letter(shape: Shape) -> Letter:
    """Render the page in the active language without what is on it."""
    gaps = {name: SafeString(gap(name)) for name in ("on_this_day", "speakers", "tags")}
    where = {"canonical": shape.path, "alternates": alternates(shape.path)} if shape.is_canonical else {}
    entries = SafeString(gap("entries")) if shape.has_entries else ""
    context = {"section": "home", "share": shared(), "entries": entries, **where, **gaps}
    return Letter("speeches/home.html", context)


def shared() -> dict[str, Any]:
    return shared_site() | {"data": linked_data.block(linked_data.site_nodes())}


def on_this_day(today: datetime.date) -> SafeString:
    """Write the newest events of the same day in other years, "" where there are none."""
    tomorrow = today + datetime.timedelta(days=1)
    days = f"{today:%m-%d}", today.isoformat(), tomorrow.isoformat()
    rows = OF_THE_DAY(*days, language=get_language(), most=MOST_OF_THE_DAY)
    if not rows:
        return SafeString("")
    return _part("_on_this_day", (today, *rows), lambda: {"today": today, "events": made(Event, SHOWN, rows)})


def names(label: str, model: type[Speaker | Tag], count: str, rows: Rows) -> SafeString:
    """Write names in a column. count: the attribute that counts their texts."""
    return _part(
        "_tags", (label, *rows), lambda: {"label": label, "items": made(model, (*NAMED, count), rows), "count": count}
    )


def made(model: type[Model], columns: Sequence[str], rows: Rows) -> list[Any]:
    """Make instances of which nothing is known but these columns."""
    return [model(**dict(zip(columns, row, strict=True))) for row in rows]


def _part(template: str, rows: Hashable, context: Callable[[], dict[str, Any]]) -> SafeString:
    return piece(template, rows, lambda: render_to_string(f"speeches/partials/{template}.html", context()))
