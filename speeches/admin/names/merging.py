"""Two speakers made one at the desk: what will happen in numbers, then the act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.speakers import merge_speakers, plan_merging
from ...models import Speaker
from ..speaker_field import SpeakerField
from ..turns.attributing import told_of


class MergingForm(forms.Form):
    """into: who stays; seen: of whom the editor has seen the numbers."""

    into = SpeakerField(label=gettext_lazy("Who stays"))
    slug = forms.SlugField(
        label=gettext_lazy("Or their address"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("The last part of their public address, for example vladimir-putin."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("For example “the same person”. The history keeps it."),
    )

    def __init__(self, *args: Any, speaker: Speaker, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.speaker = speaker
        self.fields["into"].offer(Speaker.objects.people().exclude(pk=speaker.pk))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        slug = data.get("slug")
        if slug and not data.get("into"):
            data["into"] = self.fields["into"].queryset.filter(slug=slug).first()
        if not data.get("into") and not self.errors:
            raise ValidationError(_("Choose the speaker who stays, or give their address."))
        return data

    @property
    def is_seen(self) -> bool:
        return self.data.get("seen") == str(self.cleaned_data["into"].pk)


class MergingSpeakers:
    """What lets a `SpeakerAdmin` make two speakers one."""

    merging_template = "admin/speeches/speaker/merge.html"

    def get_urls(self) -> list[Any]:
        page = path(
            "<path:object_id>/merge/", self.admin_site.admin_view(self.merge_view), name="speeches_speaker_merge"
        )
        return [page, *super().get_urls()]

    def may_merge(self, request: HttpRequest, speaker: Speaker | None) -> bool:
        return bool(speaker and not speaker.is_voice) and request.user.has_perm("speeches.merge_speaker")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_merge"] = self.may_merge(request, kwargs.get("obj"))
        return super().render_change_form(request, context, **kwargs)

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask who stays, show what will happen in numbers, then do it."""
        speaker = self.get_object(request, unquote(object_id))
        if speaker is None:
            raise Http404
        if not self.may_merge(request, speaker):
            raise PermissionDenied
        form = MergingForm(request.POST or None, speaker=speaker)
        into = form.cleaned_data["into"] if form.is_valid() else None
        if into and form.is_seen:
            act = merge_speakers(speaker, into, by=request.user, reason=form.cleaned_data["reason"])
            self.message_user(request, told_of(act), messages.SUCCESS)
            return HttpResponseRedirect(self.url("change", into))
        plan = plan_merging(speaker, into) if into else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Make two speakers one"),
            "opts": self.opts,
            "original": speaker,
            "form": form,
            "into": into,
            "plan": plan,
            "filled": self.labels_of(plan.filled) if plan else [],
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.merging_template, context)

    def labels_of(self, names: list[str]) -> list[str]:
        return [str(self.opts.get_field(name).verbose_name) for name in names]
