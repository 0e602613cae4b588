"""One label of a text that is to be brought in, and whose it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ...ingest.answers import KINDS, LINK, NEW, NOBODY, VOICE, Answer
from ...ingest.correcting import WORDS
from ...ingest.preflight import Label
from ...models import Speaker, Utterance
from ..doubts import sentences_on
from ..turns.utterance import number_or_none

LINK_TO, SAME_AS = "link-", "same-"
"""Before the primary key of a speaker that is offered; before the name of one that this very text makes."""


class SpeakerPicker(AutocompleteSelect):
    """The admin's autocompletion of speakers, which knows its choice and asks the database nothing."""

    def __init__(self, chosen: Speaker | None):
        super().__init__(Utterance._meta.get_field("speaker"), admin.site)
        self.chosen = chosen

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        options = [self.create_option(name, "", "", selected=False, index=0)]
        if self.chosen:
            options.append(self.create_option(name, self.chosen.pk, str(self.chosen), selected=True, index=1))
        return [(None, options, 0)]


class LabelForm(forms.Form):
    """What becomes of a label. `label` names it, so that an answer never reaches another one."""

    label = forms.CharField(widget=forms.HiddenInput, strip=False)
    kind = forms.ChoiceField(required=False)
    speaker = forms.CharField(required=False)
    name = forms.CharField(required=False, max_length=200)

    def __init__(self, found: Label, number: int, answer: Answer | None = None, problem: str = ""):
        self.found, self.problem = found, problem
        answer = answer or found.answer
        linked = answer.speaker if answer and answer.kind == LINK else None
        is_offered = linked in found.choices
        kind = f"{LINK_TO}{linked.pk}" if linked and is_offered else answer.kind if answer else ""
        in_full = (answer.name if answer else "") or found.in_full
        initial = {"label": found.name, "kind": kind, "name": in_full}
        super().__init__(prefix=f"l{number}", initial=initial)
        self.fields["kind"].choices = self.kinds()
        self.fields["kind"].widget.attrs = {"class": "answer", "aria-label": _("Whose “%s” is") % found.name}
        self.fields["name"].widget.attrs = {"aria-label": _("Name in full"), "class": "answer-name"}
        picker = SpeakerPicker(None if is_offered else linked)
        picker.attrs = {"aria-label": _("Speaker")}
        self.fields["speaker"].widget = picker

    def kinds(self) -> list[tuple[str, str]]:
        offered = [(_value_of(one), _("it is %s") % one) for one in self.found.choices]
        return [
            ("", _("as proposed")),
            *offered,
            (LINK, _("it is another known speaker:")),
            (NEW, _("a new person:")),
            (VOICE, _("a voice of this event")),
            (NOBODY, _("not known yet")),
            (WORDS, _("no label: words of the turn above")),
        ]

    @property
    def sentences(self) -> list[str]:
        return sentences_on(self.found)


def _value_of(speaker: Speaker) -> str:
    return f"{LINK_TO}{speaker.pk}" if speaker.pk else f"{SAME_AS}{speaker.name_ru or speaker.name_en}"


def proposal(label: Label) -> str | Promise:
    """Say who the label will be, as things stand."""
    if label.speaker is None:
        return _("nobody yet")
    if label.settled:
        return _("%s, as in this event so far") % label.speaker
    if label.is_voice:
        return _("a voice of this event")
    return _("new: %s") % label.speaker if label.is_new else str(label.speaker)


def posted_answers(post: Any) -> dict[str, dict[str, str]]:
    """Give what a browser sent of every label, by the name in it."""
    prefixes = [key.removesuffix("-label") for key in post if key.endswith("-label") and key.startswith("l")]
    return {
        post[f"{prefix}-label"]: {
            field: post.get(f"{prefix}-{field}", "").strip() for field in ("kind", "speaker", "name")
        }
        for prefix in prefixes
    }


def chosen_speakers(posted: dict[str, dict[str, str]]) -> dict[int, Speaker]:
    """Give the speakers whom the answers name, asked for at once."""
    keys = {number_or_none(_speaker_key(values)) for values in posted.values()} - {None}
    return Speaker.objects.in_bulk(keys)


def answer_of(values: dict[str, str], speakers: dict[int, Speaker]) -> Answer | None:
    """Make an answer of what was sent, None for "as proposed". Raises ValueError with what is missing."""
    if values["kind"].startswith(SAME_AS):
        return Answer(NEW, name=values["kind"].removeprefix(SAME_AS))
    kind = LINK if values["kind"].startswith(LINK_TO) else values["kind"]
    if kind not in KINDS:
        return None
    if kind != LINK:
        return Answer(kind, name=values["name"] if kind == NEW else "")
    key = number_or_none(_speaker_key(values))
    return Answer(LINK, speakers[key] if key in speakers else _called(values["name"]))


def _speaker_key(values: dict[str, str]) -> str:
    kind = values["kind"]
    return kind.removeprefix(LINK_TO) if kind.startswith(LINK_TO) else values["speaker"] if kind == LINK else ""


def _called(name: str) -> Speaker:
    """Find the speaker whose name was typed, where the browser has no autocompletion."""
    found = list(Speaker.objects.known_as(name)[:2]) if name else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValueError(_("Choose the speaker: nobody is known as “%s”.") % name if name else _("Choose the speaker."))
    raise ValueError(_("Several people are known as “%s”: choose one.") % name)
