"""Tags given to many events or turns at once, or taken from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelectMultiple
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Event, Tag, needs_review, revise

SHOWN = 20


class TagsForm(forms.Form):
    tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("Tags"),
        widget=AutocompleteSelectMultiple(Event._meta.get_field("tags"), admin.site),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=100,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("The history keeps it."),
    )


class Tagging:
    """What lets a ModelAdmin of events or turns tag what is ticked."""

    tagging_template = "admin/speeches/tag_selected.html"

    @admin.action(permissions=["change"], description=gettext_lazy("Add or remove tags"))
    def tag_selected(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        acts = {"_add", "_remove"} & request.POST.keys()
        form = TagsForm(request.POST if acts else None, label_suffix="")
        if not form.is_valid():
            return self.tagging_page(request, form, queryset)
        chosen = list(queryset)
        open_ones = [obj for obj in chosen if not needs_review(request.user, self.event_of(obj))]
        if shut := len(chosen) - len(open_ones):
            refused = ngettext(
                "%(count)d was left as it is: readers see it, and a publisher has to change it.",
                "%(count)d were left as they are: readers see them, and a publisher has to change them.",
                shut,
            )
            self.message_user(request, refused % {"count": shut}, messages.ERROR)
        number = retag(open_ones, form, is_added="_add" in acts, by=request.user, event_of=self.event_of)
        changed = ngettext("%(count)d was tagged otherwise.", "%(count)d were tagged otherwise.", number)
        self.message_user(request, changed % {"count": number}, messages.SUCCESS)
        return None

    def tagging_page(self, request: HttpRequest, form: TagsForm, queryset: models.QuerySet) -> HttpResponse:
        chosen = list(queryset)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add or remove tags"),
            "opts": self.opts,
            "chosen": chosen,
            "shown": chosen[:SHOWN],
            "more": max(0, len(chosen) - SHOWN),
            "form": form,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.tagging_template, context)


def retag(chosen: Iterable[Any], form: TagsForm, *, is_added: bool, by: Any, event_of: Any) -> int:
    """Add the form's tags or remove them, one revision an event; tell how many rows have other tags now."""
    tags, reason = set(form.cleaned_data["tags"]), form.cleaned_data["reason"]
    by_event: dict[Event, list[Any]] = defaultdict(list)
    for obj in chosen:
        by_event[event_of(obj)].append(obj)
    number = 0
    with transaction.atomic():
        for event, rows in by_event.items():
            with revise(event, by=by, reason=reason) as revision:
                for row in rows:
                    before = set(row.tags.all())
                    after = before | tags if is_added else before - tags
                    revision.set_tags(row, after)
                    number += before != after
    return number
