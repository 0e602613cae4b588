"""The turns that a search finds, tagged all at once: on every page of the results, and as one act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.tagging import MOST_TAGGED, retag
from ...models.proposal import within_reach
from ...search.explaining import message
from ...search.marking import Marker, excerpt
from ...site.marks import excerpt_html
from ...site.searching.asking import Asking
from ..desk import page_of
from .tagging import TagsForm, tell_of_tagging

SHOWN = 10
MOST_TOLD = 120


class FoundForm(TagsForm):
    """Which tags what is found gets or loses. number: how many turns the page has told of."""

    with_events = forms.BooleanField(
        label=gettext_lazy("The events too"),
        required=False,
        help_text=gettext_lazy("The events in which the turns stand get the tags, or lose them, as a whole."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, number: int, with_events: bool):
        super().__init__(data, initial={"number": number}, label_suffix="")
        self.found_now = number
        if not with_events:
            del self.fields["with_events"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("number") != self.found_now:
            self.data = self.data.copy()
            self.data["number"] = self.found_now
            self.add_error(None, _("The search finds another number of turns by now. Look again, then tag them."))
        return data


class FoundTurns:
    """What a search finds of what a user may tag. The index has what readers see, and no drafts."""

    def __init__(self, asking: Asking, user: Any):
        self.asking, self.user = asking, user

    @cached_property
    def turns(self) -> models.QuerySet:
        return within_reach(self.user, self.asking.found.all()).order_by()

    @cached_property
    def number(self) -> int:
        """How many turns there are, up to one more than can be tagged."""
        return self.turns.values("pk")[: MOST_TAGGED + 1].count() if self.asking.text else 0

    @property
    def is_too_much(self) -> bool:
        return self.number > MOST_TAGGED

    @cached_property
    def event_number(self) -> int:
        return self.turns.values("event").distinct().count()

    @property
    def waits(self) -> bool:
        """Whether a publisher has to tag what is found."""
        return not self.number and bool(self.asking.text) and self.asking.found.count() > 0

    @property
    def beginning(self) -> Iterable[dict[str, Any]]:
        """The first of what is found, as the public results have it."""
        marker = Marker(self.asking.query, brackets=self.asking.brackets)
        for turn in self.asking.found[:SHOWN] if self.number else ():
            shown = excerpt(turn.text, marker.places_in_turn(turn))
            yield {"turn": turn, "excerpt": excerpt_html(turn.text, shown), "url": page_of(turn)}

    @property
    def told(self) -> str:
        turns = ngettext("%(count)d turn", "%(count)d turns", self.number) % {"count": self.number}
        events = ngettext("in %(count)d event", "in %(count)d events", self.event_number) % {"count": self.event_number}
        return f"{turns} {events}"

    def tag(self, form: FoundForm, *, is_added: bool) -> Any:
        found = list(self.turns.values_list("event_id", "pk"))
        events = {event for event, _turn in found} if form.cleaned_data.get("with_events") else set()
        about = Truncator(self.asking.text).chars(MOST_TOLD)
        return retag(found, events, **form.deed, is_added=is_added, by=self.user, about=about)


class TaggingFound:
    """What lets an `UtteranceAdmin` tag the turns that a search finds."""

    tagging_found_template = "admin/speeches/utterance/tag_found.html"

    def get_urls(self) -> list[Any]:
        page = path("tags/", self.admin_site.admin_view(self.tag_found_view), name="speeches_utterance_tags")
        return [page, *super().get_urls()]

    def tag_found_view(self, request: HttpRequest) -> HttpResponse:
        """Show what the address asks for; a POST tags all of it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        found = FoundTurns(Asking(request.GET), request.user)
        form = None
        if found.number and not found.is_too_much:
            acts = {"_add", "_remove"} & request.POST.keys()
            with_events = request.user.has_perm("speeches.change_event")
            form = FoundForm(request.POST if acts else None, number=found.number, with_events=with_events)
            if form.is_valid():
                tell_of_tagging(self, request, found.tag(form, is_added="_add" in acts))
                return HttpResponseRedirect(request.get_full_path())
        asking = found.asking
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tag what a search finds"),
            "opts": self.opts,
            "asking": asking,
            "found": found,
            "most": MOST_TAGGED,
            "notes": [message(note) for note in asking.notes] if asking.text else [],
            "more": max(0, found.number - SHOWN),
            "form": form,
            "media": self.media + (form or TagsForm()).media,
        }
        return TemplateResponse(request, self.tagging_found_template, context)
