"""The rows of an inline: as many as came with the form, whatever number it announces."""

from __future__ import annotations

import re
from itertools import chain

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


class SentRows(BaseInlineFormSet):
    """A formset that makes no row for what was not sent; Django would make 2,000 empty ones, for half a minute."""

    def total_form_count(self) -> int:
        announced = super().total_form_count()
        return min(announced, self.most) if self.is_bound else announced

    @cached_property
    def most(self) -> int:
        """How many rows there can be: those of which a field was sent, and those that are stored."""
        number = re.compile(rf"{re.escape(self.prefix)}-([0-9]+)-")
        sent = {found[1] for name in chain(self.data, self.files) if (found := number.match(name))}
        return len(sent) + len(self.get_queryset())

    def clean(self) -> None:
        super().clean()
        if super().total_form_count() > self.most:
            raise ValidationError(_("The page announced more rows than it sent, so nothing was saved. Open it anew."))
