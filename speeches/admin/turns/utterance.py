"""Turns at the desk: one form for one turn, with the way to its neighbours."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ...models import Event, Utterance
from ...site.nature import NatureForm
from ..conflict import VersionedForm
from ..desk import Desk, DeskForm, link_to
from ..filters import TagFilter
from ..history import HistoryPages
from ..lines import line_of, number_or_none
from ..review import Reviewed
from ..speaker_field import SpeakerSelect
from .acts import Reverting, TurnActs
from .attributing import Attributing
from .replacing import Replacing
from .tagging import Tagging
from .tagging_found import TaggingFound


class UtteranceForm(VersionedForm, NatureForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        event = self.event_before()
        if event and event.is_published and "reason" in self.fields:
            self.fields["reason"] = deepcopy(NatureForm.base_fields["reason"])
        else:
            self.fields.pop("nature", None)
        # Whoever may only look at a turn gets a form without fields.
        if "language" in self.fields:
            self.fields["language"].required = False
        if "speaker" in self.fields:
            self.fields["speaker"].widget.widget.event_id = self.event_id()

    def event_id(self) -> int | None:
        return self.instance.event_id or number_or_none(self.initial.get("event"))

    def event_before(self) -> Event | None:
        return self.instance.event if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        event = self.event_before() or data.get("event")
        if event:
            self.clean_place_in(event, data)
        if self.row_has_changed:
            self.require_nature()
        return data

    def clean_place_in(self, event: Event, data: dict[str, Any]) -> None:
        """Check what the database would refuse, or never know, about a turn of this event."""
        position, speaker = data.get("position"), data.get("speaker")
        there = event.utterances.filter(position=position).exclude(pk=self.instance.pk).first()
        if position is not None and there:
            self.add_error("position", _("Another turn stands there: %(turn)s") % {"turn": there})
        if speaker and speaker.voice_of_id not in (None, event.pk):
            self.add_error("speaker", _("This voice belongs to another event."))

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        if position is not None and position < 1:
            raise ValidationError(_("Positions count from 1."))
        return position


@admin.register(Utterance)
class UtteranceAdmin(Attributing, Replacing, TaggingFound, TurnActs, Reverting, Tagging, Reviewed, Desk, HistoryPages):
    form = UtteranceForm
    about_the_change = ("reason", "base_version")
    fieldsets = [
        (None, {"fields": ["event", "attribution_text", "speaker", "role"]}),
        (_("How it was said"), {"fields": [("classification", "delivery", "language"), "continues"]}),
        (_("What was said"), {"fields": ["heading", "text"]}),
        (_("Order and tags"), {"fields": ["position", "tags"]}),
    ]
    actions = ["tag_selected", "delete_selected"]
    not_reverted = ("event", "position")
    autocomplete_fields = ["event", "speaker", "tags"]
    list_display = ["beginning", "attribution_text", "speaker", "event", "position"]
    list_filter = ["classification", "delivery", "language", ("speaker", admin.EmptyFieldListFilter), TagFilter]
    show_full_result_count = False
    ordering = ["-event_id", "position"]
    search_fields = ("lemmas", "speaker__names__key", "ref")
    search_help_text = _(
        "Words of the text in any form, or the speaker’s name; a “phrase” in double quotes; a reference."
    )

    @admin.display(description=_("text"))
    def beginning(self, utterance: Utterance) -> str:
        return Truncator(utterance.text or utterance.attribution_text).chars(100)

    @admin.display(description=_("event"))
    def event_link(self, utterance: Utterance) -> SafeString | str:
        return link_to(utterance.event)

    # Rules of the desk

    def event_of(self, obj: Utterance) -> Event | None:
        return obj.event

    def is_public(self, obj: Utterance) -> bool:
        return obj.event.is_published

    def asked_about_the_change(self, obj: Utterance) -> tuple[str, ...]:
        return ("nature", *self.about_the_change) if obj.event.is_published else self.about_the_change

    def save_model(self, request: HttpRequest, obj: Utterance, form: DeskForm, change: bool) -> None:
        if "speaker" in form.changed_data:
            obj.found_by = Utterance.FoundBy.EDITOR if obj.speaker else ""
        super().save_model(request, obj, form, change)

    def reverted_fields(self) -> list[str]:
        return [*super().reverted_fields(), "found_by"]

    # The form

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event", "speaker")

    def get_readonly_fields(self, request: HttpRequest, obj: Utterance | None = None) -> list[str]:
        """A turn stays in its event."""
        return ["event_link"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Utterance | None = None) -> list[Any]:
        fieldsets = super().get_fieldsets(request, obj)
        if not obj:
            return fieldsets
        (name, options), *rest = fieldsets
        fields = ["event_link" if field == "event" else field for field in options["fields"]]
        return [(name, {**options, "fields": fields}), *rest]

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "speaker":
            kwargs["widget"] = SpeakerSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if rows := ROWS.get(db_field.name):
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": rows, "class": f"{db_field.name}-of-turn"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Put a new turn of the event in the address after its last one, in its language."""
        initial = super().get_changeform_initial_data(request)
        event = Event.objects.filter(pk=number_or_none(initial.get("event"))).first()
        if event is None:
            return {name: value for name, value in initial.items() if name != "event"}
        last = event.utterances.aggregate(last=models.Max("position"))["last"] or 0
        return {"position": max(last, 0) + 1, "language": event.language, **initial}

    # The way on

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if turn := kwargs.get("obj"):
            turns = turn.event.utterances.only("pk")
            before = turns.filter(position__lt=turn.position).order_by("-position").first()
            after = turns.filter(position__gt=turn.position).order_by("position").first()
            context["previous_url"] = self.url("change", before) if before else ""
            context["next_url"] = self.url("change", after) if after else ""
            context["event_url"] = line_of(turn)
            context["acts"] = self.acts_of(request, turn)
        return super().render_change_form(request, context, **kwargs)

    def response_add(self, request: HttpRequest, obj: Utterance, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(f"{self.url('add')}?event={obj.event_id}")
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Utterance) -> HttpResponse:
        return HttpResponseRedirect(line_of(obj))

    def response_post_save_change(self, request: HttpRequest, obj: Utterance) -> HttpResponse:
        return HttpResponseRedirect(line_of(obj))


ROWS = {"heading": 2, "text": 24}
