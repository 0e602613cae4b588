"""Two people on one event: a form carries the version it was made from, and the second save is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Event, Utterance
from .desk import DeskForm


class VersionedForm(DeskForm):
    """A form on an event or one of its turns. What was typed is shown again, with the version to save it over."""

    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput, label=gettext_lazy("version"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if event := self.event_before():
            self.initial["base_version"] = event.version

    def event_before(self) -> Event | None:
        """Give the event as it was loaded for the form; None for a new row."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if event := self.event_before():
            # Held to the end of the request's transaction, so that of two saves the second sees the first.
            stored = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
            if data.get("base_version") != stored.version:
                self.refuse(stored)
        return data

    def refuse(self, stored: Event) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("base_version")] = str(stored.version)
        self.add_error(None, format_html("{} {} {}", told(stored), self.differences(), _save_again(stored)))

    def differences(self) -> str:
        """Name the fields in which the input differs from what is stored by now."""
        names = [str(self.fields[name].label) for name in self.changed_data]
        if not names:
            return _("Your input is the same as what is stored now.")
        return _("What you typed is still here; it differs from what is stored now in: %(fields)s.") % {
            "fields": ", ".join(names)
        }


def told(event: Event) -> str:
    """Say who changed an event or one of its turns last."""
    records = [
        history.select_related("history_user").order_by("-history_date", "-history_id").first()
        for history in (event.history, Utterance.history.filter(event_id=event.pk))
    ]
    last = max(filter(None, records), key=lambda record: record.history_date, default=None)
    if last is None:
        return _("This event was changed meanwhile, so nothing was saved.")
    user = last.history_user
    return _("%(who)s changed this event meanwhile (%(when)s), so nothing was saved.") % {
        "who": (user.get_full_name() or user.get_username()) if user else _("A program"),
        "when": f"{localtime(last.history_date):%d.%m.%Y %H:%M}",
    }


def _save_again(event: Event) -> SafeString:
    # In a tab of its own, because this page holds what was typed.
    url = reverse("admin:speeches_event_change", args=[event.pk])
    link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', url, event)
    return format_html(_("As it is now: {}. Save again to put your input in its place."), link)
