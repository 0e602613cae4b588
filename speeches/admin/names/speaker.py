"""Speakers at the desk, with every spelling of their names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ...models import Office, Speaker, SpeakerName
from ...words import fold_name
from ..desk import Desk, DeskForm, is_language_tag
from ..filters import VoiceFilter
from ..history import HistoryPages
from ..rows import SentRows
from ..uploads import Uploading
from .merging import MergingSpeakers
from .portrait import PortraitInline


class NameForm(forms.ModelForm):
    def clean_language(self) -> str:
        if language := self.cleaned_data["language"]:
            is_language_tag(language)
        return language

    def save(self, commit: bool = True) -> SpeakerName:
        """What an editor writes outweighs what transcripts print."""
        self.instance.learned_from = SpeakerName.LearnedFrom.EDITOR
        return super().save(commit)


class NameFormSet(SentRows):
    """Spellings of one speaker, each once a language."""

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")]
        taken = {self.key(form.initial) for form in rows if not form.has_changed()}
        # The speaker's own names lead here without being listed; saving the speaker adds them.
        taken |= {(fold_name(name), language) for name, language in self.own_names()}
        for form in filter(lambda form: form.has_changed(), rows):
            key = self.key(form.cleaned_data)
            if key in taken and key != self.key(form.initial):
                form.add_error("name", ValidationError(_("This spelling leads to the speaker already.")))
            taken.add(key)

    def own_names(self) -> list[tuple[str, str]]:
        own = [(self.instance.name_ru, "ru"), (self.instance.name_en, "en")]
        return [(name, language) for name, language in own if name]

    @staticmethod
    def key(values: dict[str, Any]) -> tuple[str, str]:
        return fold_name(values.get("name") or ""), values.get("language") or ""


class NameInline(admin.TabularInline):
    model = SpeakerName
    form = NameForm
    formset = NameFormSet
    fields = ("name", "language", "teacher")
    readonly_fields = ("teacher",)
    extra = 1
    verbose_name = _("spelling")
    verbose_name_plural = _("spellings: labels that lead to this speaker")

    @admin.display(description=_("learned from"))
    def teacher(self, name: SpeakerName) -> str:
        return name.get_learned_from_display() if name.pk else "–"


class OfficeInline(admin.StackedInline):
    model = Office
    formset = SentRows
    fields = (("role_ru", "role_en"), ("organization_ru", "organization_en"), ("start_date", "end_date"))
    extra = 0
    # The page of an office is of all who held it.
    view_on_site = False


class SpeakerForm(DeskForm):
    def clean_wikidata(self) -> str:
        number = self.cleaned_data["wikidata"].strip().upper()
        if number and not (number[0] == "Q" and number[1:].isdecimal()):
            raise ValidationError(_("A Wikidata number is the letter Q and digits, for example Q7747."))
        return number


@admin.register(Speaker)
class SpeakerAdmin(MergingSpeakers, Uploading, Desk, HistoryPages):
    form = SpeakerForm
    fieldsets = [
        (None, {"fields": [("name_ru", "name_en"), "sort_name"]}),
        (_("Description"), {"fields": ["description_ru", "description_en", "wikidata"]}),
        (
            _("Only for a voice nobody named"),
            {"fields": ["voice_of"], "classes": ["collapse"]},
        ),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
    ]
    inlines = [NameInline, OfficeInline, PortraitInline]
    autocomplete_fields = ["voice_of"]
    list_display = ["sort_name", "name_ru", "name_en", "published_turns", "turns"]
    list_filter = [VoiceFilter]
    search_fields = ("names__key", "sort_key", "ref")
    search_help_text = _("Any part of any spelling, in either case; words in any order.")
    ordering = ["sort_key", "id"]

    @admin.display(description=_("published turns"), ordering="utterance_count")
    def published_turns(self, speaker: Speaker) -> int:
        return speaker.utterance_count

    @admin.display(description=_("turns"))
    def turns(self, speaker: Speaker) -> SafeString:
        url = reverse("admin:speeches_utterance_changelist", query={"speaker__id__exact": speaker.pk})
        return format_html('<a href="{}">{}</a>', url, gettext("Show turns"))

    def get_inline_instances(self, request: HttpRequest, obj: Speaker | None = None) -> list[Any]:
        """A voice nobody named has no office and no portrait."""
        inlines = super().get_inline_instances(request, obj)
        of_people = (OfficeInline, PortraitInline)
        return [inline for inline in inlines if not (isinstance(inline, of_people) and obj and obj.is_voice)]

    def is_public(self, obj: Speaker) -> bool:
        return not obj.is_voice and obj.utterance_count > 0

    def kept_because(self, obj: Speaker) -> str:
        turns = obj.utterances.count()
        if not turns:
            return ""
        return ngettext(
            "%(count)d turn is theirs. Give it to somebody else first.",
            "%(count)d turns are theirs. Give them to somebody else first.",
            turns,
        ) % {"count": turns}

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(_may_speak_in(request.GET.get("event", "")))
        return super().get_search_results(request, queryset, search_term)


def _may_speak_in(event: str) -> models.Q:
    """Choose people, and the voices of the event that a turn's form names."""
    people = models.Q(voice_of=None)
    return people | models.Q(voice_of=event) if event.isdecimal() and len(event) < 19 else people
