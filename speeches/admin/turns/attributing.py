"""A turn given to another speaker, with all that have its label; and the labels of the archive that lead to nobody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.speakers import MOST_EVENTS, give_label, suggest, turns_labelled, unresolved_labels
from ...ingest.speakers.giving import add_speaker
from ...ingest.turns import give_turns
from ...models import Act, Change, Event, Revision, Utterance
from ...models.proposal import within_reach
from ...site.nature import NatureForm
from ..lines import line_of, number_or_none
from .forms import TurnForm
from .who import WhoForm

THIS, EVENT, ARCHIVE = "this", "event", "archive"
LISTED = 60
"""So many turns are listed before they are given to somebody."""
A_PAGE = 50


class SpeakerForm(WhoForm, TurnForm):
    """looked: the answer whose turns the editor has seen listed, so that no turn is given away unseen."""

    title = gettext_lazy("Who speaks")
    button = gettext_lazy("Give to this speaker")
    says = gettext_lazy(
        "What was printed stays; the link to the speaker changes, and the spelling is remembered for the next "
        "transcript. Turns that an editor gave to somebody stay with them."
    )
    may_be_nobody = True

    scope = forms.ChoiceField(label=gettext_lazy("Which turns"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, turn: Utterance, user: Any, **kwargs: Any):
        super().__init__(*args, turn=turn, **kwargs)
        self.user = user
        self.fields["speaker"].offer_of(turn.event)
        self.fields["scope"].choices = self.scopes()
        self.initial |= {"scope": THIS, "speaker": turn.speaker}
        self.order_fields(["speaker", "name", "scope"])

    def scopes(self) -> list[tuple[str, str]]:
        choices = [(THIS, _("this turn only"))]
        if not self.turn.attribution_text:
            return choices
        name = {"label": self.turn.printed_name}
        here = self.turns(EVENT).count()
        counts = self.turns(ARCHIVE).aggregate(turns=models.Count("pk"), events=models.Count("event", distinct=True))
        everywhere = ngettext("everywhere: %(turns)d turn", "everywhere: %(turns)d turns", counts["turns"])
        events = ngettext("in %(events)d event", "in %(events)d events", counts["events"])
        in_event = ngettext(
            "%(count)d turn labelled “%(label)s” in this event",
            "all %(count)d turns labelled “%(label)s” in this event",
            here,
        )
        return [
            *choices,
            (EVENT, in_event % {"count": here, **name}),
            (ARCHIVE, f"{everywhere % counts} {events % counts}"),
        ]

    def turns(self, scope: str) -> models.QuerySet:
        if scope == THIS:
            return Utterance.objects.filter(pk=self.turn.pk)
        event = self.event if scope == EVENT else None
        return within_reach(self.user, turns_labelled(self.turn.printed_name, like=self.turn, event=event))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        who, scope = data.get("chosen"), data.get("scope", THIS)
        if not self.errors and who is None and scope != THIS:
            self.add_error("speaker", _("Choose a speaker, or give a name."))
        elif scope == ARCHIVE and who and who.is_voice:
            self.add_error("speaker", _("This voice belongs to one event."))
        return data

    @cached_property
    def answer(self) -> str:
        """What the editor answered, in one line: asked again when it is another one."""
        data = self.cleaned_data
        return f"{data['scope']} {data['speaker'].pk if data['speaker'] else data['name']}"

    @property
    def is_to_be_seen(self) -> bool:
        """Whether the turns have to be listed before anything is done."""
        return self.cleaned_data["scope"] != THIS and self.data.get("looked") != self.answer

    def act(self, revision: Revision) -> Utterance:
        data = self.cleaned_data
        speaker = data["chosen"]
        if speaker and speaker.pk is None:
            add_speaker(speaker, by=revision.by, reason=revision.reason)
        rows = list(self.turns(data["scope"]).select_related("event", "speaker").order_by("position"))
        for row in rows:
            row.event = revision.event
        give_turns(revision, rows, speaker)
        return self.turn


class LabelForm(WhoForm, NatureForm):
    """A label that leads to nobody, and who it is. That is a slip unless the editor says otherwise."""

    def __init__(self, *args: Any, is_public: bool, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["speaker"].offer_of(None)
        self.initial["nature"] = Change.Nature.SLIP
        self.order_fields(["speaker", "name", "nature", "reason"])
        if not is_public:
            del self.fields["nature"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.require_nature()
        return data


class Attributing:
    """What lets a `UtteranceAdmin` say who speaks: in one turn, and wherever a label stands."""

    speaker_template = "admin/speeches/utterance/speaker.html"
    labels_template = "admin/speeches/utterance/labels.html"
    label_template = "admin/speeches/utterance/label.html"

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        pages = [
            path("labels/", wrap(self.labels_view), name="speeches_utterance_labels"),
            path("labels/who/", wrap(self.label_view), name="speeches_utterance_label"),
            path("<path:object_id>/speaker/", wrap(self.speaker_view), name="speeches_utterance_speaker"),
        ]
        return [*pages, *super().get_urls()]

    def speaker_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask who speaks and in which turns; list them where there are several; then give them."""
        turn = self.get_object(request, unquote(object_id))
        if turn is None:
            raise Http404
        if not self.may_act(request, SpeakerForm, turn):
            raise PermissionDenied
        form = SpeakerForm(request.POST or None, turn=turn, user=request.user)
        is_valid = form.is_valid() and may_make(request, form)
        if is_valid and not form.is_to_be_seen and self.given(request, form):
            return HttpResponseRedirect(line_of(turn))
        listed = form.turns(form.cleaned_data["scope"]) if is_valid and not form.errors else None
        context = {
            **self.act_context(request, form),
            **(listing(listed) if listed is not None else {}),
            "answer": form.answer if listed is not None else "",
        }
        return TemplateResponse(request, self.speaker_template, context)

    def given(self, request: HttpRequest, form: SpeakerForm) -> bool:
        if form.cleaned_data["scope"] != ARCHIVE:
            return bool(self.done(request, form))
        self.give_everywhere(request, form.turn.printed_name, form.turns(ARCHIVE), form)
        return True

    def give_everywhere(self, request: HttpRequest, name: str, turns: models.QuerySet, form: WhoForm) -> Act:
        """Give a label's turns to whom the form says, and tell how it is undone."""
        data = form.cleaned_data
        about = {"reason": data["reason"], "nature": data.get("nature", "")}
        act = give_label(name, turns, data["chosen"], by=request.user, **about)
        self.message_user(request, told_of(act), messages.SUCCESS)
        return act

    # Labels that lead to nobody

    def labels_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        labels = unresolved_labels()
        page = Paginator(labels, A_PAGE).get_page(request.GET.get("page"))
        suggest(page.object_list)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Labels without a speaker"),
            "opts": self.opts,
            "page": page,
            "turns": sum(label.turns for label in labels),
            "may_choose": self.has_change_permission(request),
            "media": self.media,
        }
        return TemplateResponse(request, self.labels_template, context)

    def label_view(self, request: HttpRequest) -> HttpResponse:
        """Show the turns of a label that lead to nobody, and give them all to somebody."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        name = request.GET.get("label", "").replace("\0", "")
        turns = within_reach(request.user, turns_labelled(name))
        if not name or not turns.exists():
            self.message_user(
                request, _("No turn with this label is without a speaker, or none that you may change."), messages.INFO
            )
            return HttpResponseRedirect(reverse("admin:speeches_utterance_labels"))
        is_public = Event.objects.published().filter(utterances__in=turns).exists()
        initial = {"speaker": number_or_none(request.GET.get("speaker"))}
        form = LabelForm(request.POST or None, is_public=is_public, initial=initial)
        if form.is_valid() and may_make(request, form) and not form.errors:
            act = self.give_everywhere(request, name, turns, form)
            is_done = act.event_count < MOST_EVENTS
            return HttpResponseRedirect(
                reverse("admin:speeches_utterance_labels") if is_done else request.get_full_path()
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who is “%(label)s”?") % {"label": name},
            "opts": self.opts,
            "form": form,
            **listing(turns),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.label_template, context)


def may_make(request: HttpRequest, form: WhoForm) -> bool:
    """Refuse a new speaker to whoever may not add one."""
    chosen = form.cleaned_data["chosen"]
    if chosen is None or chosen.pk or request.user.has_perm("speeches.add_speaker"):
        return True
    form.add_error("name", _("Nobody is called so, and you may not add speakers."))
    return False


def listing(turns: models.QuerySet) -> dict[str, Any]:
    """Give the first of the turns, and how many there are in how many events."""
    counts = turns.aggregate(turns=models.Count("pk"), events=models.Count("event", distinct=True))
    rows = turns.select_related("event", "speaker").defer(*Utterance.UNSHOWN).order_by("-event__sort_key", "position")
    return {
        "counts": counts,
        "listed": rows[:LISTED],
        "more": max(0, counts["turns"] - LISTED),
        "most_events": MOST_EVENTS if counts["events"] > MOST_EVENTS else 0,
    }


def told_of(act: Act) -> SafeString:
    """Say what an act did, and link to the page that undoes it."""
    turns = ngettext("%(count)d turn", "%(count)d turns", act.turn_count) % {"count": act.turn_count}
    events = ngettext("in %(count)d event", "in %(count)d events", act.event_count) % {"count": act.event_count}
    values = (act.title, act.speaker, turns, events, reverse("admin:speeches_act_undo", args=[act.pk]), _("Undo…"))
    return format_html('“{}” → {}: {} {}. <a href="{}">{}</a>', *values)
