"""Taking words out of an event everywhere: where they stand, a warning, and the act."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Event, FileBeside, NotExpunged, expunge, files_beside, occurrences
from ...models.expunging import parts_of

logger = logging.getLogger(__name__)


class ExpungeForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("The words, exactly as they are printed"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Several paragraphs one a line. Capitals, spaces and signs count."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Readers see it. It must not repeat the words."),
    )
    files = forms.MultipleChoiceField(
        label=gettext_lazy("Files to delete with them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A file goes whole, out of the history too. Look at those that could not be searched."),
    )
    seen = forms.BooleanField(label=gettext_lazy("It cannot be undone. I know."), required=False)

    def __init__(self, event: Event, *args: Any, **kwargs: Any):
        self.event = event
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        """Look through the files too, and let those be chosen that have the words or might: at first the former."""
        words: str = self.cleaned_data["words"]
        try:
            beside = files_beside(self.event, parts_of(words))
        except NotExpunged as error:
            raise ValidationError(str(error)) from error
        self.fields["files"].choices = [(file.sha256, _in_words(file)) for file in beside]
        if "seen" not in self.data and "files" not in self.data:
            self.data = self.data.copy()
            self.data.setlist("files", [file.sha256 for file in beside if file.has_words])
        return words


def _in_words(file: FileBeside) -> SafeString:
    """Say what the search of a file found, with a link to look at it."""
    told = _("has the words") if file.has_words else _("could not be searched through: look yourself")
    name = format_html('<a href="{}">{}</a>', file.url, file.name) if file.url else file.name
    return format_html("{} – {}", name, told)


class Expunging:
    """What lets an `EventAdmin` take words out everywhere; for superusers alone."""

    expunge_template = "admin/speeches/event/expunge.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.expunge_view)
        return [path("<path:object_id>/expunge/", view, name="speeches_event_expunge"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_expunge"] = request.user.is_superuser
        return super().render_change_form(request, context, **kwargs)

    def expunge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask which words and why, show where they stand, and do it once that has been seen."""
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if not request.user.is_superuser:
            raise PermissionDenied
        form, found = ExpungeForm(event, request.POST or None), None
        if form.is_valid():
            data = form.cleaned_data
            try:
                found = occurrences(event, data["words"])
                if data["seen"]:
                    return self.expunged(request, event, data)
            except NotExpunged as error:
                form.add_error(None, str(error))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Expunge words"),
            "subtitle": str(event),
            "opts": self.opts,
            "original": event,
            "form": form,
            "found": sorted(found.items()) if found is not None else None,
            "may_go_on": bool(found or form.fields["files"].choices),
            "media": self.media,
        }
        return TemplateResponse(request, self.expunge_template, context)

    def expunged(self, request: HttpRequest, event: Event, data: dict[str, Any]) -> HttpResponse:
        try:
            done = expunge(event, data["words"], by=request.user, reason=data["reason"], files=data["files"])
        except OSError as error:
            logger.exception("Files could not be deleted, so that nothing was expunged.")
            raise NotExpunged(_("The files cannot be deleted just now, so nothing was done. Try again.")) from error
        told = _("Expunged: %(rows)s.") % {"rows": ", ".join(f"{name} {n}" for name, n in done.items())}
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(self.url("change", event))
