"""Tags and places: their indexes, and what stands under each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Model, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView

from ...models import Event, Place, Speaker, Tag, Utterance
from ...models.event import each_once
from ...models.prepared import Prepared
from ..lists.index import Entry, alphabetical, weighed
from ..lists.listing import LISTED, tagged_turns, turns_of, with_shared
from ..lists.yearly import events_by_year
from ..outward.sharing import shared_topic
from ..searching.curve import EventCurve
from ..serving.pieces import whole_page
from .gone import follow
from .paging import EventsView, PreparedList, page_of

MOST_NEIGHBOURS = 8
MOST_SPEAKERS = 8
MOST_COUNTED = 1_000
"""In how many of a topic's newest events the words of speakers are added up."""


class TopicListView(TemplateView):
    """An index of names with the number of their events."""

    model: type[Model]
    section = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = alphabetical(Entry(topic.name, topic) for topic in self.model.objects.public())
        context = super().get_context_data(**kwargs)
        return context | {"section": self.section, "entries": weighed(entries, "event_count")}


class TagListView(TopicListView):
    template_name, model, section = "speeches/tags.html", Tag, "tags"


class PlaceListView(TopicListView):
    template_name, model, section = "speeches/places.html", Place, "places"


STANDS = Prepared(lambda slug, model: model.objects.filter(slug=slug).values_list("pk", "edition"))
"""By what the page of a tag or place is known."""


EVENTS = Prepared(lambda topic, name: Event.objects.published().filter(**{name: topic}).order_by().values_list(*LISTED))
TOPICS: dict[type[Model], str] = {Tag: "tags", Place: "place"}
"""By what an event has them."""


class TopicView(EventsView):
    """The events of one tag or place, newest first."""

    model: type[Model]
    heading = "h3"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = STANDS(kwargs["slug"], model=self.model)
        return whole_page(request, (self.section, *found), lambda: self.made(request, *args, **kwargs))

    def made(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the page anew."""
        self.topic = self.model.objects.ever_public().filter(slug=kwargs["slug"]).first()
        if self.topic is None:
            return topic_meant(request, self.model, kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> PreparedList:
        """Give the events. The keys of all are read, which is what the curve and the speakers ask for too."""
        rows = each_once(EVENTS(self.topic.pk, name=TOPICS[self.model]))
        self.rows = sorted(rows, key=lambda row: (row[-1], row[0]), reverse=True)
        return PreparedList(lambda first, most: self.rows[first : first + most], lambda: len(self.rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        curve = EventCurve.of(events_by_year(row[-1] for row in self.rows), self.year_address)
        speakers = who_spoke_most([row[0] for row in self.rows[:MOST_COUNTED]])
        is_cut = context["paginator"].count > MOST_COUNTED
        return context | {
            "topic": self.topic,
            "described": self.topic.description or described(self.topic),
            "share": shared_topic(self.topic, self.section),
            "feed": reverse(f"speeches:{self.model._meta.model_name}-feed", args=[self.topic.slug]),
            "curve": curve,
            "speakers": speakers,
            "counted_events": MOST_COUNTED if is_cut else None,
        }

    def year_address(self, year: int) -> str:
        dates = f"from={year:04}-01-01&to={year:04}-12-31"
        return f"{reverse('speeches:events')}?{self.model._meta.model_name}={self.topic.slug}&{dates}"


def described(topic: Tag | Place) -> str:
    """Say in a sentence what stands on the page of a topic without a description."""
    return gettext("%(name)s: transcripts, word for word.") % {"name": topic.name}


class PlaceView(TopicView):
    template_name, model, section = "speeches/place.html", Place, "places"


class TagView(TopicView):
    """Whole events that carry the tag, and single turns that do; each list has its own pages."""

    template_name, model, section = "speeches/tag.html", Tag, "tags"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(tagged_turns(self.topic), self.request.GET.get("turns"))
        return super().get_context_data(**kwargs) | {
            "turns_page": page,
            "turns": turns_of(page),
            "neighbours": neighbours(self.topic),
        }


TAGGED = Event.tags.through.objects
NEARBY = Prepared(
    lambda tag: (
        TAGGED.filter(event__status=Event.Status.PUBLISHED, event__in=TAGGED.filter(tag=tag).values("event"))
        .exclude(tag=tag)
        .order_by()
        .values("tag_id")
        .annotate(shared=Count("event"))
        .order_by("-shared", "tag_id")
        .values_list("tag_id", "shared")
    )
)


def neighbours(tag: Tag) -> list[Tag]:
    """Give the tags that most often stand on the same events, with `shared` events."""
    return with_shared(NEARBY(tag.pk, most=MOST_NEIGHBOURS))


WORDS = Prepared(
    lambda events: (
        Utterance.objects.filter(event__in=events, speaker__isnull=False)
        .order_by()
        .values("speaker_id")
        .annotate(words=Sum("word_count"))
        .values_list("speaker_id", "words")
    )
)


def who_spoke_most(events: list[int]) -> list[Speaker]:
    """Give the people who said most words in these events, given by primary key, each with `words` said there."""
    words = {speaker: count for speaker, count in WORDS(events) if count}
    # Voices are left out afterwards: asked to leave them out, SQLite would look for each person in each event.
    people = Speaker.objects.people().filter(pk__in=list(words)).values_list("pk", flat=True)
    most = sorted(people, key=lambda speaker: (-words[speaker], speaker))[:MOST_SPEAKERS]
    speakers = Speaker.objects.in_bulk(most)
    for pk, speaker in speakers.items():
        speaker.words = words[pk]
    return [speakers[pk] for pk in most]


def topic_meant(request: HttpRequest, model: type[Model], name: str) -> HttpResponse:
    """Lead on from an old slug, or from a name in either language; else 404."""
    try:
        return follow(request, model, name)
    except Http404:
        topics = model.objects.public()
        found = list((topics.named(name) | topics.named(name.replace("-", " ")))[:2])
        if len(found) != 1:
            raise
        return HttpResponseRedirect(found[0].get_absolute_url())
