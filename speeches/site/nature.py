"""What an editor is asked about a change of published words: a slip, or a correction with a reason for readers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Change

NATURES = [
    (Change.Nature.SLIP, gettext_lazy("A slip: a typing error. Readers are not told the reason.")),
    (Change.Nature.CORRECTION, gettext_lazy("A correction. Readers are told the reason.")),
]


class NatureForm(forms.Form):
    """A form whose change is a slip or a correction. Whoever changes what no reader has seen is not asked."""

    nature = forms.ChoiceField(
        label=gettext_lazy("Readers have seen this text. What is the change?"),
        choices=NATURES,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("For example “typing error”. The history keeps it."),
    )

    def require_nature(self) -> None:
        """Refuse a change of unknown nature, and a correction without the reason that readers are to find."""
        data = self.cleaned_data
        if "nature" not in self.fields or {"nature", "reason"} & self.errors.keys():
            return
        if not data.get("nature"):
            self.add_error("nature", _("Say whether it is a slip or a correction."))
        elif data["nature"] == Change.Nature.CORRECTION and not data.get("reason"):
            self.add_error("reason", _("Give the reason: readers will find it beside the correction."))
