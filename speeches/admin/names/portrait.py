"""A speaker's portrait: one picture, which another one replaces."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...ingest.attaching import Taken, take_portrait
from ...models import Portrait
from ..uploads import UploadFormSet, UploadInline


class PortraitFormSet(UploadFormSet):
    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Leave a row that gets a new picture to `row_of`, so that it is written once."""
        saved = super().save_existing_objects(commit)
        return [] if self.taken else saved

    def row_of(self, taken: Taken, number: int) -> models.Model:
        """Give the new picture to the row that is there, so that history knows the old one."""
        row = self.initial_forms[0].instance if self.initial_forms else self.model(speaker=self.instance)
        for name, value in taken.columns.items():
            setattr(row, name, value)
        return row


class PortraitInline(UploadInline):
    model = Portrait
    formset = PortraitFormSet
    take = staticmethod(take_portrait)
    fields = ("picture", "credit_ru", "credit_en")
    readonly_fields = ("picture",)
    several = False
    label = _("Choose a picture")
    accept = ".jpg,.jpeg,.png,.webp"
    hint = _(
        "JPEG, PNG or WebP; where and by what camera it was taken is not passed on to readers. A new picture takes the "
        "place of the present one."
    )
