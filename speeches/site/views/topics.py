"""Tags and places: their indexes, and what stands under each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from ...models import Place, Tag
from ..index import Entry, alphabetical
from ..listing import readable_turns, turns_of
from ..sharing import shared_topic
from .gone import follow
from .paging import EventsView, page_of

MOST_NEIGHBOURS = 8


class TopicListView(TemplateView):
    """An index of names with the number of their events."""

    model: type[Model]
    section = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = alphabetical(Entry(topic.name, topic) for topic in self.model.objects.public())
        return super().get_context_data(**kwargs) | {"section": self.section, "entries": entries}


class TagListView(TopicListView):
    template_name, model, section = "speeches/tags.html", Tag, "tags"


class PlaceListView(TopicListView):
    template_name, model, section = "speeches/places.html", Place, "places"


class TopicView(EventsView):
    """The events of one tag or place, newest first."""

    model: type[Model]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.topic = self.model.objects.ever_public().filter(slug=kwargs["slug"]).first()
        if self.topic is None:
            return follow(request, self.model, kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return self.topic.events.published().once_a_translation().newest_first().for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "topic": self.topic,
            "share": shared_topic(self.topic, self.section),
        }


class PlaceView(TopicView):
    template_name, model, section = "speeches/place.html", Place, "places"


class TagView(TopicView):
    """Whole events that carry the tag, and single turns that do; each list has its own pages."""

    template_name, model, section = "speeches/tag.html", Tag, "tags"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(readable_turns(self.topic.utterances.all()), self.request.GET.get("turns"))
        return super().get_context_data(**kwargs) | {
            "turns_page": page,
            "turns": turns_of(page),
            "neighbours": neighbours(self.topic),
        }


def neighbours(tag: Tag) -> QuerySet:
    """Give the tags that most often stand on the same events, with `shared` events."""
    events = tag.events.published()
    others = Tag.objects.exclude(pk=tag.pk).filter(events__in=events)
    return others.annotate(shared=Count("events")).order_by("-shared", "id")[:MOST_NEIGHBOURS]
