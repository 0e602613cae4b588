"""Find and replace: every place in its context, tick by tick, in one event or over a chosen set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.replacing import MOST_HITS, Hit, Hits, find, pattern_of, places_in, replace
from ...models import Act, Event, Speaker, Tag, Utterance
from ...models.proposal import within_reach
from ...site.nature import NatureForm
from ..desk import page_of
from ..lines import number_or_none
from ..picking import PickOne
from ..speaker_field import SpeakerField

EVENT, TAG, SPEAKER, ARCHIVE = "event", "tag", "speaker", "archive"
KEYS = (EVENT, TAG, SPEAKER)
AROUND = 70
"""So many characters are shown before a place and after it."""
TICK = re.compile(r"(\d{1,18})-(\d{1,9})-(\d{1,9})-([0-9a-f]{16})")


class FindForm(forms.Form):
    """What to find, what to put in its place, and where. event: the one that the editor came from."""

    find = forms.CharField(
        label=gettext_lazy("Find"),
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=gettext_lazy("Characters as they stand in the text, spaces included. Forms of a word are not meant."),
    )
    replace = forms.CharField(
        label=gettext_lazy("Replace with"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )
    whole = forms.BooleanField(label=gettext_lazy("Whole words only"), required=False)
    case = forms.BooleanField(label=gettext_lazy("Match capitals, and ё"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Where"), widget=forms.RadioSelect)
    tag = forms.ModelChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("tag"),
        required=False,
        widget=PickOne(Utterance.tags.field, admin.site),
    )
    speaker = SpeakerField()
    event = forms.ModelChoiceField(Event.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict):
        keys = {name: number_or_none(data.get(name)) for name in KEYS}
        self.from_event = Event.objects.filter(pk=keys[EVENT]).first() if keys[EVENT] else None
        where = next((name for name in KEYS if keys[name]), ARCHIVE)
        initial = {**keys, "where": where, "whole": True, "case": True}
        asked = {**data.dict(), **{name: key or "" for name, key in keys.items()}}
        super().__init__(asked if "find" in data else None, initial=initial, label_suffix="")
        self.fields["speaker"].offer(Speaker.objects.all())
        self.fields["where"].choices = self.places()

    def places(self) -> list[tuple[str, str]]:
        this = [(EVENT, _("this event: %(title)s") % {"title": self.from_event})] if self.from_event else []
        return [
            *this,
            (TAG, _("what has a tag")),
            (SPEAKER, _("what a speaker says")),
            (ARCHIVE, _("everywhere")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "find" in data and data["find"] == data.get("replace"):
            self.add_error("replace", _("That is what is to be found."))
        if data.get("where") == TAG and not data.get("tag"):
            self.add_error("tag", _("Choose a tag."))
        if data.get("where") == SPEAKER and not data.get("speaker"):
            self.add_error("speaker", _("Choose a speaker."))
        return data

    @property
    def is_of_event(self) -> bool:
        return self.cleaned_data["where"] == EVENT

    @property
    def says(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"whole_words": data["whole"], "match_case": data["case"]}

    def turns(self, user: Any) -> models.QuerySet:
        """Give the turns of the chosen set whose words the user may change."""
        data = self.cleaned_data
        chosen = {
            EVENT: models.Q(event=data["event"]),
            TAG: models.Q(pk__in=turns_tagged(data["tag"])) if data["tag"] else models.Q(),
            SPEAKER: models.Q(speaker=data["speaker"]),
            ARCHIVE: models.Q(),
        }
        return within_reach(user, Utterance.objects.filter(chosen[data["where"]]))

    def found(self, user: Any) -> Hits:
        return find(self.cleaned_data["find"], self.turns(user), **self.says)


def turns_tagged(tag: Tag) -> models.QuerySet:
    """Give the keys of the turns that have a tag, or whose event has it."""
    tagged = models.Q(pk__in=tag.utterances.order_by().values("pk")) | models.Q(event__in=tag.events.order_by())
    return Utterance.objects.filter(tagged).order_by().values("pk")


class ReplaceForm(NatureForm):
    """What is ticked, and what is asked about the change. shown: the places that the page shows."""

    def __init__(self, data: QueryDict | None, *, find_form: FindForm, user: Any, shown: list[Hit]):
        super().__init__(data, label_suffix="")
        self.find_form, self.user = find_form, user
        if not any(hit.turn.event.is_published for hit in (self.ticked or shown)):
            del self.fields["nature"]

    @cached_property
    def ticks(self) -> dict[str, re.Match[str]]:
        values = self.data.getlist("tick")[:MOST_HITS] if self.is_bound else []
        return {value: match for value in values if (match := TICK.fullmatch(value))}

    @cached_property
    def ticked(self) -> list[Hit]:
        """The places that are ticked, as far as their turns have the same text as when they were shown."""
        keys = {int(match[1]) for match in self.ticks.values()}
        turns = self.find_form.turns(self.user).filter(pk__in=keys).select_related("event").defer("lemmas", "terms")
        hits = [hit for turn in turns for hit in self.hits_in(turn)] if keys else []
        return [hit for hit in hits if value_of(hit, print_of(hit.turn)) in self.ticks]

    def hits_in(self, turn: Utterance) -> Iterator[Hit]:
        wanted = pattern_of(self.find_form.cleaned_data["find"], **self.find_form.says)
        return (Hit(turn, start, end) for start, end in places_in(turn.text, wanted))

    @property
    def turn_count(self) -> int:
        return len({match[1] for match in self.ticks.values()})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.ticks:
            self.add_error(None, _("Tick the places first."))
        self.require_nature()
        return data

    def act(self) -> Act:
        data = self.cleaned_data
        about = {"reason": data["reason"], "nature": data.get("nature", "")}
        return replace(self.ticked, self.find_form.cleaned_data["replace"], by=self.user, **about)


class Replacing:
    """What lets a `UtteranceAdmin` find and replace words."""

    replacing_template = "admin/speeches/utterance/replace.html"

    def get_urls(self) -> list[Any]:
        page = path("replace/", self.admin_site.admin_view(self.replace_view), name="speeches_utterance_replace")
        return [page, *super().get_urls()]

    def replace_view(self, request: HttpRequest) -> HttpResponse:
        """Show what is found, as the address says; a POST replaces what is ticked."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = FindForm(request.GET)
        found = form.found(request.user) if form.is_valid() else None
        change = None
        if found is not None:
            data = request.POST if request.method == "POST" else None
            change = ReplaceForm(data, find_form=form, user=request.user, shown=found.hits)
            if change.is_valid():
                self.tell_of_replacing(request, change.act(), change.turn_count)
                return HttpResponseRedirect(self.after_replacing(form))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Find and replace"),
            "opts": self.opts,
            "form": form,
            "change": change,
            "waits": settings.REVIEW_REQUIRED and not request.user.has_perm("speeches.publish_event"),
            **(shown(found, form, change, request) if found is not None else {}),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.replacing_template, context)

    def after_replacing(self, form: FindForm) -> str:
        return page_of(form.from_event) if form.is_of_event else reverse("admin:speeches_utterance_replace")

    def tell_of_replacing(self, request: HttpRequest, act: Act, asked: int) -> None:
        if act.pk:
            self.message_user(request, told_of(act), messages.SUCCESS)
        if left := asked - act.turn_count:
            told = ngettext(
                "%(count)d turn was left as it is: it has been changed meanwhile, or nothing would be left of it.",
                "%(count)d turns were left as they are: they have been changed meanwhile, "
                "or nothing would be left of them.",
                left,
            )
            self.message_user(request, told % {"count": left}, messages.WARNING)


def told_of(act: Act) -> Any:
    turns = ngettext("%(count)d turn", "%(count)d turns", act.turn_count) % {"count": act.turn_count}
    events = ngettext("in %(count)d event", "in %(count)d events", act.event_count) % {"count": act.event_count}
    values = (act.title, turns, events, reverse("admin:speeches_act_undo", args=[act.pk]), _("Undo…"))
    return format_html('{}: {} {}. <a href="{}">{}</a>', *values)


# What is shown


def shown(found: Hits, form: FindForm, change: ReplaceForm | None, request: HttpRequest) -> dict[str, Any]:
    """Give the places under their events. In one event they are ticked, elsewhere the editor ticks them."""
    whole = "ticked" in request.GET or form.is_of_event
    ticks = change.ticks if change and change.is_bound else None
    return {
        "events": list(by_event(found.hits, form.cleaned_data["replace"], ticks, is_ticked=whole)),
        "total": found.total,
        "has_more": found.has_more,
        "is_cut": found.total > len(found.hits),
        "number": len(found.hits),
        "tick_all": "" if whole else f"?{request.GET.urlencode()}&ticked=1",
    }


def by_event(hits: Iterable[Hit], new: str, ticks: Any, *, is_ticked: bool) -> Iterator[dict[str, Any]]:
    for event, in_event in groupby(hits, key=lambda hit: hit.turn.event):
        rows = [
            row_of(hit, digest, new, ticks, is_ticked)
            for turn, in_turn in groupby(in_event, key=lambda hit: hit.turn)
            for digest in [print_of(turn)]
            for hit in in_turn
        ]
        yield {"event": event, "url": page_of(event), "rows": rows}


def row_of(hit: Hit, digest: str, new: str, ticks: Any, is_ticked: bool) -> dict[str, Any]:
    value = value_of(hit, digest)
    return {
        "turn": hit.turn,
        "value": value,
        "before": before(hit),
        "words": hit.words,
        "new": new,
        "after": after(hit),
        "is_ticked": is_ticked if ticks is None else value in ticks,
    }


def before(hit: Hit) -> str:
    """Give the words before a place, on one line."""
    start = max(0, hit.start - AROUND)
    text = hit.turn.text[start : hit.start].replace("\n", " ")
    if not start:
        return text
    _cut, space, whole = text.partition(" ")
    return f"… {whole}" if space else f"…{text}"


def after(hit: Hit) -> str:
    """Give the words after a place, on one line."""
    end = hit.end + AROUND
    text = hit.turn.text[hit.end : end].replace("\n", " ")
    if end >= len(hit.turn.text):
        return text
    whole, space, _cut = text.rpartition(" ")
    return f"{whole} …" if space else f"{text}…"


def value_of(hit: Hit, digest: str) -> str:
    return f"{hit.turn.pk}-{hit.start}-{hit.end}-{digest}"


def print_of(turn: Utterance) -> str:
    """Give what tells whether a text is still the one that was shown."""
    return blake2b(turn.text.encode(), digest_size=8).hexdigest()
