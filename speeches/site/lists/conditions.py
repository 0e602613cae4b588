"""A filter as a page shows it: choices, conditions in words with links that remove them, what was not understood."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, pgettext, pgettext_lazy

from ...models import Event
from ..counts import events, number
from ..language import language_name
from .facets import Facets
from .filters import ANY, MOST_CHOICES, Choice, EventFilter, SlugFilter

MOST_SHOWN = 40
"""How many characters of a value that was not understood are shown again."""

PHRASES: dict[str, Any] = {
    "q": pgettext_lazy("condition of a list", "words “%(value)s”"),
    "speaker": pgettext_lazy("condition of a list", "%(value)s speaks"),
    "tag": pgettext_lazy("condition of a list", "tag “%(value)s”"),
    "place": pgettext_lazy("condition of a list", "place “%(value)s”"),
    "classification": pgettext_lazy("condition of a list", "kind “%(value)s”"),
    "language": pgettext_lazy("condition of a list", "language: %(value)s"),
    "from": pgettext_lazy("condition of a list", "from %(value)s"),
    "to": pgettext_lazy("condition of a list", "until %(value)s"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list, in words. without: the query that leaves it out."""

    phrase: str
    without: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A value that could not be used. field: the filter's label; value: how it begins."""

    field: str
    value: str
    message: str


class FilterForm:
    """The form of a bound filter, made ready for a template."""

    def __init__(self, filterset: EventFilter, facets: Facets):
        filterset.is_valid()
        self.form = filterset.form
        self._names: dict[str, dict[str, str]] = {}
        # The words of the page's header have the plain name.
        self.form.auto_id = "f-%s"
        for name, field in filterset.filters.items():
            if isinstance(field, SlugFilter):
                self._offer(name, field.choices(self.values.get(name, ""), facets.counts(name)))
        self._offer("language", self._languages(facets.counts("language")))
        self._offer("classification", self._kinds(facets.counts("classification")))

    def _offer(self, name: str, choices: list[Choice]) -> None:
        field = self.form.fields[name]
        self._names[name] = {choice.value: choice.name for choice in choices}
        field.widget.choices = [("", str(ANY)), *((choice.value, with_count(choice)) for choice in choices)]
        if len(choices) >= MOST_CHOICES:
            # Of the field as shown: it took over the name when the form was validated.
            self.form[name].label = gettext("%(label)s (the most frequent)") % {"label": field.label}

    def _languages(self, counts: Mapping[str, int] | None) -> list[Choice]:
        chosen = self.values.get("language")
        usual = dict.fromkeys([*dict(settings.LANGUAGES), *([chosen] if chosen else [])])
        codes = usual if counts is None else usual | dict.fromkeys(sorted(counts))
        return [Choice(code, language_name(code), counts.get(code, 0) if counts else None) for code in codes]

    @staticmethod
    def _kinds(counts: Mapping[str, int] | None) -> list[Choice]:
        kinds = Event.Classification.choices
        return [Choice(kind, str(name), counts.get(kind, 0) if counts else None) for kind, name in kinds]

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values that were understood; a field left empty has none."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in ("", None)}

    @cached_property
    def conditions(self) -> list[Condition]:
        told = [name for name in self.values if name in PHRASES and not (self.year and name in ("from", "to"))]
        conditions = [
            Condition(PHRASES[name] % {"value": self._in_words(name, self.values[name])}, self.without(name))
            for name in told
        ]
        if self.year:
            phrase = pgettext("condition of a list", "in %(year)s") % {"year": f"{self.year:04}"}
            conditions.append(Condition(phrase, self.without("from", "to")))
        return conditions

    @cached_property
    def year(self) -> int | None:
        """The one year that is asked for, from its first day until its last."""
        start, end = self.values.get("from"), self.values.get("to")
        if not start or not end or start.year != end.year:
            return None
        is_whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return start.year if is_whole else None

    @property
    def words(self) -> str:
        """The conditions alone, for the page's title."""
        return ", ".join(condition.phrase for condition in self.conditions)

    def sentence(self, count: int) -> str:
        """Say in words how many events there are and under which conditions."""
        if not self.conditions:
            return gettext("%(events)s.") % {"events": events(count)} if count else gettext("There are no events yet.")
        if not count:
            return gettext("There are no events under these conditions.")
        return gettext("%(events)s: %(conditions)s.") % {"events": events(count), "conditions": self.words}

    @cached_property
    def mistakes(self) -> list[Mistake]:
        return [
            Mistake(str(self.form.fields[name].label), self.form.data[name][:MOST_SHOWN], str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    def _in_words(self, name: str, value: Any) -> str:
        """Give a value as a sentence has it: a date in words, a choice by its name."""
        if isinstance(value, datetime.date):
            return format_date(value, "j E Y")
        return str(self._names.get(name, {}).get(value, value))

    def without(self, *names: str) -> str:
        """Give the address's parameters without those of these names."""
        query = self.form.data.copy()
        for gone in (*names, "page"):
            query.pop(gone, None)
        return query.urlencode()

    def within_year(self, year: int) -> str:
        """Give the address's parameters for one year alone."""
        query = QueryDict(self.without("from", "to"), mutable=True)
        query["from"], query["to"] = f"{year:04}-01-01", f"{year:04}-12-31"
        return query.urlencode()


def with_count(choice: Choice) -> str:
    """Write a choice with the number of events that it leaves: «Анна Ветрова (12)»."""
    return choice.name if choice.count is None else f"{choice.name} ({number(choice.count)})"
