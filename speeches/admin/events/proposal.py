"""Changes that wait for a publisher: what each would do, word by word, and the two answers."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.editing.proposing import AlreadyDecided, Collides, accept, decline, review
from ...ingest.rows import NotStored
from ...models import Conflict, Proposal
from ...transcripts import TranscriptError
from ...words import word_diff
from ..desk import LinesField, ReadOnlyDesk, link_to, page_of
from ..filters import OpenFilter
from ..history import FieldChange, shortened
from ..turns.utterance import number_or_none
from ..wordings import in_words
from .outcome import SHOWN, ShownPassages, outcome_of_collisions, outcome_of_passages


class AnswerForm(forms.Form):
    remark = LinesField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("The editor finds it here; readers never see it."),
    )

    def __init__(self, *args: Any, needs_remark: bool = False, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.needs_remark = needs_remark

    def clean_remark(self) -> str:
        remark = self.cleaned_data["remark"]
        if self.needs_remark and not remark:
            raise forms.ValidationError(_("Say why it is declined."))
        return remark


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyDesk):
    list_display = ["event_title", "by", "at", "nature", "reason", "state"]
    list_display_links = ["event_title"]
    list_filter = [OpenFilter]
    list_select_related = ["event", "by"]
    search_fields = ("event__title_key", "event__ref")
    search_help_text = gettext_lazy("A part of the event’s title.")
    ordering = ["-id"]
    proposal_template = "admin/speeches/proposal/decide.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event").defer("since", "text")

    @admin.display(description=gettext_lazy("event"), ordering="event__title_key")
    def event_title(self, proposal: Proposal) -> str:
        return str(proposal.event)

    def event_link(self, proposal: Proposal) -> SafeString | str:
        return link_to(proposal.event)

    def may_decide(self, request: HttpRequest) -> bool:
        return request.user.has_perm("speeches.change_proposal")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show what the proposal would do; a POST accepts or declines it."""
        proposal = self.object_or_404(request, object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        if request.method != "POST":
            return self.proposal_page(request, proposal, AnswerForm())
        is_own = proposal.by_id == request.user.pk and "_accept" not in request.POST
        if not (self.may_decide(request) or is_own):
            raise PermissionDenied
        form = AnswerForm(request.POST, needs_remark="_decline" in request.POST and not is_own)
        if not form.is_valid() or not {"_accept", "_decline"} & request.POST.keys():
            return self.proposal_page(request, proposal, form)
        return self.decided(request, proposal, form)

    def decided(self, request: HttpRequest, proposal: Proposal, form: AnswerForm) -> HttpResponse:
        about = {"by": request.user, "remark": form.cleaned_data["remark"]}
        try:
            if "_accept" in request.POST:
                version = number_or_none(request.POST.get("seen"))
                accept(proposal, answers=answers_of(request), expect=version or 0, **about)
                self.message_user(request, _("Accepted: readers see it now."), messages.SUCCESS)
            else:
                decline(proposal, **about)
                self.message_user(request, _("Declined: the text stays as it is."), messages.SUCCESS)
        except AlreadyDecided as error:
            self.message_user(request, _("It is decided already: %(state)s.") % {"state": error}, messages.WARNING)
        except Collides:
            form.add_error(None, _("Choose for every passage."))
        except Conflict:
            form.add_error(None, _("The event was changed meanwhile, so nothing was saved. Look it over again."))
        except (TranscriptError, NotStored) as error:
            form.add_error(None, in_words(error))
        if form.errors:
            return self.proposal_page(request, Proposal.objects.get(pk=proposal.pk), form)
        return HttpResponseRedirect(page_of(proposal))

    def proposal_page(self, request: HttpRequest, proposal: Proposal, form: AnswerForm) -> HttpResponse:
        may_decide = proposal.is_open and self.may_decide(request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proposed change"),
            "opts": self.opts,
            "original": proposal,
            "proposal": proposal,
            "event": proposal.event,
            "event_link": link_to(proposal.event),
            "form": form,
            "may_decide": may_decide,
            "may_take_back": proposal.is_open and not may_decide and proposal.by_id == request.user.pk,
            "media": self.media,
            **(self.would_do(proposal) if proposal.is_open else self.was_proposed(proposal)),
        }
        return TemplateResponse(request, self.proposal_template, context)

    def would_do(self, proposal: Proposal) -> dict[str, Any]:
        """Show what an open proposal would change by now; what of it nobody can read any more is told."""
        try:
            found = review(proposal)
        except (TranscriptError, NotStored) as error:
            return {"problem": in_words(error), **self.was_proposed(proposal)}
        passages = outcome_of_passages(found.edit.passages)
        unnumbered = ShownPassages([replace(change, line=0) for change in passages.changes], passages.more)
        collisions = outcome_of_collisions(found.together)
        return {"passages": unnumbered, "collisions": collisions, "is_moot": not (passages.changes or collisions)}

    def was_proposed(self, proposal: Proposal) -> dict[str, Any]:
        """Show what was proposed beside the text it was made from."""
        return {"differences": changed_lines(proposal.since, proposal.text)}


def answers_of(request: HttpRequest) -> dict[int, bool]:
    """Give whether what was proposed is taken, by the number of each passage that was answered."""
    chosen = ((re.fullmatch(r"take-(\d{1,5})", name), value) for name, value in request.POST.items())
    return {int(match[1]): value == "typed" for match, value in chosen if match}


def changed_lines(before: str, after: str) -> list[FieldChange]:
    """Compare two texts line by line, and the lines that differ word by word."""
    old, new = before.split("\n"), after.split("\n")
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    differing = [("\n".join(old[a:b]), "\n".join(new[c:d])) for kind, a, b, c, d in changes if kind != "equal"]
    return [FieldChange("", tuple(shortened(word_diff(was, now)))) for was, now in differing[:SHOWN]]
