"""Who speaks, as an editor says it: chosen from the speakers, or by a name, which may be a new speaker's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.attribution.identity import name_field, sort_name_of
from ...ingest.attribution.known import Known
from ...models import Speaker
from ...words import fold_name
from ..speaker_field import SpeakerField


class WhoForm(forms.Form):
    """A speaker chosen, or named: whoever is called so, else a new speaker of that name. `chosen` is unsaved if new."""

    speaker = SpeakerField()
    name = forms.CharField(
        label=gettext_lazy("Or a name"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Whoever is called so; if nobody is, a new speaker of this name is made."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    may_be_nobody = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        speaker, name = data.get("speaker"), " ".join((data.get("name") or "").split())
        if speaker and name:
            self.add_error("name", _("Choose a speaker or give a name, not both."))
        elif not speaker and name:
            speaker = self.named(name)
        elif not speaker and not self.may_be_nobody and "speaker" not in self.errors:
            self.add_error("speaker", _("Choose a speaker, or give a name."))
        data["chosen"] = speaker
        return data

    def named(self, name: str) -> Speaker | None:
        people = list(Known([fold_name(name)], []).called(name).values())
        if len(people) > 1:
            names = ", ".join(map(str, people))
            self.add_error("name", _("Several people are called so: %(names)s. Choose one.") % {"names": names})
            return None
        return people[0] if people else Speaker(**{name_field(name): name, "sort_name": sort_name_of(name)})
