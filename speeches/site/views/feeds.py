"""Feeds of what is new: all events, those of a speaker, tag or place. Each leads on to its oldest entry."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ...models import Event, Place, Speaker, Tag, Utterance
from ..lists.listing import with_speakers
from ..outward.atom import PagedAtom, for_xml, tag_uri
from ..serving.conditional import version_of
from .gone import heir, tombstone
from .paging import number_of_events, page_of

A_DOCUMENT = 30


class Asked(NamedTuple):
    """One document of a feed. topic: a speaker, tag or place, None for all events; address: of the first document."""

    topic: Any
    page: Page
    address: str


class EventsFeed(Feed):
    """Events that readers have not seen yet, first."""

    feed_type = PagedAtom

    def get_object(self, request: HttpRequest, topic: Any = None) -> Asked:
        events = self.events(topic).once_a_translation().order_by("-published_at", "-id").prefetch_related("tags")
        page = page_of(events, request.GET.get("page"), A_DOCUMENT, self.count(request))
        return Asked(topic, page, settings.SITE_URL + request.path)

    def events(self, topic: Any) -> QuerySet:
        return Event.objects.published()

    def count(self, request: HttpRequest) -> int | None:
        """Give the number of all events, which is kept; of a topic's it is counted."""
        return number_of_events(version_of(request), get_language())

    def title(self, asked: Asked) -> str:
        return for_xml(f"{asked.topic.name} · {settings.SITE_NAME}") if asked.topic else settings.SITE_NAME

    def subtitle(self, asked: Asked) -> str:
        return _("Events")

    def link(self, asked: Asked) -> str:
        return settings.SITE_URL + (asked.topic.get_absolute_url() if asked.topic else reverse("speeches:events"))

    def feed_url(self, asked: Asked) -> str:
        return _address(asked, asked.page.number)

    def feed_guid(self, asked: Asked) -> str:
        return tag_uri(f"{asked.topic.ref if asked.topic else 'events'}:{get_language()}")

    def author_name(self, asked: Asked) -> str:
        return settings.SITE_NAME

    def feed_copyright(self, asked: Asked) -> str | None:
        return settings.SITE_LICENSE or None

    def feed_extra_kwargs(self, asked: Asked) -> dict[str, Any]:
        return {"paging": _paging(asked)}

    def items(self, asked: Asked) -> list[Event]:
        return with_speakers(asked.page)

    def item_title(self, event: Event) -> str:
        return event.title

    def item_description(self, event: Event) -> str:
        return event.summary

    def item_link(self, event: Event) -> str:
        return settings.SITE_URL + event.get_absolute_url()

    def item_guid(self, event: Event) -> str:
        return tag_uri(event.ref)

    def item_pubdate(self, event: Event) -> datetime.datetime:
        return event.published_at

    def item_updateddate(self, event: Event) -> datetime.datetime:
        return event.updated_at if event.is_updated else event.published_at

    def item_categories(self, event: Event) -> list[str]:
        return [tag.name for tag in event.tags.all()]

    def item_extra_kwargs(self, event: Event) -> dict[str, Any]:
        return {"language": event.language, "authors": [speaker.name for speaker in event.listed_speakers]}


class TopicFeed(EventsFeed):
    """The events of one speaker, tag or place; an old address leads to the new one."""

    model: type[Model]
    name = ""

    def count(self, request: HttpRequest) -> int | None:
        return None

    def __call__(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = self.model.objects.ever_public().filter(slug=slug).first()
        if topic:
            return super().__call__(request, topic=topic)
        topic = heir(self.model, slug)
        address = topic and reverse(f"speeches:{self.name}", args=[topic.slug])
        return HttpResponsePermanentRedirect(address) if topic else tombstone(request)


class SpeakerFeed(TopicFeed):
    model, name = Speaker, "speaker-feed"

    def events(self, topic: Speaker) -> QuerySet:
        return Event.objects.published().filter(pk__in=topic.utterances.values("event"))


class TagFeed(TopicFeed):
    """Events that carry the tag, and those of which a turn does."""

    model, name = Tag, "tag-feed"

    def events(self, topic: Tag) -> QuerySet:
        on_events = Event.tags.through.objects.filter(tag=topic).values("event")
        on_turns = Utterance.tags.through.objects.filter(tag=topic).values("utterance__event")
        return Event.objects.published().filter(pk__in=on_events.union(on_turns))


class PlaceFeed(TopicFeed):
    model, name = Place, "place-feed"

    def events(self, topic: Place) -> QuerySet:
        return topic.events.published()


def _address(asked: Asked, number: int) -> str:
    return f"{asked.address}?page={number}" if number > 1 else asked.address


def _paging(asked: Asked) -> dict[str, str]:
    """Give the addresses of the documents around this one (RFC 5005, section 3)."""
    page = asked.page
    numbers = {"first": 1, "last": page.paginator.num_pages}
    numbers |= {"previous": page.previous_page_number()} if page.has_previous() else {}
    numbers |= {"next": page.next_page_number()} if page.has_next() else {}
    return {relation: _address(asked, number) for relation, number in numbers.items()}
