"""Which events contain the words of a query."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Event, Utterance
from ..words import expand, tokens
from .columns import having_any
from .engines import engine_of
from .plan import Any, Stem
from .query import MAX_QUERY, MAX_WORDS

__all__ = ["MAX_QUERY", "with_words"]


def with_words(events: QuerySet, text: str) -> QuerySet:
    """Keep the events in whose title, lead or published turns each word occurs, in any form.

    text: up to `MAX_QUERY` characters; words beyond the twelfth are left out. Without a word nothing is kept.
    """
    words = [token.text for token in tokens(text)][:MAX_WORDS]
    if not words:
        return events.none()
    for word in words:
        lemmas = sorted(expand(word))
        sql, values = engine_of(events.db).every(Any(tuple(map(Stem, lemmas))))
        turns = Utterance.objects.filter(pk__in=RawSQL(sql, values))  # noqa: S611 Words are parameters.
        headed = Event.objects.filter(pk__in=having_any(Event, lemmas, events.db))
        # One list of keys: of a choice between two, a database would ask each event.
        events = events.filter(pk__in=turns.order_by().values("event").union(headed.order_by().values("pk")))
    return events
