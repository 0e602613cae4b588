"""The desk's search: folded keys and lemmas are compared, so that Cyrillic case and forms are known on every engine."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from ..words import expand, fold, fold_name, lemmatize, tokens

MAX_WORDS = 12


class FoldedSearch:
    """A ModelAdmin whose `search_fields` are columns of `COMPARISONS`, or paths that lead to one over relations."""

    search_fields: tuple[str, ...] = ()
    model: type[models.Model]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        for bit in words_sought(search_term):
            either = Q()
            for path in self.search_fields:
                either |= _along(self.model, path, bit)
            queryset = queryset.filter(either)
        return queryset, False


def words_sought(term: str) -> list[str]:
    """Take what an editor typed apart: words, and phrases in double quotes.

    >>> words_sought('путин "новый год"')
    ['путин', 'новый год']
    """
    bits = list(smart_split(term.replace("\0", "")))[:MAX_WORDS]
    return [unescape_string_literal(bit) if len(bit) > 1 and bit[0] == bit[-1] == '"' else bit for bit in bits]


def _along(model: type[models.Model], path: str, bit: str) -> Q:
    """Compare the column at the end of a path; by subqueries, because joins would give rows more than once."""
    step, _, rest = path.partition("__")
    if not rest:
        return COMPARISONS[step](step, bit)
    field = model._meta.get_field(step)
    rows = field.related_model._default_manager.filter(_along(field.related_model, rest, bit))
    if field.one_to_many:
        return Q(pk__in=rows.values(field.field.name))
    return Q(**{f"{step}__in": rows.values("pk")})


def _has_folded(column: str, bit: str) -> Q:
    return Q(**{f"{column}__contains": fold(bit)})


def _has_name(column: str, bit: str) -> Q:
    return Q(**{f"{column}__contains": fold_name(bit)})


def _has_lemma(column: str, bit: str) -> Q:
    """Match a word in any of its forms, or the words of a phrase one after the other."""
    words = [token.text for token in tokens(bit)]
    keys = sorted(expand(words[0])) if len(words) == 1 else [lemmatize(bit)] if words else []
    either = Q(pk__in=[])
    for key in keys:
        either |= Q(Contains(_padded(column), f" {key} "))
    return either


def _padded(column: str) -> Concat:
    """Put a space at either end, so that one comparison finds whole lemmas only."""
    return Concat(Value(" "), F(column), Value(" "), output_field=models.TextField())


def _is_ref(column: str, bit: str) -> Q:
    return Q(**{column: bit.lower()})


def _contains(column: str, bit: str) -> Q:
    return Q(**{f"{column}__icontains": bit})


COMPARISONS: dict[str, Callable[[str, str], Q]] = {
    "title_key": _has_folded,
    "sort_key": _has_folded,
    "key": _has_name,
    "key_ru": _has_name,
    "key_en": _has_name,
    "lemmas": _has_lemma,
    "ref": _is_ref,
    "name": _contains,
    "old": _contains,
}
