"""Photographs, files and recordings on an event's page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ...ingest.attaching import FILE_ENDINGS, take_file, take_photograph
from ...models import AttachedFile, Photograph, Recording
from ...models.attachment import as_clock
from ..conflict import RowForm
from ..desk import LinesField
from ..uploads import AttachmentInline, Uploading, UploadInline

CLOCK = re.compile(r"(?:(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,4}):)?(?P<seconds>\d{1,6})")
"""12:30, 1:02:30, 750"""

SHORT_TEXT = {"form_class": LinesField, "widget": AdminTextareaWidget(attrs={"rows": 2})}


class PhotographInline(UploadInline):
    model = Photograph
    take = staticmethod(take_photograph)
    fields = ("picture", "position", "caption", "alternative_text", "credit")
    readonly_fields = ("picture",)
    formfield_overrides = {models.TextField: SHORT_TEXT}
    shared = "credit"
    label = _("Add photographs")
    accept = ".jpg,.jpeg,.png,.webp"
    hint = _(
        "Several at once: JPEG, PNG or WebP. Where and by what camera a picture was taken is not passed on to readers. "
        "The caption says whom and what it shows; the alternative text is for those who cannot see it."
    )


class AttachedFileInline(UploadInline):
    model = AttachedFile
    take = staticmethod(take_file)
    fields = ("about", "position", "title")
    readonly_fields = ("about",)
    label = _("Add files")
    accept = ",".join(FILE_ENDINGS)
    hint = _(
        "Several at once: PDF, Word, Excel, OpenDocument, RTF, text, CSV, MP3. Readers get a file as it is, with what "
        "its properties say of the author."
    )

    @admin.display(description=_("file"))
    def about(self, row: AttachedFile) -> SafeString:
        return format_html('<a href="{}">{}</a>, {}', row.url, row.name, filesizeformat(row.size))


class OffsetField(forms.CharField):
    """A length of time, as players write it: 12:30, 1:02:30, or in seconds."""

    widget = AdminTextInputWidget(attrs={"size": 8, "inputmode": "numeric"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return as_clock(value) if value else ""
        return value

    def to_python(self, value: Any) -> int:
        text = super().to_python(value)
        if not text:
            return 0
        if not (match := CLOCK.fullmatch(text)):
            raise ValidationError(_("Write it as 12:30 or 1:02:30."))
        hours, minutes, seconds = (int(match[name] or 0) for name in ("hours", "minutes", "seconds"))
        return hours * 3600 + minutes * 60 + seconds

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or 0) != self.to_python(data)
        except ValidationError:
            return True


class RecordingForm(RowForm):
    offset_seconds = OffsetField(
        label=_("Begins at"), required=False, help_text=_("Where in the recording the event begins: 12:30, 1:02:30.")
    )


class RecordingInline(AttachmentInline):
    model = Recording
    form = RecordingForm
    fields = ("position", "url", "title", "offset_seconds")
    extra = 1
    hint = _("Links to where the event is heard or seen. After saving there is room for one more.")


class Attachments(Uploading):
    """What an `EventAdmin` has beside the words."""

    inlines = [PhotographInline, AttachedFileInline, RecordingInline]
