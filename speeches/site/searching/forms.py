"""What a reader may ask of the search pages, as parameters of an address; bad values have one fate."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...search import ORDERS

MOST_TYPED = 20_000
"""Beyond it nobody typed it; what is beyond the limit of a query is cut and told by its notes."""

ORDER_NAMES = {
    "relevance": _("by relevance"),
    "newest": _("newest first"),
    "oldest": _("oldest first"),
}
TURNS, EVENTS, LINES = "turns", "events", "lines"
VIEWS = {
    TURNS: pgettext_lazy("way of showing what was found", "turns"),
    EVENTS: pgettext_lazy("way of showing what was found", "by event"),
    LINES: pgettext_lazy("way of showing what was found", "concordance"),
}


class Forgiving(forms.ChoiceField):
    """A choice whose first value stands for whatever is none."""

    def clean(self, value: str) -> str:
        known = [key for key, _name in self.choices]
        return value if value in known else known[0]


class Typed(forms.CharField):
    """A line of text in which a NUL is a space: Django's own field would refuse all of it."""

    def to_python(self, value: str | None) -> str:
        return super().to_python((value or "").replace("\0", " "))[:MOST_TYPED]


FIELDS: dict[str, forms.Field] = {
    "q": Typed(required=False, strip=True),
    # A speaker's page searches with an empty line; what it adds becomes part of the query.
    "speaker": forms.SlugField(max_length=120, required=False),
    "order": Forgiving(choices=[(each, ORDER_NAMES[each]) for each in ORDERS]),
    "view": Forgiving(choices=list(VIEWS.items())),
    "brackets": forms.BooleanField(required=False),
}


def asked(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Give what each of the parameters says; what is none of its values is left out.

    What a form does, but for its copies of the fields: making them takes longer than to find what is asked for.
    """
    values = {}
    for name, field in FIELDS.items():
        with suppress(ValidationError):
            values[name] = field.clean(field.widget.value_from_datadict(parameters, {}, name))
    return values
