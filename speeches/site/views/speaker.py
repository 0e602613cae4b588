"""One person: what they were, how much they spoke and when, and their turns."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from ...models import Event, Speaker, SpeakerName, Tag, Utterance
from ...models.prepared import Prepared
from ...words import fold_name
from .. import counts
from ..lists.listing import turns_of, with_shared
from ..lists.speaking import Speaking
from ..lists.yearly import events_by_year
from ..outward.sharing import shared_speaker
from ..searching.curve import EventCurve
from ..serving.pieces import whole_page
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

    def get_queryset(self) -> Speaking:
        return Speaking(self.speaker)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        speaking = self.object_list
        summed_up = facts(speaking)
        context |= {
            "section": "speakers",
            "speaker": self.speaker,
            "feed": reverse("speeches:speaker-feed", args=[self.speaker.slug]),
            "utterances": turns_of(context["utterances"]),
            "aliases": aliases(self.speaker),
            "offices": self.speaker.offices.newest_first(),
            "facts": summed_up,
            "described": self.speaker.description or described(self.speaker, context["paginator"].count, summed_up),
            "curve": EventCurve.of(events_by_year(speaking.sort_keys()), lambda year: year_address(self.speaker, year)),
            "tags": frequent_tags(self.speaker),
        }
        return context | {"share": shared_speaker(self.speaker, context)}


def facts(speaking: Speaking) -> dict[str, Any]:
    """Sum up the events in which a person speaks. words: the person's; said: everybody's there; first, last: turns."""
    words, said, dated = speaking.words, speaking.said, speaking.dated
    return {
        "events": len(speaking.events),
        "words": words,
        "said": said,
        "share": words / said * 100 if said else None,
        "first": end_of(speaking.speaker, dated[-1].event, "position") if dated else None,
        "last": end_of(speaking.speaker, dated[0].event, "-position") if dated else None,
    }


def described(speaker: Speaker, spoken: int, summed_up: dict[str, Any]) -> str:
    """Say in a sentence what stands on the page of a person without a description. spoken: turns."""
    values = {"name": speaker.name, "turns": counts.turns(spoken), "events": counts.events(summed_up["events"])}
    return gettext("%(name)s: %(turns)s, %(events)s, word for word.") % values


def end_of(speaker: Speaker, event: int, order: str) -> Utterance | None:
    """Give the person's first turn, in this order, of an event, which is given by its primary key."""
    turns = speaker.utterances.filter(event=event).select_related("event").defer(*Utterance.UNSHOWN)
    return turns.order_by(order).first()


def year_address(speaker: Speaker, year: int) -> str:
    return f"{reverse('speeches:events')}?speaker={speaker.slug}&from={year:04}-01-01&to={year:04}-12-31"


def aliases(speaker: Speaker) -> list[Any]:
    """Give the other spellings that lead to a speaker, each once."""
    names = {name.key: name for name in speaker.names.all()}
    names.pop(fold_name(speaker.name), None)
    return list(names.values())[:MOST_ALIASES]


FREQUENT = Prepared(
    lambda speaker: (
        Event.tags.through.objects.filter(
            event__status=Event.Status.PUBLISHED, event__in=Utterance.objects.filter(speaker=speaker).values("event")
        )
        .order_by()
        .values("tag_id")
        .annotate(shared=Count("event"))
        .order_by("-shared", "tag_id")
        .values_list("tag_id", "shared")
    )
)


def frequent_tags(speaker: Speaker) -> list[Tag]:
    """Give the tags that most often stand on the events in which a person speaks, with `shared` events."""
    return with_shared(FREQUENT(speaker.pk, most=MOST_TAGS))
