"""The filters of a query as a page shows them: in the reader's words, with the names of whom they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy

from ...models import Utterance
from ...search.names import Names
from ...search.query import Filter
from ..language import language_name, name_language

LABELS: dict[str, Any] = {
    "speaker": pgettext_lazy("condition of a search", "speaker"),
    "tag": pgettext_lazy("condition of a search", "tag"),
    "place": pgettext_lazy("condition of a search", "place"),
    "year": pgettext_lazy("condition of a search", "year"),
    "lang": pgettext_lazy("condition of a search", "language"),
    "said": pgettext_lazy("condition of a search", "how it was said"),
    "kind": pgettext_lazy("condition of a search", "kind"),
}


@dataclass(frozen=True, slots=True)
class SearchCondition:
    """One filter of a query. language: of the value, "" for the interface's; url: of the search without it."""

    label: str
    value: str
    language: str
    url: str

    @property
    def phrase(self) -> str:
        return f"{self.label}: {self.value}"


def condition_of(each: Filter, named: dict[tuple[str, str], Any], url: str) -> SearchCondition:
    """Put a filter in words. named: what `rows_named` gave."""
    label = str(LABELS[each.field])
    if each.excluded:
        label = gettext("without %(field)s") % {"field": label}
    if row := named.get((each.field, each.value)):
        return SearchCondition(capfirst(label), row.name, name_language(row), url)
    return SearchCondition(capfirst(label), _in_words(each), "", url)


def rows_named(filters: Sequence[Filter]) -> dict[tuple[str, str], Any]:
    """Give the speakers, tags and places whose slugs filters have, by field and slug; one query for each of the three.

    A filter that has a name instead of a slug may mean several, and is shown as it was typed.
    """
    found: dict[tuple[str, str], Any] = {}
    for field, (_letter, model, _often) in Names.items():
        if slugs := {each.value for each in filters if each.field == field}:
            rows = model.objects.public().filter(slug__in=slugs).defer(*model.ANALYSED)
            found |= {(field, row.slug): row for row in rows}
    return found


def _in_words(each: Filter) -> str:
    choices = {"kind": Utterance.Classification, "said": Utterance.Delivery}.get(each.field)
    if choices:
        return str(dict(choices.choices).get(each.value, each.value))
    if each.field == "lang":
        return language_name(each.value)
    return each.value.replace("-", "–") if each.field == "year" else each.value
