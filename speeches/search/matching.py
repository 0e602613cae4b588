"""Which events contain the words of a query."""

from __future__ import annotations

from django.db import connections
from django.db.models import Q, QuerySet

from ..models import Event, Utterance
from ..words import expand, tokens
from .index import having_any

MAX_QUERY = 200
MAX_WORDS = 12


def with_words(events: QuerySet, text: str) -> QuerySet:
    """Keep the events in whose title, lead or turns each word occurs, in any form; none where the text has no word.

    text: up to `MAX_QUERY` characters; words beyond the twelfth are left out.
    """
    words = [token.text for token in tokens(text)][:MAX_WORDS]
    if not words:
        return events.none()
    vendor = connections[events.db].vendor
    for word in words:
        lemmas = expand(word)
        turns = Utterance.objects.filter(pk__in=having_any(Utterance, lemmas, vendor))
        events = events.filter(Q(pk__in=turns.values("event")) | Q(pk__in=having_any(Event, lemmas, vendor)))
    return events
