"""Choices by autocompletion that refuse whatever else was sent, and show the form again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from .lines import number_or_none


class _Numbers:
    """The admin asks the database for whatever was sent, and fails at what is no number."""

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> list[Any]:
        """Show what was chosen; what is no number was not."""
        return super().optgroups(name, [each for each in value if number_or_none(each)] or [""], attr)


class PickOne(_Numbers, AutocompleteSelect):
    """One row, or none."""


class PickMany(_Numbers, AutocompleteSelectMultiple):
    """Any number of rows."""


class RowsField(forms.ModelMultipleChoiceField):
    """Rows by their keys. Django asks the database for numbers that are too large for it, which is an error there."""

    def _check_values(self, value: Any) -> Any:
        for each in value:
            if not number_or_none(each):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super()._check_values(value)
