"""What a new version of a source leaves to an editor: both texts, what differs, and two buttons."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.merge import printed
from ...ingest.merge.deciding import Decided, decide
from ...ingest.merge.fields import kept_field
from ...models import Decision, Utterance, needs_review
from ...models.revision import Conflict
from ...transcripts import load_turn
from ...words import word_diff
from ..conflict import told
from ..desk import ReadOnlyDesk, link_to, page_of
from ..filters import OpenFilter
from ..turns.utterance import number_or_none

FIELDS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("lead"),
    "start": gettext_lazy("date and time"),
    "place": gettext_lazy("place"),
    "language": gettext_lazy("language"),
}


@admin.register(Decision)
class DecisionAdmin(ReadOnlyDesk):
    list_display = ["passage", "event_link", "editor_act", "source_act", "source_link", "state"]
    list_display_links = ["passage"]
    list_filter = [OpenFilter]
    list_select_related = ["event", "source"]
    search_fields = ("event__title_key", "event__ref")
    search_help_text = gettext_lazy("A part of the event’s title.")
    ordering = ["event_id", "id"]
    decision_template = "admin/speeches/decision/decide.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("source__content", "source__transcript")

    @admin.display(description=gettext_lazy("passage"))
    def passage(self, decision: Decision) -> str:
        if decision.field:
            return capfirst(FIELDS[decision.field])
        turns = decision.theirs or decision.base
        return Truncator(printed(map(load_turn, turns[:1]))).chars(80)

    @admin.display(description=gettext_lazy("event"), ordering="event__title_key")
    def event_link(self, decision: Decision) -> SafeString | str:
        return link_to(decision.event)

    @admin.display(description=gettext_lazy("source"))
    def source_link(self, decision: Decision) -> SafeString | str:
        return link_to(decision.source)

    def may_decide(self, request: HttpRequest, decision: Decision) -> bool:
        return request.user.has_perm("speeches.change_decision") and not needs_review(request.user, decision.event)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the passage in the archive and in the source; a POST decides."""
        decision = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, decision):
            raise PermissionDenied
        if decision is None:
            raise Http404
        if request.method != "POST" or not {"_take", "_keep"} & request.POST.keys():
            return TemplateResponse(request, self.decision_template, self.page(request, decision))
        if not self.may_decide(request, decision):
            raise PermissionDenied
        return self.decided(request, decision)

    def decided(self, request: HttpRequest, decision: Decision) -> HttpResponse:
        version = number_or_none(request.POST.get("base_version"))
        try:
            decide(decision, take="_take" in request.POST, by=request.user, expect=version)
        except Decision.DoesNotExist as error:
            # Undone meanwhile, together with the import that asked.
            raise Http404 from error
        except Conflict:
            self.message_user(request, told(decision.event), messages.ERROR)
            return HttpResponseRedirect(page_of(decision))
        except Decided as error:
            self.message_user(request, _("It is decided already: %(state)s.") % {"state": error}, messages.WARNING)
        else:
            self.message_user(request, _("Decided."), messages.SUCCESS)
        following = Decision.objects.filter(event=decision.event, state=Decision.State.OPEN).order_by("id").first()
        return HttpResponseRedirect(page_of(following or decision.event))

    def page(self, request: HttpRequest, decision: Decision) -> dict[str, Any]:
        base, mine, theirs = texts_of(decision)
        return {
            **self.admin_site.each_context(request),
            "title": capfirst(FIELDS[decision.field]) if decision.field else _("A passage that both changed"),
            "subtitle": str(decision),
            "opts": self.opts,
            "decision": decision,
            "event_link": link_to(decision.event),
            "source_link": link_to(decision.source),
            "base": base,
            "mine": word_diff(base, mine),
            "theirs": word_diff(base, theirs),
            "between": word_diff(mine, theirs),
            "language": decision.event.language,
            "may_decide": decision.is_open and self.may_decide(request, decision),
            "media": self.media,
        }


def texts_of(decision: Decision) -> tuple[str, str, str]:
    """Give the passage as the source had it, as the archive has it now, and as the source has it now."""
    if decision.field:
        return decision.base, kept_field(decision.event, decision.field), decision.theirs
    rows = Utterance.objects.filter(event=decision.event, ref__in=decision.refs).order_by("position")
    base, theirs = (printed(map(load_turn, turns)) for turns in (decision.base, decision.theirs))
    return base, printed(row.as_turn() for row in rows.select_related("event")), theirs
