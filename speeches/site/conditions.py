"""A filter as a page shows it: choices, conditions in words with links that remove them, what was not understood."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, pgettext_lazy

from .counts import events
from .filters import ANY, MOST_CHOICES, EventFilter, SlugFilter
from .language import language_name

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

    def __init__(self, filterset: EventFilter):
        filterset.is_valid()
        self.form = filterset.form
        # The words of the page's header have the plain name.
        self.form.auto_id = "f-%s"
        for name, field in filterset.filters.items():
            if isinstance(field, SlugFilter):
                self._offer(name, field.choices(self.values.get(name, "")))
        self._offer("language", self._languages())

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.form.fields[name]
        field.widget.choices = [("", str(ANY)), *choices]
        if len(choices) >= MOST_CHOICES:
            # Of the field as shown: it took over the name when the form was validated.
            self.form[name].label = gettext("%(label)s (the most frequent)") % {"label": field.label}

    def _languages(self) -> list[tuple[str, str]]:
        chosen = self.values.get("language")
        codes = dict.fromkeys([*dict(settings.LANGUAGES), *([chosen] if chosen else [])])
        return [(code, language_name(code)) for code in codes]

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values that were understood; a field left empty has none."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in ("", None)}

    @cached_property
    def conditions(self) -> list[Condition]:
        return [
            Condition(PHRASES[name] % {"value": self._in_words(name, value)}, self._without(name))
            for name, value in self.values.items()
            if name in PHRASES
        ]

    def sentence(self, count: int) -> str:
        """Say in words how many events there are and under which conditions."""
        if not self.conditions:
            return gettext("%(events)s.") % {"events": events(count)} if count else gettext("There are no events yet.")
        if not count:
            return gettext("There are no events under these conditions.")
        conditions = ", ".join(condition.phrase for condition in self.conditions)
        return gettext("%(events)s: %(conditions)s.") % {"events": events(count), "conditions": conditions}

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
        choices = dict(getattr(self.form.fields[name].widget, "choices", ()))
        return str(choices.get(value, value))

    def _without(self, name: str) -> str:
        query = self.form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        return query.urlencode()
