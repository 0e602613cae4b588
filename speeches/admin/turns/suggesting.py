"""Suggested tags, turn by turn, to be accepted or turned down together: of one tag, or in one event."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models import Event, Tag, TagRejection, Utterance, needs_review, revise
from ...search.marking import excerpt
from ...search.tagging import PhraseMarker, Suggestion
from ...site.marks import excerpt_html
from ..desk import page_of
from ..lines import number_or_none

SHOWN = 50
PAIR = re.compile(r"(\d{1,18})-(\d{1,18})")
Pairs = set[tuple[int, int]]


class Suggesting:
    """What lets a ModelAdmin show suggested tags. `suggestions` says which belong to an object."""

    suggestions_template = "admin/speeches/suggestions.html"

    def suggestions(self, obj: Any, limit: int) -> list[Suggestion]:
        raise NotImplementedError

    def belongs(self, obj: Any, tag: Tag, turn: Utterance) -> bool:
        """Tell whether a pair may be decided on the object's page."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        name = f"speeches_{self.opts.model_name}_suggestions"
        view = self.admin_site.admin_view(self.suggestions_view)
        return [path("<path:object_id>/suggestions/", view, name=name), *super().get_urls()]

    def may_tag(self, request: HttpRequest) -> bool:
        return request.user.has_perm("speeches.change_utterance")

    def suggestions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the next suggestions; a POST decides about those that were shown."""
        obj = self.object_or_404(request, object_id)
        if not self.may_tag(request) or not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        rejected = rejected_of(obj)
        if request.method == "POST":
            if "_restore" in request.POST:
                self.restore(request, rejected)
            else:
                self.decide(request, obj)
            return HttpResponseRedirect(request.path)
        found = self.suggestions(obj, SHOWN + 1)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Suggested tags"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "rows": [row_of(each) for each in found[:SHOWN]],
            "is_of_event": isinstance(obj, Event),
            "is_more": len(found) > SHOWN,
            "rejected": [rejected_row(each) for each in rejected[:SHOWN]],
            "more_rejected": max(0, rejected.count() - SHOWN),
            "media": self.media,
        }
        return TemplateResponse(request, self.suggestions_template, context)

    def decide(self, request: HttpRequest, obj: Any) -> None:
        shown, ticked = pairs_in(request, "shown"), pairs_in(request, "pick")
        turns = Utterance.objects.select_related("event").in_bulk({turn for _tag, turn in shown | ticked})
        tags = Tag.objects.in_bulk({tag for tag, _turn in shown | ticked})
        known = {
            (tag, turn)
            for tag, turn in shown | ticked
            if tag in tags and turn in turns and self.belongs(obj, tags[tag], turns[turn])
        }
        wanted = ticked & known if {"_accept", "_settle"} & request.POST.keys() else set()
        accepted = {pair for pair in wanted if not needs_review(request.user, turns[pair[1]].event)}
        if accepted != wanted:
            self.message_user(request, _("Readers see these turns: a publisher has to tag them."), messages.ERROR)
        rejected = {"_reject": ticked, "_settle": shown - ticked}
        refused = set().union(*(pairs & known for name, pairs in rejected.items() if name in request.POST))
        with transaction.atomic():
            give(accepted, tags, turns, by=request.user)
            TagRejection.objects.remember(refused, by=request.user)
        self.tell(request, len(accepted), len(refused))

    def restore(self, request: HttpRequest, rejected: QuerySet) -> None:
        """Let what is ticked suggest itself again."""
        keys = {number_or_none(value) for value in request.POST.getlist("back")[:SHOWN]} - {None}
        number, _of_each = rejected.filter(pk__in=keys).delete()
        if number:
            done = ngettext("%(count)d suggestion is made again.", "%(count)d suggestions are made again.", number)
            self.message_user(request, done % {"count": number}, messages.SUCCESS)

    def tell(self, request: HttpRequest, accepted: int, rejected: int) -> None:
        if accepted:
            done = ngettext("%(count)d turn is tagged.", "%(count)d turns are tagged.", accepted)
            self.message_user(request, done % {"count": accepted}, messages.SUCCESS)
        if rejected:
            done = ngettext(
                "%(count)d suggestion was turned down.", "%(count)d suggestions were turned down.", rejected
            )
            self.message_user(request, done % {"count": rejected}, messages.SUCCESS)


def rejected_of(obj: Event | Tag) -> QuerySet:
    """Give what was turned down of a tag, or in an event, the latest first."""
    rows = TagRejection.objects.filter(**({"utterance__event": obj} if isinstance(obj, Event) else {"tag": obj}))
    return rows.select_related("tag", "utterance__event", "utterance__speaker", "by").order_by("-at", "-pk")


def rejected_row(rejection: TagRejection) -> dict[str, Any]:
    """Show a turned-down suggestion; where the phrase is no more one of the tag's, the turn's beginning."""
    turn = rejection.utterance
    suggestion = PhraseMarker(rejection.tag).suggestion(turn) or Suggestion(rejection.tag, turn, ())
    return {**row_of(suggestion), "value": rejection.pk, "by": rejection.by, "at": rejection.at}


def give(pairs: Pairs, tags: dict[int, Tag], turns: dict[int, Utterance], *, by: Any) -> None:
    """Give turns the tags, one revision an event."""
    of_turn: dict[int, set[Tag]] = defaultdict(set)
    by_event: dict[Event, set[int]] = defaultdict(set)
    for tag, turn in pairs:
        of_turn[turn].add(tags[tag])
        by_event[turns[turn].event].add(turn)
    for event, keys in by_event.items():
        with revise(event, by=by) as revision:
            for key in sorted(keys):
                revision.set_tags(turns[key], {*turns[key].tags.all(), *of_turn[key]})


def pairs_in(request: HttpRequest, name: str) -> Pairs:
    """Read pairs of tag and turn, by their primary keys."""
    matches = (PAIR.fullmatch(value) for value in request.POST.getlist(name)[: 2 * SHOWN])
    return {(int(match[1]), int(match[2])) for match in matches if match}


def row_of(suggestion: Suggestion) -> dict[str, Any]:
    turn = suggestion.turn
    return {
        "tag": suggestion.tag,
        "turn": turn,
        "value": f"{suggestion.tag.pk}-{turn.pk}",
        "excerpt": excerpt_html(turn.text, excerpt(turn.text, suggestion.places)),
        "url": page_of(turn),
    }
