"""Who speaks: the index, and one person's turns."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from ...models import Event, Speaker, Tag
from ...words import fold_name
from ..index import Entry, alphabetical, by_letter, index_name
from ..listing import readable_turns, turns_of
from ..sharing import shared_speaker
from .gone import follow
from .paging import PagedListView

MOST_TAGS = 8
MOST_ALIASES = 12


class SpeakerListView(TemplateView):
    template_name = "speeches/speakers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        speakers = Speaker.objects.public().select_related("portrait")
        entries = alphabetical(Entry(index_name(speaker), speaker) for speaker in speakers)
        return super().get_context_data(**kwargs) | {
            "section": "speakers",
            "letters": by_letter(entries),
            "count": len(entries),
        }


class SpeakerView(PagedListView):
    template_name = "speeches/speaker.html"
    context_object_name = "utterances"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.speaker = Speaker.objects.ever_public().select_related("portrait").filter(slug=kwargs["slug"]).first()
        if self.speaker is None:
            return follow(request, Speaker, kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return readable_turns(self.speaker.utterances.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context |= {
            "section": "speakers",
            "speaker": self.speaker,
            "utterances": turns_of(context["utterances"]),
            "aliases": aliases(self.speaker),
            "offices": self.speaker.offices.newest_first(),
            "facts": facts(self.speaker),
            "tags": frequent_tags(self.speaker),
        }
        return context | {"share": shared_speaker(self.speaker, context)}


def facts(speaker: Speaker) -> dict[str, Any]:
    """Sum up the events in which a person speaks, each in one language."""
    events = Event.objects.published().filter(pk__in=speaker.utterances.values("event"))
    dates = {"first": Min("start_date"), "last": Max("start_date")}
    return events.once_a_translation().aggregate(events=Count("pk"), **dates)


def aliases(speaker: Speaker) -> list[Any]:
    """Give the other spellings that lead to a speaker, each once."""
    names = {name.key: name for name in speaker.names.all()}
    names.pop(fold_name(speaker.name), None)
    return list(names.values())[:MOST_ALIASES]


def frequent_tags(speaker: Speaker) -> QuerySet:
    """Give the tags that most often stand on the events in which a person speaks, with `shared` events."""
    events = Event.objects.published().filter(pk__in=speaker.utterances.values("event"))
    return Tag.objects.filter(events__in=events).annotate(shared=Count("events")).order_by("-shared", "id")[:MOST_TAGS]
