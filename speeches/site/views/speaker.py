"""One person: what they were, how much they spoke and when, and their turns."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from ...models import Event, Speaker, SpeakerName, Tag, Utterance
from ...models.prepared import Prepared
from ...words import fold_name
from .. import counts
from ..curve import EventCurve
from ..listing import readable_turns, turns_of
from ..pieces import whole_page
from ..sharing import shared_speaker
from ..yearly import events_by_year
from .paging import PagedListView
from .speakers import speaker_meant

MOST_TAGS = 8
MOST_ALIASES = 12


STANDS = Prepared(lambda slug: Speaker.objects.filter(slug=slug).values_list("pk", "edition"))
SPELLINGS = Prepared(
    lambda speaker: SpeakerName.objects.filter(speaker=speaker).order_by("pk").values_list("pk", "name")
)
"""By what the page of a person is known."""


class SpeakerView(PagedListView):
    template_name = "speeches/speaker.html"
    context_object_name = "utterances"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = STANDS(kwargs["slug"])
        # Spellings may be learned from texts that no reader has.
        spellings = SPELLINGS(found[0][0]) if found else []
        return whole_page(request, ("speaker", *found, *spellings), lambda: self.made(request, *args, **kwargs))

    def made(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the page anew."""
        self.speaker = Speaker.objects.ever_public().select_related("portrait").filter(slug=kwargs["slug"]).first()
        if self.speaker is None:
            return speaker_meant(request, kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return readable_turns(self.speaker.utterances.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        events = events_of(self.speaker)
        summed_up = facts(self.speaker, events)
        context |= {
            "section": "speakers",
            "speaker": self.speaker,
            "feed": reverse("speeches:speaker-feed", args=[self.speaker.slug]),
            "utterances": turns_of(context["utterances"]),
            "aliases": aliases(self.speaker),
            "offices": self.speaker.offices.newest_first(),
            "facts": summed_up,
            "described": self.speaker.description or described(self.speaker, context["paginator"].count, summed_up),
            "curve": EventCurve.of(events_by_year(events), lambda year: year_address(self.speaker, year)),
            "tags": frequent_tags(self.speaker),
        }
        return context | {"share": shared_speaker(self.speaker, context)}


def events_of(speaker: Speaker) -> QuerySet:
    """Give the published events in which a person speaks, each in one language."""
    spoken = speaker.utterances.values("event")
    return Event.objects.published().filter(pk__in=spoken).once_a_translation().order_by()


def facts(speaker: Speaker, events: QuerySet) -> dict[str, Any]:
    """Sum up the events in which a person speaks. words: the person's; said: everybody's there; first, last: turns."""
    sums = events.aggregate(events=Count("pk"), said=Sum("word_count"))
    words = speaker.utterances.filter(event__in=events).aggregate(words=Sum("word_count"))["words"] or 0
    said = sums["said"] or 0
    dated = events.exclude(sort_key="")
    return {
        "events": sums["events"],
        "words": words,
        "said": said,
        "share": words / said * 100 if said else None,
        "first": end_of(speaker, dated.order_by("sort_key", "id"), "position"),
        "last": end_of(speaker, dated.newest_first(), "-position"),
    }


def described(speaker: Speaker, spoken: int, summed_up: dict[str, Any]) -> str:
    """Say in a sentence what stands on the page of a person without a description. spoken: turns."""
    values = {"name": speaker.name, "turns": counts.turns(spoken), "events": counts.events(summed_up["events"])}
    return gettext("%(name)s: %(turns)s, %(events)s, word for word.") % values


def end_of(speaker: Speaker, events: QuerySet, order: str) -> Utterance | None:
    """Give the person's first turn, in this order, of the first of these events."""
    event = events.values_list("pk", flat=True).first()
    turns = speaker.utterances.filter(event=event).select_related("event").defer(*Utterance.UNSHOWN)
    return turns.order_by(order).first()


def year_address(speaker: Speaker, year: int) -> str:
    return f"{reverse('speeches:events')}?speaker={speaker.slug}&from={year:04}-01-01&to={year:04}-12-31"


def aliases(speaker: Speaker) -> list[Any]:
    """Give the other spellings that lead to a speaker, each once."""
    names = {name.key: name for name in speaker.names.all()}
    names.pop(fold_name(speaker.name), None)
    return list(names.values())[:MOST_ALIASES]


def frequent_tags(speaker: Speaker) -> QuerySet:
    """Give the tags that most often stand on the events in which a person speaks, with `shared` events."""
    events = Event.objects.published().filter(pk__in=speaker.utterances.values("event"))
    return Tag.objects.filter(events__in=events).annotate(shared=Count("events")).order_by("-shared", "id")[:MOST_TAGS]
