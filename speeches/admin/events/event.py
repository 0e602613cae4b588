"""Events at the desk: the form, what readers see of it, and its turns as a list to read."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ...models import Event, Revision, Source, Tag, Utterance, readiness_of
from ...models.proposal import RELEASED
from ...search.tagging import Suggestion, suggestions_in
from ..conflict import VersionedForm
from ..desk import Desk, LinesField, link_to
from ..filters import LackFilter, ReturnedFilter, TagFilter
from ..history import HistoryPages
from ..review import Reviewed
from ..turns.kinds import Kinds
from ..turns.suggesting import Suggesting
from ..turns.tagging import Tagging
from .attachments import Attachments
from .duplicating import Duplicating
from .event_history import EventHistory
from .expunging import Expunging
from .going_back import GoingBack
from .notes import Notes
from .publication import BUTTONS, Publication, textless
from .sharing import Sharing
from .text import TextEditing

PUBLICATION = _("Publication")
"""The fieldset that stands among the buttons by which one publishes."""
WITH_REMARK = (Event.Status.DRAFT, Event.Status.REVIEW)
BEGINNING = 161
"""How many characters of a turn are read for its line; the template shows one less."""


class EventForm(VersionedForm):
    ABOUT_THE_CHANGE = (*VersionedForm.ABOUT_THE_CHANGE, "remark")

    remark = LinesField(
        label=_("Remark"),
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("To the publisher, with a proposal; to the editor, with what is sent back. Readers never see it."),
    )

    def event_before(self) -> Event | None:
        return self.instance if self.instance.pk else None

    @property
    def must_be_current(self) -> bool:
        return any(button in self.data for button in BUTTONS)

    def clean_time_zone(self) -> str:
        name = self.cleaned_data["time_zone"]
        if name and name not in zoneinfo.available_timezones():
            raise ValidationError(_("No time zone has this name; an example of one is Europe/Moscow."))
        return name

    def clean_translation_of(self) -> Event | None:
        original = self.cleaned_data["translation_of"]
        if original and original.translation_of_id:
            raise ValidationError(_("That is a translation itself; choose the event in its original language."))
        if original and self.instance.pk and self.instance.translations.exists():
            raise ValidationError(_("This event has translations itself, so it is the original."))
        return original

    def clean_completeness(self) -> str:
        completeness = self.cleaned_data["completeness"]
        asks = {"_publish", "_schedule"} & self.data.keys()
        changes = self.instance.status in RELEASED and "completeness" in self.changed_data
        if self.instance.pk and (asks or changes) and not readiness_of(self.instance).allows(completeness):
            raise ValidationError(textless(completeness))
        return completeness

    def clean_remark(self) -> str:
        remark = self.cleaned_data["remark"]
        if self.data.get("_return") == "remark" and not remark:
            raise ValidationError(_("Say what is still to be done."))
        return remark

    def clean_published_at(self) -> Any:
        at = self.cleaned_data["published_at"]
        if "published_at" not in self.changed_data:
            at = self.initial.get("published_at")  # The field knows no microseconds.
        now = timezone.now()
        if "_schedule" in self.data and (at is None or at <= now):
            raise ValidationError(_("To schedule the event, give a time to come."))
        if at is None and self.instance.status in (Event.Status.SCHEDULED, Event.Status.PUBLISHED):
            raise ValidationError(_("Give the time of publication."))
        if self.instance.is_published and at and at > now:
            raise ValidationError(_("Readers see it already, so this time cannot lie in the future."))
        return at


@admin.register(Event)
class EventAdmin(
    TextEditing,
    Kinds,
    Publication,
    Attachments,
    Notes,
    Sharing,
    Duplicating,
    EventHistory,
    GoingBack,
    Expunging,
    Tagging,
    Suggesting,
    Reviewed,
    Desk,
    HistoryPages,
):
    form = EventForm
    about_the_change = ("reason", "base_version")
    fieldsets = [
        (None, {"fields": ["title", "summary"]}),
        (_("When and where"), {"fields": [("start_date", "start_time", "time_zone"), "place"]}),
        (_("What it is"), {"fields": ["classification", ("language", "translation_of"), "tags"]}),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
        (_("Where it came from"), {"fields": ["source_links", "decision_links"], "classes": ["collapse"]}),
        (PUBLICATION, {"fields": ["completeness", "published_at"]}),
    ]
    readonly_fields = ["source_links", "decision_links"]
    not_reverted = ("published_at",)
    autocomplete_fields = ["place", "tags", "translation_of"]
    actions = ["tag_selected", "propose_selected", "publish_selected", "withdraw_selected", "delete_selected"]
    list_display = ["title", "state", "when", "place", "language", "turns"]
    list_filter = ["status", "classification", "completeness", "language", LackFilter, ReturnedFilter, TagFilter]
    list_select_related = ["place"]
    date_hierarchy = "start_date"
    ordering = ["-sort_key", "-id"]
    search_fields = ("title_key", "lemmas", "ref")
    search_help_text = _("Words of title and lead in any form; a “phrase” in double quotes; a reference.")

    # Columns and lines

    @admin.display(description=_("status"), ordering="status")
    def state(self, event: Event) -> SafeString:
        mark = format_html('<span class="state state-{}">{}</span>', event.status, event.get_status_display())
        return format_html("{} {}", mark, event.withdrawal_reason) if event.is_withdrawn else mark

    @admin.display(description=_("when"), ordering="sort_key")
    def when(self, event: Event) -> str:
        if not event.start_date:
            return "–"
        time = f" {event.start_time:%H:%M}" if event.start_time else ""
        return f"{event.start_date:%d.%m.%Y}{time}"

    @admin.display(description=_("turns"), ordering="turn_count")
    def turns(self, event: Event) -> int:
        return event.turn_count

    @admin.display(description=_("sources"))
    def source_links(self, event: Event) -> SafeString | str:
        sources = event.sources.only("name", "event")
        return format_html_join(", ", "{}", ((link_to(source),) for source in sources)) or "–"

    @admin.display(description=_("decisions that wait"))
    def decision_links(self, event: Event) -> SafeString | str:
        waiting = event.decisions.filter(state="open").order_by("id")
        return format_html_join(", ", "{}", ((link_to(decision),) for decision in waiting[:20])) or "–"

    # Rules of the desk

    def event_of(self, obj: Event) -> Event | None:
        return obj if obj.pk else None

    def is_public(self, obj: Event) -> bool:
        return obj.is_published

    def kept_because(self, obj: Event) -> str:
        if obj.status in (Event.Status.DRAFT, Event.Status.REVIEW) and not obj.changes.exists():
            return ""
        return _("Only a draft that was never public can be deleted. This event can be withdrawn instead.")

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> list[Any]:
        """Ask for a remark where a step can be taken that has one."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.status not in WITH_REMARK or not self.has_change_permission(request, obj):
            return fieldsets
        with_remark = {"fields": ["completeness", "published_at", "remark"]}
        return [(name, with_remark if name is PUBLICATION else options) for name, options in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> list[str]:
        """Let only those who may publish say when, once it is more than a draft."""
        is_draft = obj is None or obj.status in (Event.Status.DRAFT, Event.Status.REVIEW)
        fixed = [] if is_draft or self.has_publish_permission(request) else ["published_at"]
        return [*self.readonly_fields, *fixed]

    def delete_through(self, revision: Revision, obj: Event) -> None:
        # The turns first: voices belong to the event, and a voice that has turns is protected.
        obj.utterances.all().delete()
        super().delete_through(revision, obj)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Tell what goes with the events in numbers: a thousand turns are not a list to read."""
        events = list(objs)
        counts = {
            model._meta.verbose_name_plural: model.objects.filter(event__in=events).count()
            for model in (Utterance, Source)
        }
        return [str(event) for event in events], {self.opts.verbose_name_plural: len(events), **counts}, set(), []

    def suggestions(self, obj: Event, limit: int) -> list[Suggestion]:
        return suggestions_in(obj, limit=limit)

    def belongs(self, obj: Event, tag: Tag, turn: Utterance) -> bool:
        return turn.event_id == obj.pk

    # The page

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if event := kwargs.get("obj"):
            context |= {"turns": turns_of(event), "turn_url": reverse("admin:speeches_utterance_changelist")}
            may_add = request.user.has_perm("speeches.add_utterance")
            context["may_add_turns"] = may_add and not self.waits_for_review(request, event)
            context["may_act_on_turns"] = self.may_set_kinds(request, event)
            context["waiting_proposals"] = self.proposals_of(request, event)
            context["may_edit_text"] = self.may_edit_text(request, event)
            context["may_duplicate"] = self.may_duplicate(request)
            context |= {"notes": self.notes_of(request, event), "links": self.links_of(request, event)}
            context["publication"] = self.publication_of(request, event) | {"fieldset": taken_out(context["adminform"])}
            context["may_bring_in"] = event.sources.exists()
        return super().render_change_form(request, context, **kwargs)

    def proposals_of(self, request: HttpRequest, event: Event) -> int:
        return event.proposals.open().count() if request.user.has_perm("speeches.view_proposal") else 0

    def response_post_save_add(self, request: HttpRequest, obj: Event) -> HttpResponse:
        """Go on to the new event's own page, where its turns are added."""
        return HttpResponseRedirect(self.url("change", obj))


def taken_out(adminform: Any) -> Any:
    """Take the fields of the publication out of the form, to stand among its buttons; give them without their name."""
    everything = list(zip(adminform.fieldsets, adminform, strict=True))
    adminform.fieldsets = [options for options, fieldset in everything if fieldset.name is not PUBLICATION]
    taken = next(fieldset for _options, fieldset in everything if fieldset.name is PUBLICATION)
    taken.name = None
    return taken


def turns_of(event: Event) -> models.QuerySet:
    """Give an event's turns with what a line shows, in a fixed number of queries."""
    turns = Utterance.objects.filter(event=event).select_related("speaker").prefetch_related("tags")
    return turns.annotate(beginning=Left("text", BEGINNING)).defer("text", *Utterance.UNSHOWN).order_by("position")
