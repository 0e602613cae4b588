"""Turns, those of the newest event first, and one by its reference."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from ...models import Event, Utterance
from ..doors import ItemDoor, ListDoor
from ..filters import BY_SLUG, TurnFilter
from ..leading import follow, gone_or_404, slug_of
from ..paging import Key, Order
from ..representations import UtteranceSerializer

ORDER = Order(
    "utterances",
    (Key("sort_key", is_descending=True), Key("id", int, is_descending=True), Key("turn_position", int)),
    "turn",
    # Named, since a condition on what lies behind the join would join once more.
    {"turn": F("utterances__pk"), "turn_position": F("utterances__position")},
)
"""That of events, and within each of the text. Asked of events, whose index has them in it: of turns, all would have
to be sorted for a page of them."""

UNSHOWN = (*Utterance.UNSHOWN, "event__lemmas", "event__title_key", "event__summary", "speaker__lemmas")


def shown_turns() -> QuerySet:
    return Utterance.objects.select_related("event", "speaker").prefetch_related("tags").defer(*UNSHOWN)


class UtteranceListDoor(ListDoor):
    name, summary = "listUtterances", _("Turns")
    description = _("Published turns: those of the newest event first, and within an event in the order of the text.")
    represents, filters = UtteranceSerializer, TurnFilter

    def filter_values(self) -> dict[str, str]:
        values = super().filter_values()
        named = {name: slug_of(BY_SLUG[name], values[name]) for name in BY_SLUG if values.get(name)}
        return values | named

    def unfiltered(self) -> QuerySet:
        return Event.objects.published()

    def rows(self) -> QuerySet:
        return self.filter.qs.order_by()

    def order(self) -> Order:
        return ORDER

    def load(self, keys: list[int]) -> list[Utterance]:
        rows = shown_turns().in_bulk(keys)
        return [rows[key] for key in keys if key in rows]


class UtteranceDoor(ItemDoor):
    name, summary = "getUtterance", _("One turn")
    description = _("By its reference.")
    represents = UtteranceSerializer

    def find(self, key: str) -> Utterance | HttpResponse:
        turn = shown_turns().filter(ref=key).first()
        if turn is None:
            return follow(self.request, Utterance, key, "utterance")
        if not turn.event.is_published:
            raise gone_or_404(turn.event)
        return turn
