"""Which events contain the words of a query: the columns of lemmas are compared, whatever the engine."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from ..models import Utterance
from ..words import expand, tokens

MAX_QUERY = 200
MAX_WORDS = 12

# A space at either end lets one comparison find a whole lemma anywhere in the column.
PADDED = Concat(Value(" "), "lemmas", Value(" "))


def with_words(events: QuerySet, text: str) -> QuerySet:
    """Keep the events in whose title, lead or turns each word occurs, in any form; none where the text has no word.

    text: up to `MAX_QUERY` characters; words beyond the twelfth are left out.
    """
    words = [token.text for token in tokens(text)][:MAX_WORDS]
    if not words:
        return events.none()
    for word in words:
        turns = Utterance.objects.filter(event=OuterRef("pk")).alias(padded=PADDED).filter(_any_form(word))
        events = events.alias(padded=PADDED).filter(_any_form(word) | Q(Exists(turns)))
    return events


def _any_form(word: str) -> Q:
    either = Q()
    for lemma in sorted(expand(word)):
        either |= Q(padded__contains=f" {lemma} ")
    return either
