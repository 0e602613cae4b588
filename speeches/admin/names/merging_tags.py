"""Two tags made one, from the page of the one that goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.merging_tags import bearers_of, merge_tags
from ...models import Tag, TagRejection
from ..picking import PickOne


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("The tag that stays"),
        widget=PickOne(TagRejection._meta.get_field("tag"), admin.site),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=100,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("The history keeps it."),
    )

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.tag = tag

    def clean_into(self) -> Tag:
        into = self.cleaned_data["into"]
        if into == self.tag:
            raise forms.ValidationError(_("Choose another tag than this one."))
        return into


class Merging:
    """What lets a `TagAdmin` merge tags."""

    merge_template = "admin/speeches/tag/merge.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/merge/", view, name="speeches_tag_merge"), *super().get_urls()]

    def may_merge(self, request: HttpRequest) -> bool:
        return request.user.has_perm("speeches.merge_tag")

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what merging does and ask with which tag, then do it."""
        tag = self.object_or_404(request, object_id)
        if not self.may_merge(request):
            raise PermissionDenied
        form = MergeForm(request.POST if request.method == "POST" else None, tag=tag)
        if form.is_valid():
            into = form.cleaned_data["into"]
            act = merge_tags(tag, into, by=request.user, reason=form.cleaned_data["reason"])
            done = _("“%(tag)s” is “%(into)s” now, and its address leads there.") % {"tag": tag, "into": into}
            undo = reverse("admin:speeches_act_undo", args=[act.pk])
            self.message_user(request, format_html('{} <a href="{}">{}</a>', done, undo, _("Undo…")), messages.SUCCESS)
            return HttpResponseRedirect(self.url("change", into))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge with another tag"),
            "subtitle": str(tag),
            "opts": self.opts,
            "original": tag,
            "bearers": bearers_of(tag),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.merge_template, context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_merge"] = self.may_merge(request)
        return super().render_change_form(request, context, **kwargs)
