"""The events before and after one."""

from __future__ import annotations

from django.db.models import Q

from ..models import Event

SHOWN = ("slug", "title", "start_date", "start_time", "time_zone", "language")


def neighbours(event: Event) -> tuple[Event | None, Event | None]:
    """Give the event before and the one after this by date, each in this one's language where there is a text in it.

    Both None for an undated one. They are found by the index of lists, however many there are.
    """
    if not event.sort_key:
        return None, None
    key, readable = event.sort_key, Event.objects.published().once_a_translation(event.language).only(*SHOWN)
    # The first condition is what the index is entered by; a choice between two would read it from its end.
    before = readable.filter(sort_key__lte=key, sort_key__gt="").filter(Q(sort_key__lt=key) | Q(pk__lt=event.pk))
    after = readable.filter(sort_key__gte=key).filter(Q(sort_key__gt=key) | Q(pk__gt=event.pk))
    return before.order_by("-sort_key", "-id").first(), after.order_by("sort_key", "id").first()
