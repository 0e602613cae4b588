"""The first page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView

from ...models import Event, Speaker, Tag
from ...models.prepared import Prepared
from .. import linked_data
from ..conditional import day_of
from ..listing import LISTED, event_entries
from ..pieces import piece
from ..sharing import shared_site

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


class HomeView(TemplateView):
    """What readers have not seen yet, first; the empty site says what an editor does next."""

    template_name = "speeches/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = LATEST(language=get_language(), most=NEWEST)
        return super().get_context_data(**kwargs) | {
            "section": "home",
            "entries": event_entries(latest, "h3", is_home=True),
            "on_this_day": on_this_day(day_of(self.request)),
            "share": piece("site", (), shared),
            "speakers": names(gettext("Speak most often"), Speaker, "utterance_count", SPEAKERS(most=MOST_NAMES)),
            "tags": names(gettext("Tags"), Tag, "event_count", TAGS(most=MOST_NAMES)),
        }


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
