"""A reader points out an error in a turn, and finds the answer under an address of their own."""

from __future__ import annotations

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ...models import Report, Utterance
from .gone import follow, tombstone_or_404

SALT = "report"
SOONEST, LATEST = 3, 7 * 86_400
"""Seconds. Nobody reads a turn and writes what is wrong with it in less; a program does."""


class ReportForm(forms.Form):
    """homepage: stays empty, for no person sees it; opened: when the form was made, signed."""

    message = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        max_length=2000,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 6, "required": True}),
    )
    homepage = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Leave the field “homepage” empty."))
        return ""

    def clean_opened(self) -> str:
        try:
            made = signing.loads(self.cleaned_data["opened"], salt=SALT)
        except signing.BadSignature:
            made = 0
        age = timezone.now().timestamp() - made
        if age > LATEST:
            raise forms.ValidationError(_("The page was open for too long. Please send it again."))
        if age < SOONEST:
            raise forms.ValidationError(_("That was quick. Please send it again."))
        return self.cleaned_data["opened"]


# As on the page of quotations there is no cookie to abuse: whoever sends the form has no rights here.
@csrf_exempt
@never_cache  # The form says when it was made.
def report_error(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the turn with the form, or keep what a reader has written."""
    turns = Utterance.objects.select_related("event", "speaker").defer(*Utterance.UNSHOWN, "event__lemmas")
    utterance = turns.filter(ref=ref).first()
    if utterance is None:
        return follow(request, Utterance, ref)
    if not utterance.event.is_published:
        return tombstone_or_404(request, utterance.event)
    if request.method != "POST":
        return _page(request, utterance, ReportForm(initial={"opened": _stamp()}))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, utterance, _renewed(form))
    if Report.objects.is_crowded(utterance):
        form.add_error(None, _("Many reports have come in during the last hour. Please keep your text and try later."))
        return _page(request, utterance, form, status=429)
    kept = Report.objects.create(
        event=utterance.event,
        utterance=utterance,
        ref=utterance.ref,
        version=utterance.event.version,
        message=form.cleaned_data["message"],
    )
    return HttpResponseRedirect(kept.get_absolute_url())


@never_cache
def report_answer(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    """Tell a reader what became of their report."""
    found = get_object_or_404(Report.objects.select_related("event", "utterance"), ref=ref, token=token)
    return render(request, "speeches/report_answer.html", {"section": "events", "report": found})


def _page(request: HttpRequest, utterance: Utterance, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {"section": "events", "utterance": utterance, "event": utterance.event, "form": form}
    return render(request, "speeches/report.html", context, status=status)


def _renewed(form: ReportForm) -> ReportForm:
    """Give a form that was refused a new time, so that it can be sent as it is."""
    if "opened" in form.errors:
        form.data = form.data.copy()
        form.data["opened"] = _stamp()
    return form


def _stamp() -> str:
    return signing.dumps(int(timezone.now().timestamp()), salt=SALT)
