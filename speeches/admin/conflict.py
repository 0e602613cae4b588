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
from ..models.version import hold_version
from ..words.merge import merge_words
from .desk import DeskForm, LinesField


class Compared:
    """A form whose fields carry what the editor had before the first change."""

    def base_of(self, name: str) -> Any:
        """Give what the editor had before the first change."""
        field, html_name = self.fields[name], f"initial-{self.add_prefix(name)}"
        value = field.hidden_widget().value_from_datadict(self.data, self.files, html_name)
        try:
            return field.clean(value)
        except forms.ValidationError:
            return value

    def _start_from(self, name: str, value: Any, *, is_typed: bool) -> None:
        """Have the next save compare a field with what is stored; one that nobody typed in shows that."""
        field, html_name = self.fields[name], self.add_prefix(name)
        prepared = field.prepare_value(list(value) if isinstance(value, set) else value)
        for key, widget in ((f"initial-{html_name}", field.hidden_widget()), (html_name, field.widget)):
            if key == html_name and is_typed:
                continue
            for part, text in written(widget, key, prepared).items():
                self.data.setlist(part, text)


class VersionedForm(Compared, DeskForm):
    """A form on an event or one of its turns that carries what it was made from.

    A save after somebody else's changes what its editor changed and leaves the rest as it is stored by then. Where both
    changed one field, and one text in places that meet, nothing is saved: what was typed is shown again, with what is
    stored now and the version to save it over.
    """

    base_version = forms.CharField(required=False, widget=forms.HiddenInput, label=gettext_lazy("version"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if event := self.event_before():
            self.initial["base_version"] = version_of(event)
            for name in self.content:
                self.fields[name].show_hidden_initial = True

    @property
    def content(self) -> list[str]:
        """The names of the fields that are the row's own."""
        return [name for name in self.fields if name not in self.ABOUT_THE_CHANGE]

    @property
    def must_be_current(self) -> bool:
        """Whether what is asked for concerns the whole event, so that its editor must have seen all of it."""
        return False

    def event_before(self) -> Event | None:
        """Give the event as it was loaded for the form; None for a new row."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if event := self.event_before():
            # Held to the end of the request's transaction, so that of two saves the second sees the first.
            hold_version()
            stored = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
            if data.get("base_version") != version_of(stored):
                self.put_together(stored, data)
        return data

    def put_together(self, event: Event, data: dict[str, Any]) -> None:
        """Take over what somebody else changed, as far as it does not meet what was typed."""
        self.instance.refresh_from_db()
        stored = {name: self.value_of(name) for name in self.content}
        is_whole = all(f"initial-{self.add_prefix(name)}" in self.data or not stored[name] for name in self.content)
        if self.must_be_current or not is_whole or data.get("base_version", "").partition(" ")[2] != event.status:
            self.refuse(event, stored, list(self.changed_data))
            return
        touched = {name: data[name] for name in self.changed_data if name in data}
        kept = {name: together(self.fields[name], self.base_of(name), stored[name], touched[name]) for name in touched}
        if collisions := [name for name, value in kept.items() if value is COLLISION]:
            self.refuse(event, stored, collisions)
        else:
            data.update({**stored, **kept})

    def value_of(self, name: str) -> Any:
        """Give what is stored in a field, as the form's own field would give it."""
        value = getattr(self.instance, name)
        return set(value.all()) if isinstance(self.fields[name], forms.ModelMultipleChoiceField) else value

    def refuse(self, event: Event, stored: dict[str, Any], collisions: list[str]) -> None:
        """Show what was typed again, now as a change of what is stored."""
        self.data = self.data.copy()
        self.data[self.add_prefix("base_version")] = version_of(event)
        for name, value in stored.items():
            self._start_from(name, value, is_typed=name in self.changed_data)
        self.__dict__.pop("changed_data", None)
        self.add_error(None, format_html("{} {} {}", told(event), self.differences(), _save_again(event)))
        for name in collisions:
            self.add_error(name, format_html(_("Stored now: {}"), as_shown(stored[name])))

    def differences(self) -> str:
        """Name the fields in which the input differs from what is stored by now."""
        names = [str(self.fields[name].label) for name in self.changed_data]
        if not names:
            return _("Your input is the same as what is stored now.")
        return _("What you typed is still here; it differs from what is stored now in: %(fields)s.") % {
            "fields": ", ".join(names)
        }


class RowForm(Compared, forms.ModelForm):
    """A row of an inline, which another person may change meanwhile as well.

    A save changes what its editor changed and leaves the rest of the row as it is stored by then. Where both changed
    one field, nothing is saved, and what is stored now stands beside what was typed.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # What the formset adds later is no content: the row's key, its event, whether it is to be deleted.
        self.content = list(self.fields) if self.instance.pk else []
        for name in self.content:
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stored = {name: getattr(self.instance, name) for name in self.content}
        touched = [name for name in self.changed_data if name in stored and name in data]
        kept = {name: together(self.fields[name], self.base_of(name), stored[name], data[name]) for name in touched}
        if collisions := [name for name, value in kept.items() if value is COLLISION]:
            self.refuse(stored, collisions)
        else:
            data.update({**stored, **kept})
        return data

    def refuse(self, stored: dict[str, Any], collisions: list[str]) -> None:
        """Show what was typed again, now as a change of what is stored."""
        typed, self.data = list(self.changed_data), self.data.copy()
        for name, value in stored.items():
            self._start_from(name, value, is_typed=name in typed)
        for name in collisions:
            told = _("Somebody else changed this meanwhile; stored now: {}. Save again to put your input in its place.")
            self.add_error(name, format_html(told, as_shown(stored[name])))


COLLISION = object()


def together(field: forms.Field, base: Any, stored: Any, typed: Any) -> Any:
    """Put two changes of a field together; COLLISION where they meet."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        before, here, there = set(base or ()), set(stored), set(typed)
        return (here | (there - before)) - (before - there)
    if stored in (base, typed):
        return typed
    merged = merge_words(base, stored, typed) if isinstance(field, LinesField) else None
    return COLLISION if merged is None else merged


def written(widget: forms.Widget, name: str, value: Any) -> dict[str, list[str]]:
    """Give what a browser would send for a widget that shows a value."""
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if value else []}
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{name}{part}": [_text(widget.widgets[0], each)] for part, each in parts}
    return {name: [_text(widget, each) for each in (value if isinstance(value, list) else [value])]}


def _text(widget: forms.Widget, value: Any) -> str:
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        shown = shown[0] if shown else ""
    return "" if shown is None else str(shown)


def as_shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, set) else str(value if value is not None else "–") or "–"


def version_of(event: Event) -> str:
    """Give what a form carries: the version and the state, for what readers see is changed with other care."""
    return f"{event.version} {event.status}"


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
