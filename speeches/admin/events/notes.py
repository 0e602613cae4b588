"""Internal notes on an event's page: what editors tell each other, and no reader ever sees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Event, Note
from ..desk import LinesField

SHOWN_NOTES = 20


class NoteForm(forms.Form):
    text = LinesField(
        label=gettext_lazy("New note"),
        max_length=5000,
        widget=AdminTextareaWidget(attrs={"rows": 2, "id": "id_note"}),
    )


class Notes:
    """What lets an `EventAdmin` keep notes."""

    def get_urls(self) -> list[Any]:
        page = path("<path:object_id>/note/", self.admin_site.admin_view(self.note_view), name="speeches_event_note")
        return [page, *super().get_urls()]

    def note_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keep a note and go back to it."""
        event = self.object_or_404(request, object_id)
        if not request.user.has_perm("speeches.add_note") or not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        form = NoteForm(request.POST or None)
        if form.is_valid():
            Note.objects.create(event=event, text=form.cleaned_data["text"], by=request.user)
            self.message_user(request, _("The note is kept."), messages.SUCCESS)
        elif form.is_bound:
            self.message_user(request, _("The note was not kept: it is empty, or too long."), messages.ERROR)
        return HttpResponseRedirect(f"{self.url('change', event)}#notes")

    def notes_of(self, request: HttpRequest, event: Event) -> dict[str, Any]:
        """Give the newest notes, and the way to add one; nothing to whoever may not see them."""
        if not request.user.has_perm("speeches.view_note"):
            return {}
        may_add = request.user.has_perm("speeches.add_note")
        return {
            "rows": event.notes.newest_first()[:SHOWN_NOTES],
            "form": NoteForm(label_suffix="") if may_add else None,
            "url": self.url("note", event),
        }
