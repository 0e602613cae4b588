"""How what a search finds is spread: counted exactly, on a page of its own because that takes time."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ...models import Event, Place, Speaker, Tag, Utterance
from ...search.counting import PER_WORDS, Counts, counts_of, most, rates_by_speaker, rates_by_year
from ..language import language_name, name_language
from ..searching.asking import Asking
from ..searching.curve import Curve

MOST_ROWS = 30
SHOWN = 8
"""How many values of a facet stand there at once; the rest unfolds."""
MOST_SPEAKERS = 50


class SearchCountsView(TemplateView):
    template_name = "speeches/search_counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asking = Asking(self.request.GET)
        context = super().get_context_data(**kwargs) | {"section": "search", "asking": asking}
        if asking.query.is_empty:
            return context
        counts = counts_of(asking.found)
        context |= {"counts": counts, "facets": facets(counts, asking)}
        if "facets" in self.request.GET:
            # The page of results takes no more than these.
            return context
        rows = speakers(counts, asking)
        return context | {
            "per_words": PER_WORDS,
            "curve": Curve.of(rates_by_year(counts, asking.found), asking),
            "speakers": rows,
            "nameless": counts.total - sum(row["rate"].hits for row in rows),
        }


def facets(counts: Counts, asking: Asking) -> list[dict[str, Any]]:
    """Give each facet with its values, most turns first, and the address that narrows the search to one.

    besides: what no value stands for, without an address, so that a facet of which a turn has one value adds up.
    """
    kinds, deliveries = dict(Event.Classification.choices), dict(Utterance.Delivery.choices)
    years = Counter({f"{year}": number for year, number in counts.year.items() if year is not None})
    plain = [
        (_("Year"), sorted(_plain("year", years, str, asking), key=lambda row: row["name"])[::-1]),
        (_("Kind"), _plain("kind", counts.kind, lambda key: capfirst(kinds[key]), asking)),
        (_("Language"), _plain("lang", counts.language, language_name, asking)),
        (_("Delivery"), _plain("said", counts.delivery, lambda key: deliveries[key], asking)),
    ]
    year, *others = [_facet(label, values) for label, values in plain]
    year["besides"] = _unlinked(_("undated"), counts.year[None])
    shown = [_speakers(counts, asking), year, _tags(counts, asking), _places(counts, asking), *others]
    return [facet for facet in shown if facet["first"]]


def _facet(label: str, values: list[dict[str, Any]], *besides: dict[str, Any]) -> dict[str, Any]:
    return {"label": label, "first": values[:SHOWN], "rest": values[SHOWN:], "besides": list(besides)}


def _unlinked(name: str, count: int) -> list[dict[str, Any]]:
    return [{"name": name, "count": count}] if count else []


def _plain(field: str, counts: Counter[str], name: Any, asking: Asking) -> list[dict[str, Any]]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"name": str(name(key)), "count": number, "url": asking.asking_also(field, key)} for key, number in ordered]


def _speakers(counts: Counts, asking: Asking) -> dict[str, Any]:
    values = _named("speaker", counts.speaker, Speaker, asking)
    left = counts.total - sum(value["count"] for value in values)
    return _facet(_("Speaker"), values, *_unlinked(_("others and unnamed"), left))


def _tags(counts: Counts, asking: Asking) -> dict[str, Any]:
    """Give the tags. A turn has several, so that turns of those left out would be counted more than once."""
    values = _named("tag", counts.tag, Tag, asking)
    left = len(counts.tag) - len(values)
    return _facet(_("Tag"), values, *([{"name": _more(left)}] if left else []))


def _places(counts: Counts, asking: Asking) -> dict[str, Any]:
    values, nowhere = _named("place", counts.place, Place, asking), counts.place[None]
    left = counts.total - nowhere - sum(value["count"] for value in values)
    more = _more(len(counts.place) - (None in counts.place) - len(values))
    return _facet(_("Place"), values, *_unlinked(more, left), *_unlinked(_("without a place"), nowhere))


def _more(number: int) -> str:
    return _("%(number)s more") % {"number": number}


def _named(field: str, counts: Counter[Any], model: Any, asking: Asking) -> list[dict[str, Any]]:
    rows = [row for row in most(counts, model, MOST_ROWS) if not getattr(row.item, "is_voice", False)]
    return [
        {
            "name": row.item.name,
            "language": name_language(row.item),
            "count": row.count,
            "url": asking.asking_also(field, row.item.slug),
        }
        for row in rows
    ]


def speakers(counts: Counts, asking: Asking) -> list[dict[str, Any]]:
    """Give a row a person: turns found, words said under the same conditions, turns found per 100,000 of them."""
    people = [row.item for row in most(counts.speaker, Speaker, MOST_SPEAKERS) if not row.item.is_voice]
    rates = rates_by_speaker(counts, asking.found, [speaker.pk for speaker in people])
    return [
        {"speaker": speaker, "rate": rates[speaker.pk], "url": asking.asking_also("speaker", speaker.slug)}
        for speaker in people
    ]
