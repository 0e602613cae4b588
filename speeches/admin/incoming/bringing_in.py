"""The form by which texts come to the desk: pasted or uploaded, one event each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Event, Incoming
from ...transcripts.decode import MAX_BYTES
from ...transcripts.registry import ENDINGS
from ..picking import PickOne


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = FilesInput(attrs={"accept": ",".join(sorted(ENDINGS))})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(file, initial) for file in data or [] if file]


class BringInForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "text-to-read"}),
        help_text=gettext_lazy("Paste the whole transcript, with its title, date and place above the first turn."),
    )
    files = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("Several at once, one event each: text, Word, web pages, Akoma Ntoso, TEI, JSON."),
    )
    event = forms.ModelChoiceField(
        label=gettext_lazy("Newer version of"),
        required=False,
        queryset=Event.objects.all(),
        widget=PickOne(Incoming._meta.get_field("event"), admin.site),
        help_text=gettext_lazy("Only where the text replaces one that the archive has already."),
    )
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        help_text=gettext_lazy(
            "Where the text stands on the web, if it does. A known address makes it a newer version."
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the source"),
        required=False,
        max_length=500,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy(
            "For a pasted text that has one. A name that the archive knows makes it a newer version."
        ),
    )

    def clean_event(self) -> Event | None:
        event: Event | None = self.cleaned_data["event"]
        if event and not event.sources.exists():
            raise ValidationError(
                _("This event was written at the desk: there is no earlier version to compare a new one with.")
            )
        return event

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        if too_large := [file for file in files if (file.size or 0) > MAX_BYTES]:
            raise ValidationError(
                _("“%(name)s” has %(size)s; at most %(most)s are read. Divide it.")
                % {
                    "name": too_large[0].name,
                    "size": filesizeformat(too_large[0].size),
                    "most": filesizeformat(MAX_BYTES),
                }
            )
        return files

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        count = len(data.get("files") or []) + bool((data.get("text") or "").strip())
        if not count and not self.errors:
            raise ValidationError(_("Paste a text or choose files."))
        for field in ("event", "url", "name"):
            if count > 1 and data.get(field):
                self.add_error(field, _("This can be said of one text only; there are several here."))
        return data

    def texts(self) -> Iterator[tuple[bytes, str]]:
        """Give the bytes of each text, and its name, "" for a pasted one without."""
        data = self.cleaned_data
        if data["text"].strip():
            yield data["text"].replace("\r\n", "\n").encode(), data["name"]
        for file in data["files"]:
            yield file.read(), data["name"] or file.name or ""
