"""The choice of a speaker by autocompletion: people, and the voices of one event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..models import Event, Speaker, Utterance
from .lines import number_or_none
from .picking import PickOne


class SpeakerSelect(PickOne):
    """The autocompletion of speakers, which offers the voices of one event besides people."""

    event_id: int | None = None

    def get_url(self) -> str:
        return f"{super().get_url()}?event={self.event_id}" if self.event_id else super().get_url()


class SpeakerField(forms.ModelChoiceField):
    """A speaker chosen outside a model's own form."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("speaker"))
        super().__init__(queryset=Speaker.objects.people(), required=False, **kwargs)

    def to_python(self, value: Any) -> Speaker | None:
        if value not in self.empty_values and not number_or_none(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def offer(self, speakers: models.QuerySet, event: Event | None = None) -> None:
        """Offer these speakers. event: whose voices are among them."""
        self.queryset = speakers
        widget = SpeakerSelect(Utterance._meta.get_field("speaker"), admin.site)
        widget.event_id = event.pk if event else None
        self.widget, widget.choices, widget.is_required = widget, self.choices, False

    def offer_of(self, event: Event | None) -> None:
        """Offer who may speak in an event: people, and its own voices; people alone for several events."""
        who = models.Q(voice_of=None) | models.Q(voice_of=event)
        self.offer(Speaker.objects.filter(who), event)
