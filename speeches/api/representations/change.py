"""An entry of the public log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ...models import Change


class ChangeSerializer(serializers.Serializer):
    """What happened to an event that readers may see, or might have seen."""

    kind = serializers.ChoiceField(choices=Change.Kind.values)
    event = serializers.CharField(source="event.ref", help_text=_("Of which event, by its reference."))
    utterances = serializers.ListField(
        child=serializers.CharField(),
        source="refs",
        help_text=_("The turns that it concerns; empty when it is the event itself. One may be gone by now."),
    )
    version = serializers.IntegerField(help_text=_("The version that the event had then."))
    at = serializers.DateTimeField()
    reason = serializers.SerializerMethodField(help_text=_("What readers are told of it; may be empty."))
    nature = serializers.ChoiceField(
        choices=["", *Change.Nature.values],
        help_text=_("The kind of correction, where the editor said so; “expunged” words are gone."),
    )

    def get_reason(self, change: Change) -> str:
        # What else editors write is for each other.
        is_told = change.is_explained or change.kind == Change.Kind.WITHDRAWN
        return change.reason if is_told else ""


class ChangePage(serializers.Serializer):
    """Changes, the oldest first."""

    next = serializers.CharField(
        help_text=_("The address of what comes after these. It is always given: ask it again later.")
    )
    has_more = serializers.BooleanField(help_text=_("Whether something stands there already."))
    results = ChangeSerializer(many=True)
