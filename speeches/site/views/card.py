"""Cards: pages as pictures, for those who see a link to them."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import View

from ...cards import MEDIA_TYPE, Card, draw
from ...models import Event, Speaker, Utterance
from ..outward.card_words import MOST_SPEAKERS, event_card, site_card, speaker_card, topic_card, turn_card
from ..reading.offices import office_at
from ..serving.policies import shown_elsewhere
from .gone import follow, tombstone_or_404

CARD = "card.png"


def site(request: HttpRequest) -> HttpResponse:
    return picture(site_card())


class TurnCardView(View):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        turns = Utterance.objects.select_related("event", "speaker").defer(*Utterance.UNSHOWN, "event__lemmas")
        turn = turns.filter(ref=ref).first()
        if turn is None:
            return follow(request, Utterance, ref, card_address)
        if not turn.event.is_published:
            return tombstone_or_404(request, turn.event)
        return picture(turn_card(turn, office_at(turn)))


class EventCardView(View):
    """The card of the event of a slug; under any other date than its own it redirects."""

    def get(self, request: HttpRequest, slug: str, **date: int) -> HttpResponse:
        event = Event.objects.select_related("place").defer("lemmas").filter(slug=slug).first()
        if event is None:
            return follow(request, Event, slug, card_address)
        if not event.is_published:
            return tombstone_or_404(request, event)
        if request.path != card_address(event):
            return HttpResponsePermanentRedirect(card_address(event))
        return picture(event_card(event, event.speakers()[: MOST_SPEAKERS + 1]))


class SpeakerCardView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        speaker = Speaker.objects.ever_public().filter(slug=slug).first()
        if speaker is None:
            return follow(request, Speaker, slug, card_address)
        return picture(speaker_card(speaker, speaker.offices.newest_first()[:1]))


class TopicCardView(View):
    """The card of a tag or a place."""

    model: type[Model] = Model

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = self.model.objects.ever_public().filter(slug=slug).first()
        return picture(topic_card(topic)) if topic else follow(request, self.model, slug, card_address)


def card_address(row: Event | Utterance | Speaker) -> str:
    """Give the address of the card of whatever has a page."""
    return f"{row.get_absolute_url()}{CARD}"


def picture(card: Card) -> HttpResponse:
    return shown_elsewhere(HttpResponse(draw(card), content_type=MEDIA_TYPE))
