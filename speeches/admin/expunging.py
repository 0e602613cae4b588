"""Taking words out of an event everywhere: where they stand, a warning, and the act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import NotExpunged, expunge, occurrences


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
    seen = forms.BooleanField(label=gettext_lazy("It cannot be undone. I know."), required=False)


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
        form, found = ExpungeForm(request.POST or None), None
        if form.is_valid():
            data = form.cleaned_data
            try:
                found = occurrences(event, data["words"])
                if data["seen"]:
                    done = expunge(event, data["words"], by=request.user, reason=data["reason"])
                    told = _("Expunged: %(rows)s.") % {"rows": ", ".join(f"{name} {n}" for name, n in done.items())}
                    self.message_user(request, told, messages.SUCCESS)
                    return HttpResponseRedirect(self.url("change", event))
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
            "media": self.media,
        }
        return TemplateResponse(request, self.expunge_template, context)
