"""Tags given to many events or turns at once, or taken from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.tagging import retag
from ...models import Act, Event, Tag, needs_review
from ..picking import PickMany, RowsField

SHOWN = 20


class TagsForm(forms.Form):
    tags = RowsField(
        Tag.objects.all(),
        label=gettext_lazy("Tags"),
        widget=PickMany(Event._meta.get_field("tags"), admin.site),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=100,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("The history keeps it."),
    )

    @property
    def deed(self) -> dict[str, Any]:
        """What `retag` is told of the form."""
        return {"tags": self.cleaned_data["tags"], "reason": self.cleaned_data["reason"]}


class Tagging:
    """What lets a ModelAdmin of events or turns tag what is ticked."""

    tagging_template = "admin/speeches/tag_selected.html"

    @admin.action(permissions=["change"], description=gettext_lazy("Add or remove tags"))
    def tag_selected(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        acts = {"_add", "_remove"} & request.POST.keys()
        form = TagsForm(request.POST if acts else None, label_suffix="")
        if not form.is_valid():
            return self.tagging_page(request, form, queryset)
        chosen = list(queryset.defer(*self.model.ANALYSED))
        open_ones = [obj for obj in chosen if not needs_review(request.user, self.event_of(obj))]
        if shut := len(chosen) - len(open_ones):
            refused = ngettext(
                "%(count)d was left as it is: readers see it, and a publisher has to change it.",
                "%(count)d were left as they are: readers see them, and a publisher has to change them.",
                shut,
            )
            self.message_user(request, refused % {"count": shut}, messages.ERROR)
        are_events = self.model is Event
        turns = [] if are_events else [(obj.event_id, obj.pk) for obj in open_ones]
        events = {obj.pk for obj in open_ones} if are_events else set()
        tell_of_tagging(self, request, retag(turns, events, **form.deed, is_added="_add" in acts, by=request.user))
        return None

    def tagging_page(self, request: HttpRequest, form: TagsForm, queryset: models.QuerySet) -> HttpResponse:
        # All that a list has on its pages is not sent to and fro by its keys: there may be thousands.
        is_across = request.POST.get("select_across") == "1"
        chosen, count = queryset.defer(*self.model.ANALYSED), queryset.count()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add or remove tags"),
            "opts": self.opts,
            "chosen": chosen[:1] if is_across else chosen,
            "is_across": is_across,
            "shown": chosen[:SHOWN],
            "more": max(0, count - SHOWN),
            "form": form,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.tagging_template, context)


def tell_of_tagging(desk: Any, request: HttpRequest, act: Act) -> None:
    """Say how much is tagged otherwise, and how that is undone."""
    if not act.pk:
        desk.message_user(request, _("Nothing was changed."), messages.SUCCESS)
        return
    turns = ngettext("%(count)d turn", "%(count)d turns", act.turn_count) % {"count": act.turn_count}
    events = ngettext("in %(count)d event", "in %(count)d events", act.event_count) % {"count": act.event_count}
    undo = reverse("admin:speeches_act_undo", args=[act.pk])
    told = format_html('{}: {} {}. <a href="{}">{}</a>', act.title, turns, events, undo, _("Undo…"))
    desk.message_user(request, told, messages.SUCCESS)
