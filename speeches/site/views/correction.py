"""One turn's words corrected where they are read: linked for everybody, open to editors, good for a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from ...ingest.editing import correct_turn, put_words_together
from ...models import Conflict, Redirect, Utterance, needs_review
from ...models.utterance import clean_text
from ...words import word_diff
from ...words.diff import shortened
from ..nature import NatureForm
from ..reading.turns import TurnWriter
from ..serving.typed import let_go
from .gone import follow
from .utterance import SAVED, heading

AROUND = 240
"""How many characters of the turns before and after are shown."""


class CorrectionForm(NatureForm):
    """since: the words that the editor started from; draft: what the browser calls the draft it keeps."""

    text = forms.CharField(
        label=gettext_lazy("Text, one paragraph a line"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
    )
    since = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, turn: Utterance, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["text"].widget.attrs["lang"] = turn.language
        if not turn.event.is_published:
            del self.fields["nature"]

    def clean_text(self) -> str:
        if text := clean_text(self.cleaned_data["text"]):
            return text
        raise forms.ValidationError(_("A turn without words is corrected at the desk, not here."))

    def clean_since(self) -> str:
        return self.cleaned_data["since"].replace("\r\n", "\n")


@method_decorator(never_cache, name="dispatch")
class CorrectionView(View):
    """Show the words to edit, ask what the change is where readers have seen them, and keep it."""

    def dispatch(self, request: HttpRequest, ref: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_staff and request.user.has_perm("speeches.change_utterance")):
            return render(request, "speeches/may_not_correct.html", {"ref": ref, **ALONE}, status=403)
        turn = Utterance.objects.select_related("event", "speaker").filter(ref=ref).first()
        if turn is None:
            return _elsewhere(request, ref)
        return super().dispatch(request, turn)

    def get(self, request: HttpRequest, turn: Utterance) -> HttpResponse:
        return page(request, turn, CorrectionForm(initial={"text": turn.text, "since": turn.text}, turn=turn))

    def post(self, request: HttpRequest, turn: Utterance) -> HttpResponse:
        form = CorrectionForm(request.POST, turn=turn)
        if not form.is_valid():
            return page(request, turn, form)
        data = form.cleaned_data
        if data["since"] != turn.text:
            return meet_others(request, turn, data)
        if "_edit" in request.POST:
            return page(request, turn, form)
        if data["text"] == turn.text:
            return kept(request, turn, data)
        if turn.event.is_published:
            if "nature" not in request.POST:
                return question(request, turn, form)
            form.require_nature()
            if form.errors:
                return question(request, turn, form)
        return self.keep(request, turn, data)

    def keep(self, request: HttpRequest, turn: Utterance, data: dict[str, Any]) -> HttpResponse:
        done_by = {"by": request.user, "reason": data["reason"], "nature": data.get("nature", "")}
        try:
            waits = correct_turn(turn, data["text"], since=data["since"], **done_by)
        except Conflict:
            turn.refresh_from_db()
            return meet_others(request, turn, data)
        except Utterance.DoesNotExist:
            return _elsewhere(request, turn.ref)
        if not (waits or turn.event.is_published):
            messages.success(request, _("The correction is saved."))
        return kept(request, turn, data, f"{request.path}?proposed=1" if waits else _told_at(turn))


ALONE = {"section": "events", "canonical": "", "alternates": []}
"""What a page that no search engine is to list says of itself."""


def meet_others(request: HttpRequest, turn: Utterance, data: dict[str, Any]) -> HttpResponse:
    """Put what was typed together with what was saved meanwhile; where both meet, show both and let the editor see."""
    since, typed = data["since"], data["text"]
    together = put_words_together(since, turn.text, typed)
    form = CorrectionForm({**data, "text": together or typed, "since": turn.text}, turn=turn)
    form.is_valid()
    meanwhile = {
        "who": _who(turn),
        "is_merged": together is not None,
        "theirs": list(shortened(word_diff(since, turn.text))),
        "yours": list(shortened(word_diff(since, typed))),
    }
    if together is not None and turn.event.is_published and together != turn.text:
        return question(request, turn, form, meanwhile)
    return page(request, turn, form, meanwhile)


def question(
    request: HttpRequest, turn: Utterance, form: CorrectionForm, meanwhile: dict[str, Any] | None = None
) -> HttpResponse:
    """Show the change word by word and ask whether it is a slip or a correction."""
    change = list(shortened(word_diff(turn.text, form.cleaned_data["text"])))
    context = {**_about(turn), "form": form, "change": change, "meanwhile": meanwhile}
    return render(request, "speeches/correct_nature.html", context)


def page(
    request: HttpRequest, turn: Utterance, form: CorrectionForm, meanwhile: dict[str, Any] | None = None
) -> HttpResponse:
    siblings = Utterance.objects.filter(event=turn.event_id).select_related("speaker").defer(*Utterance.UNSHOWN)
    names = TurnWriter(turn.event.language)
    previous = siblings.filter(position__lt=turn.position).order_by("-position").first()
    following = siblings.filter(position__gt=turn.position).order_by("position").first()
    context = {
        **_about(turn),
        "form": form,
        "meanwhile": meanwhile,
        "is_proposed": "proposed" in request.GET and not form.is_bound,
        "waits": needs_review(request.user, turn.event),
        "is_changed": form.is_bound and form["text"].value() != turn.text,
        "previous": previous,
        "previous_heading": previous and heading(names, previous),
        "previous_end": previous and _end(previous.text),
        "following": following,
        "following_heading": following and heading(names, following),
        "following_start": following and _start(following.text),
        "desk_url": reverse("admin:speeches_utterance_change", args=[turn.pk]),
    }
    return render(request, "speeches/correct.html", context)


def kept(request: HttpRequest, turn: Utterance, data: dict[str, Any], address: str = "") -> HttpResponse:
    """Lead on to an address, or back to the turn: to its own page, or to the desk where readers have none."""
    url = reverse("admin:speeches_utterance_change", args=[turn.pk])
    response = HttpResponseRedirect(address or (turn.get_absolute_url() if turn.event.is_published else url))
    let_go(response, data["draft"])
    return response


def _told_at(turn: Utterance) -> str:
    """Give the address at which the turn's own page says that it is corrected; "" where readers have none."""
    return f"{turn.get_absolute_url()}?{SAVED}=1" if turn.event.is_published else ""


def _about(turn: Utterance) -> dict[str, Any]:
    return {**ALONE, "utterance": turn, "event": turn.event, "heading": heading(TurnWriter(turn.event.language), turn)}


def _elsewhere(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer for a turn that is no more: its words may stand in another one."""
    target = Redirect.objects.target("utterance", ref)
    if target and Utterance.objects.filter(ref=target).exists():
        return HttpResponseRedirect(reverse("speeches:correct", args=[target]))
    return follow(request, Utterance, ref)


def _who(turn: Utterance) -> str:
    record = turn.history.select_related("history_user").first()
    user = record and record.history_user
    return (user.get_full_name() or user.get_username()) if user else _("Somebody else")


def _start(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]} …"


def _end(text: str) -> str:
    return text if len(text) <= AROUND else f"… {text[-AROUND:].partition(' ')[2] or text[-AROUND:]}"
