"""The events before and after one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from ...models import Event
from ...models.prepared import Prepared
from ..serving.pieces import piece

SHOWN = ("id", "slug", "title", "start_date", "language")


def _readable(language: str) -> QuerySet:
    return Event.objects.published().once_a_translation(language)


# The first condition is what the index is entered by; a choice between two would read it from its end.
BEFORE = Prepared(
    lambda key, pk, language: (
        _readable(language)
        .filter(sort_key__lte=key, sort_key__gt="")
        .filter(Q(sort_key__lt=key) | Q(pk__lt=pk))
        .order_by("-sort_key", "-id")
        .values_list(*SHOWN)
    )
)
AFTER = Prepared(
    lambda key, pk, language: (
        _readable(language)
        .filter(sort_key__gte=key)
        .filter(Q(sort_key__gt=key) | Q(pk__gt=pk))
        .order_by("sort_key", "id")
        .values_list(*SHOWN)
    )
)


def neighbours(event: Event) -> tuple[Event | None, Event | None]:
    """Give the event before and the one after this by date, each in this one's language where there is a text in it.

    Both None for an undated one. They are found by the index of lists, however many there are; of them is known what is
    `SHOWN`.
    """
    if not event.sort_key:
        return None, None
    around = {"most": 1, "language": event.language}
    before, after = BEFORE(event.sort_key, event.pk, **around), AFTER(event.sort_key, event.pk, **around)
    return _first(before), _first(after)


def _first(rows: list[tuple[Any, ...]]) -> Event | None:
    return Event(**dict(zip(SHOWN, rows[0], strict=True))) if rows else None


def neighbours_html(event: Event) -> str:
    """Write links to both."""
    earlier, later = neighbours(event)
    shown = tuple(each and tuple(getattr(each, name) for name in SHOWN) for each in (earlier, later))
    around = {"earlier": earlier, "later": later}
    return piece("neighbours", shown, lambda: render_to_string("speeches/partials/_neighbouring_events.html", around))
