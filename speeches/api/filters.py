"""What turns can be chosen by, with the words that events and searches have for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Event, Place, Speaker, Tag, Utterance
from ..site.lists.filters import DateFilter, EventFilter

BY_SLUG = {"speaker": Speaker, "tag": Tag, "place": Place}
"""Filters that take a slug, and here a reference or an old slug as well."""


class TextFilter(EventFilter):
    """The filter of the pages, and what programs ask besides."""

    translation_of = django_filters.CharFilter(
        field_name="translation_of__ref", max_length=10, label=_("The event’s reference in its original language")
    )


class TurnFilter(django_filters.FilterSet):
    """Choose turns. It filters events, each joined with its turns: these are in the order of their events.

    What it offers leads through an index, or looks at events only; the kinds of a turn would have all turns read.
    """

    event = django_filters.CharFilter(max_length=10, label=_("The event, by its reference"))
    speaker = django_filters.CharFilter(max_length=120, label=_("Who speaks, by slug or reference"))
    tag = django_filters.CharFilter(max_length=120, label=_("A tag of the turn or of its event, by slug or reference"))
    place = django_filters.CharFilter(max_length=120, label=_("Where, by slug or reference"))
    language = django_filters.CharFilter(max_length=35, label=_("Language of the text"))
    # The word that the address has for it is no name that Python allows.
    locals()["from"] = DateFilter(lookup_expr="gte", label=_("From"))
    to = DateFilter(lookup_expr="lte", label=_("Until"))

    class Meta:
        model = Event
        fields: list[str] = []

    def filter_queryset(self, events: QuerySet) -> QuerySet:
        """Choose with one condition for all: each of several would join the turns anew."""
        values = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        condition = Q(utterances__isnull=False)
        for name, value in values.items():
            condition &= CONDITIONS[name](value)
        return events.filter(condition)


def _spoken_by(slug: str) -> Q:
    speaker = _key_of(Speaker.objects.people(), slug)
    # Events first, or SQLite may look through the turns of all of them.
    events = Utterance.objects.filter(speaker=speaker).values("event")
    return Q(pk__in=events, utterances__speaker=speaker)


def _tagged(slug: str) -> Q:
    tag = _key_of(Tag.objects.all(), slug)
    of_events = Event.tags.through.objects.filter(tag=tag).values("event")
    of_turns = Utterance.tags.through.objects.filter(tag=tag)
    tagged = Q(pk__in=of_events) | Q(utterances__pk__in=of_turns.values("utterance"))
    return (Q(pk__in=of_events) | Q(pk__in=of_turns.values("utterance__event"))) & tagged


def _key_of(rows: QuerySet, slug: str) -> int:
    """Give the primary key of a slug, 0 where no row has it."""
    return rows.filter(slug=slug).values_list("pk", flat=True).first() or 0


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "event": lambda ref: Q(ref=ref),
    "speaker": _spoken_by,
    "tag": _tagged,
    "place": lambda slug: Q(place=_key_of(Place.objects.all(), slug)),
    "language": lambda language: Q(language=language),
    "from": lambda day: Q(start_date__gte=day),
    "to": lambda day: Q(start_date__lte=day),
}
