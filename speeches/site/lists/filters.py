"""What events can be chosen by; the pages and the API use the same."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models import Event, Place, Speaker, Tag, Utterance
from ...search import MAX_QUERY, with_words

MOST_CHOICES = 50
"""How many speakers, tags and places a list of choices offers; any other can be named in the address."""

ANY = pgettext_lazy("choice in a filter", "any")
SORTS = (("oldest", _("oldest first")), ("title", _("by title")))
ORDERS = {
    "": ("-sort_key", "-id"),
    # The key of an undated event is empty: it stands last in either direction.
    "oldest": (F("start_date").asc(nulls_last=True), "sort_key", "id"),
    "title": ("title_key", "id"),
}
ISO_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a filter can be set to. count: how many events the list has then, None where that is not known."""

    value: str
    name: str
    count: int | None = None


class ChosenField(forms.CharField):
    """A text that is chosen rather than typed: HTML knows no longest one of a list."""

    widget = forms.Select

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ChosenFilter(django_filters.CharFilter):
    field_class = ChosenField


class SlugFilter(ChosenFilter):
    """Choose by a slug; what no row has chooses nothing."""

    def __init__(self, model: type[models.Model], **kwargs: Any):
        super().__init__(max_length=120, **kwargs)
        self.rows = model

    def choices(self, chosen: str, counts: Mapping[int, int] | None) -> list[Choice]:
        """Give those most frequent, and the one chosen now. counts: events by primary key, None where nobody knows."""
        public = self.rows.objects.public()
        if counts is None:
            rows = list(public.order_by("-event_count", "id")[:MOST_CHOICES])
        else:
            most = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_CHOICES]
            rows = list(public.filter(pk__in=most))
        choices = [Choice(row.slug, row.name, counts.get(row.pk) if counts else None) for row in rows]
        if chosen and chosen not in [choice.value for choice in choices]:
            row = public.filter(slug=chosen).first()
            choices.append(Choice(chosen, row.name if row else chosen, counts.get(row.pk) if counts and row else None))
        return sorted(choices, key=lambda choice: choice.name.casefold())


class DateFilter(django_filters.DateFilter):
    """Choose by a local date, written as ISO 8601 has it."""

    def __init__(self, **kwargs: Any):
        super().__init__(field_name="start_date", input_formats=["%Y-%m-%d"], widget=ISO_DATE, **kwargs)

    def filter(self, qs: QuerySet, value: datetime.date | None) -> QuerySet:
        """Keep events by the index of lists, which has the sort key: that begins with the date."""
        if value is None:
            return qs
        # A letter stands after digits and signs, in whatever collation.
        key = value.isoformat() if self.lookup_expr == "gte" else f"{value.isoformat()}z"
        return super().filter(qs, value).filter(**{f"sort_key__{self.lookup_expr}": key})


class EventFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="with_words", label=_("Words"), max_length=MAX_QUERY)
    speaker = SlugFilter(Speaker, method="with_speaker", label=_("Speaker"))
    tag = SlugFilter(Tag, method="with_tag", label=_("Tag"))
    place = SlugFilter(Place, method="with_place", label=_("Place"))
    classification = django_filters.ChoiceFilter(choices=Event.Classification, label=_("Kind"), empty_label=ANY)
    language = ChosenFilter(label=_("Language of the text"), max_length=35)
    # The word that the address has for it is no name that Python allows.
    locals()["from"] = DateFilter(lookup_expr="gte", label=_("From"))
    to = DateFilter(lookup_expr="lte", label=_("Until"))
    sort = django_filters.ChoiceFilter(
        choices=SORTS, method="sorted_by", label=_("Order"), empty_label=_("newest first")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def with_words(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return with_words(events, value)

    def with_speaker(self, events: QuerySet, name: str, value: str) -> QuerySet:
        turns = Utterance.objects.spoken().filter(speaker__slug=value, speaker__voice_of=None)
        return events.filter(pk__in=turns.order_by().values("event"))

    def with_tag(self, events: QuerySet, name: str, value: str) -> QuerySet:
        on_events = Event.tags.through.objects.filter(tag__slug=value).values("event")
        on_turns = Utterance.tags.through.objects.filter(tag__slug=value).values("utterance__event")
        # One list of keys: of a choice between two, a database would ask each event.
        return events.filter(pk__in=on_events.union(on_turns))

    def with_place(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return events.filter(place__in=Place.objects.filter(slug=value))

    def sorted_by(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return events.order_by(*ORDERS[value])

    @property
    def chosen_language(self) -> str | None:
        """The language in which a translated event is to be shown, None for the reader's own."""
        self.is_valid()
        return self.form.cleaned_data.get("language") or None

    def each_once(self) -> QuerySet:
        """Give the events of the list, each in one language."""
        return self.qs.once_a_translation(self.chosen_language)
