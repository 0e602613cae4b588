"""Corrections of published words, each with its reason and both wordings: as a page and as a feed."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ...models import Change, Event
from ..outward.atom import PagedAtom, tag_uri
from ..reading.corrections import Correction, with_words
from ..reading.stretches import OLDEST, Stretch, stretch_of

A_PAGE = 25
MOST_TURNS = 5


def explained() -> QuerySet:
    """Give what is told of the events that readers have."""
    # Not by a join: a database might go through all events then, and not from the newest change on.
    published = Exists(Event.objects.published().filter(pk=OuterRef("event")))
    events = Prefetch("event", Event.objects.defer("lemmas", "title_key"))
    return Change.objects.explained().filter(published).prefetch_related(events)


class CorrectionListView(TemplateView):
    """What was corrected, day by day, the newest first."""

    template_name = "speeches/corrections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stretch = stretch_of(explained(), self.request.GET, A_PAGE)
        corrections = with_words(stretch.rows, most=MOST_TURNS)
        days = [(day, list(group)) for day, group in groupby(corrections, day_of)]
        return super().get_context_data(**kwargs) | {"section": "corrections", "stretch": stretch, "days": days}


def day_of(correction: Correction) -> datetime.date:
    return timezone.localdate(correction.change.at)


class CorrectionsFeed(Feed):
    """The same as a feed; each entry names the event and gives the reason and both wordings."""

    feed_type = PagedAtom

    def get_object(self, request: HttpRequest) -> Stretch:
        return stretch_of(explained(), request.GET, A_PAGE)

    def title(self, stretch: Stretch) -> str:
        return " · ".join((_("Corrections"), settings.SITE_NAME))

    def link(self, stretch: Stretch) -> str:
        return settings.SITE_URL + reverse("speeches:corrections")

    def feed_url(self, stretch: Stretch) -> str:
        return _address(stretch.asked)

    def feed_guid(self, stretch: Stretch) -> str:
        return tag_uri(f"corrections:{get_language()}")

    def author_name(self, stretch: Stretch) -> str:
        return settings.SITE_NAME

    def feed_extra_kwargs(self, stretch: Stretch) -> dict[str, Any]:
        asked = {"first": "", "last": OLDEST}
        asked |= {"previous": stretch.newer} if stretch.newer else {}
        asked |= {"next": stretch.older} if stretch.older else {}
        return {"paging": {relation: _address(query) for relation, query in asked.items()}}

    def items(self, stretch: Stretch) -> list[Correction]:
        return with_words(stretch.rows, most=MOST_TURNS)

    def item_title(self, correction: Correction) -> str:
        return correction.change.event.title

    def item_description(self, correction: Correction) -> str:
        """Give the reason and under it both wordings of each turn, in plain text."""
        words = (line for turn in correction.turns for line in turn.as_text())
        return "\n\n".join([correction.reason, *words])

    def item_link(self, correction: Correction) -> str:
        event, refs = correction.change.event, correction.linked
        return f"{settings.SITE_URL}{event.get_absolute_url()}{f'#u-{refs[0]}' if refs else ''}"

    def item_guid(self, correction: Correction) -> str:
        return tag_uri(f"change-{correction.change.pk}")

    def item_pubdate(self, correction: Correction) -> datetime.datetime:
        return correction.change.at

    item_updateddate = item_pubdate

    def item_extra_kwargs(self, correction: Correction) -> dict[str, Any]:
        return {"language": correction.change.event.language, "authors": []}


def _address(query: str) -> str:
    address = settings.SITE_URL + reverse("speeches:corrections-feed")
    return f"{address}?{query}" if query else address
