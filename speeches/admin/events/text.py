"""An event edited as text: one text area, what the reader doubts, what would change, a preview, and two people."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.editing import Together, edit_text, plan_edit, put_together, text_of
from ...ingest.editing.proposing import propose_text
from ...ingest.rows import NotStored
from ...models import Conflict, Event, needs_review
from ...models.version import hold_version
from ...site.nature import NatureForm
from ...site.serving.typed import let_go
from ...transcripts import TranscriptError
from ..conflict import told
from ..desk import LinesField
from ..turns.acts import undoing_since
from ..turns.utterance import number_or_none
from ..wordings import in_words
from .outcome import Outcome, outcome_of, outcome_of_collisions, outcome_of_passages, summed_up
from .packing import packed, unpacked

LIVE_LENGTH = 300_000
"""Up to so many characters the preview follows the typing; longer texts are previewed when that is asked for."""


class TextForm(NatureForm):
    """since: the text that the editor started from, packed; draft: what the browser calls the draft it keeps."""

    text = LinesField(
        label=gettext_lazy("Transcript"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "class": "whole-text", "spellcheck": "true"}),
    )
    since = forms.CharField(widget=forms.HiddenInput)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, is_saved: bool = False, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.is_saved = is_saved
        self.fields["text"].widget.attrs["lang"] = event.language
        if not event.is_published:
            del self.fields["nature"]

    def clean_since(self) -> str:
        try:
            return unpacked(self.cleaned_data["since"])
        except ValueError as error:
            raise forms.ValidationError(
                _("The form came back damaged. Copy your text and open the page anew.")
            ) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.is_saved and data.get("text") != data.get("since"):
            self.require_nature()
        return data


class TextEditing:
    """What lets an `EventAdmin` edit the whole transcript in one text area."""

    text_template = "admin/speeches/event/text.html"
    outcome_template = "admin/speeches/event/_text_outcome.html"
    collisions_template = "admin/speeches/event/text_collisions.html"

    def get_urls(self) -> list[Any]:
        page = path("<path:object_id>/text/", self.admin_site.admin_view(self.text_view), name="speeches_event_text")
        return [page, *super().get_urls()]

    def may_edit_text(self, request: HttpRequest, event: Event) -> bool:
        turns = ("speeches.change_utterance", "speeches.add_utterance")
        return self.may_write(request, event) and request.user.has_perms(turns)

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the text, preview what was typed, or keep it."""
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if not self.may_edit_text(request, event):
            raise PermissionDenied
        if request.method != "POST":
            return self.text_page(request, event, self.fresh_form(event))
        form = TextForm(request.POST, event=event, is_saved=bool({"_save", "_continue"} & request.POST.keys()))
        form.is_valid()
        if not {"text", "since"} <= form.cleaned_data.keys():
            return self.text_page(request, event, form)
        return self.typed_text(request, event, form)

    def fresh_form(self, event: Event) -> TextForm:
        text = text_of(event)
        return TextForm(initial={"text": text, "since": packed(text)}, event=event)

    def typed_text(self, request: HttpRequest, event: Event, form: TextForm) -> HttpResponse:
        """Deal with what was typed: put it together with what others saved, preview it, or keep it."""
        try:
            if form.cleaned_data["since"] != text_of(event):
                return self.meet_others(request, event, form)
            if form.is_saved and not form.errors and not self.is_refused(request, event, form):
                return self.keep_text(request, event, form)
        except Conflict:
            event.refresh_from_db()
            return self.meet_others(request, event, form)
        except (TranscriptError, NotStored) as error:
            form.add_error("text", in_words(error))
        return self.text_page(request, event, form)

    def keep_text(self, request: HttpRequest, event: Event, form: TextForm) -> HttpResponse:
        data = form.cleaned_data
        about = {"since": data["since"], "by": request.user, "reason": data["reason"]}
        with transaction.atomic():
            hold_version()
            # A publisher may have let it out since the form was made.
            keeps = propose if needs_review(request.user, Event.objects.get(pk=event.pk)) else save
            done = keeps(event, data["text"], nature=data.get("nature", ""), **about)
        self.message_user(request, done or _("Nothing was changed."), messages.SUCCESS)
        response = HttpResponseRedirect(request.path if "_continue" in request.POST else self.url("change", event))
        let_go(response, data["draft"])
        return response

    def is_refused(self, request: HttpRequest, event: Event, form: TextForm) -> bool:
        """Refuse to delete what readers have had an address of, where the editor may not delete turns."""
        may_delete = request.user.has_perm("speeches.delete_utterance")
        # Of a proposal a publisher decides, who may.
        if may_delete or needs_review(request.user, event) or not event.changes.exists():
            return False
        deleted = plan_edit(event, form.cleaned_data["text"]).counts["deleted"]
        if deleted:
            message = _("Readers have had these turns; only a publisher may delete them: %(count)d.")
            form.add_error(None, message % {"count": deleted})
        return bool(deleted)

    # Two people

    def meet_others(self, request: HttpRequest, event: Event, form: TextForm) -> HttpResponse:
        """Put what was typed together with what was saved meanwhile, and ask where both changed the same."""
        data = form.cleaned_data
        answers = {
            int(name.removeprefix("take-")): value == "typed"
            for name, value in request.POST.items()
            if re.fullmatch(r"take-\d{1,5}", name)
        }
        is_answer = request.POST.get("seen") == str(event.version)
        taken = [number for number, is_taken in answers.items() if is_answer and is_taken]
        both = put_together(event, data["since"], data["text"], taken)
        open_ones = {each.number for each in both.collisions} - (answers.keys() if is_answer else set())
        if "_pane" in request.POST:
            return TemplateResponse(request, self.outcome_template, {"meanwhile": told(event)})
        if open_ones:
            return self.collisions_page(request, event, form, both, is_answer=is_answer)
        now = {**request.POST.dict(), "text": both.text, "since": packed(text_of(event))}
        together = TextForm(now, event=event)
        together.is_valid()
        return self.text_page(request, event, together, meanwhile=both)

    def collisions_page(
        self, request: HttpRequest, event: Event, form: TextForm, both: Together, *, is_answer: bool
    ) -> HttpResponse:
        context = {
            **self.text_context(request, event),
            "title": _("Two people changed the same words"),
            "form": form,
            "event": event,
            "meanwhile": told(event),
            "collisions": outcome_of_collisions(both),
            "stored": outcome_of_passages(both.stored),
            "is_unanswered": is_answer,
        }
        return TemplateResponse(request, self.collisions_template, context)

    # The page

    def text_page(
        self, request: HttpRequest, event: Event, form: TextForm, *, meanwhile: Together | None = None
    ) -> HttpResponse:
        outcome = self.text_outcome(request, event, form)
        if "_pane" in request.POST:
            problems = form.errors.get("text", ()) if form.is_bound else ()
            context = {"outcome": outcome, "event": event, "problems": problems}
            return TemplateResponse(request, self.outcome_template, context)
        typed = form["text"].value() or ""
        context = {
            **self.text_context(request, event),
            "title": _("Edit as text"),
            "is_proposal": needs_review(request.user, event),
            "form": form,
            "event": event,
            "outcome": outcome,
            "is_changed": form.is_bound and typed != form.cleaned_data.get("since"),
            "is_live": len(typed) <= LIVE_LENGTH,
            "stored": outcome_of_passages(meanwhile.stored) if meanwhile else None,
            "meanwhile": told(event) if meanwhile else "",
        }
        return TemplateResponse(request, self.text_template, context)

    def text_outcome(self, request: HttpRequest, event: Event, form: TextForm) -> Outcome | None:
        """Tell what the text in the form would do; None where it is no text, which the form then says."""
        text = form.cleaned_data.get("text") if form.is_bound else form.initial["text"]
        if not text:
            return None
        try:
            edit = plan_edit(event, text)
        except (TranscriptError, NotStored) as error:
            form.add_error("text", in_words(error))
            return None
        return outcome_of(edit, text, start=number_or_none(request.POST.get("_preview")) or 1)

    def text_context(self, request: HttpRequest, event: Event) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "subtitle": str(event),
            "opts": self.opts,
            "original": event,
            "media": self.media,
        }


def save(event: Event, text: str, **about: Any) -> str:
    """Keep a text as the event's, and say what was done; "" for nothing."""
    began = timezone.now()
    edit = edit_text(event, text, **about)
    if edit.changes_nothing:
        return ""
    done = _("Saved: %(done)s.") % {"done": summed_up(edit)}
    return format_html("{} {}", done, undoing_since(event, began))


def propose(event: Event, text: str, **about: Any) -> str:
    """Keep a text for a publisher, and say so; "" where it changes nothing."""
    return _("Proposed: it waits for a publisher now.") if propose_text(event, text, **about) else ""
