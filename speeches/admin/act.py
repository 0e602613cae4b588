"""Acts over many events at the desk: what each did, and its undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..ingest.speakers import NotUndone, undo_act
from ..models import Act, Change, Event
from ..models.proposal import are_within_reach
from .desk import ReadOnlyDesk, link_to

THEIR_OWN = (Act.Kind.ATTRIBUTED, Act.Kind.REPLACED, Act.Kind.TAGGED, Act.Kind.REVERTED)
"""What an editor who did it may undo."""


@admin.register(Act)
class ActAdmin(ReadOnlyDesk):
    fields = ["kind", "title", "speaker_link", "turn_count", "event_count", "at", "by", "undone"]
    list_display = ["at", "kind", "title", "speaker_link", "turn_count", "event_count", "by", "undone"]
    list_display_links = ["at"]
    list_filter = ["kind"]
    list_select_related = ["speaker", "by", "undone_by"]
    search_fields = ("speaker__names__key",)
    search_help_text = gettext_lazy("The speaker’s name.")
    ordering = ["-id"]

    @admin.display(description=gettext_lazy("speaker"))
    def speaker_link(self, act: Act) -> SafeString | str:
        return link_to(act.speaker)

    @admin.display(description=gettext_lazy("undone"))
    def undone(self, act: Act) -> str:
        if not act.undone_at:
            return "–"
        return f"{localtime(act.undone_at):%d.%m.%Y %H:%M}, {act.undone_by or '–'}"

    def get_urls(self) -> list[Any]:
        undo_path = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="speeches_act_undo")
        return [undo_path, *super().get_urls()]

    def may_undo(self, request: HttpRequest, act: Act) -> bool:
        """Let an editor take back what they attributed, replaced or tagged; all else is for publishers."""
        is_own = act.kind in THEIR_OWN and act.by_id == request.user.pk
        if request.user.has_perm("speeches.undo_act") or not is_own:
            return request.user.has_perm("speeches.undo_act")
        events = [deed["event"] for deed in act.done.get("events", ())]
        is_within_reach = are_within_reach(request.user, Event.objects.filter(pk__in=events))
        deletes = any(deed.get("back") for deed in act.done.get("events", ()) if act.kind == Act.Kind.REVERTED)
        if deletes and Change.objects.filter(event__in=events).exists():
            # What came back would go again, and readers have had it.
            is_within_reach = is_within_reach and request.user.has_perm("speeches.delete_utterance")
        return is_within_reach and request.user.has_perm("speeches.change_utterance")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        act = kwargs.get("obj")
        context["may_undo"] = bool(act and not act.undone_at) and self.may_undo(request, act)
        return super().render_change_form(request, context, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what undoing does, then do it."""
        act = get_object_or_404(Act.objects.select_related("speaker"), pk=pk)
        if not self.may_undo(request, act):
            raise PermissionDenied
        if request.method == "POST":
            self.undo(request, act)
            return HttpResponseRedirect(reverse("admin:speeches_act_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo the act"),
            "opts": self.opts,
            "original": act,
            "is_merging": act.kind == Act.Kind.MERGED,
            "is_replacing": act.kind == Act.Kind.REPLACED,
            "is_of_tags": act.kind == Act.Kind.TAG_MERGED,
            "is_tagging": act.kind == Act.Kind.TAGGED,
            "is_reverting": act.kind == Act.Kind.REVERTED,
        }
        return TemplateResponse(request, "admin/speeches/act/undo.html", context)

    def undo(self, request: HttpRequest, act: Act) -> None:
        try:
            left = undo_act(act, by=request.user, reason=_("Undone: %(act)s") % {"act": act})
        except NotUndone as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        self.message_user(request, _("It is undone."), messages.SUCCESS)
        if left:
            self.message_user(request, told_of_left(act, left) % {"count": left}, messages.WARNING)


def told_of_left(act: Act, left: int) -> str:
    """Say which turns an undoing leaves as they are."""
    if act.kind == Act.Kind.REPLACED:
        return ngettext(
            "The words of %(count)d turn were changed since, and stay.",
            "The words of %(count)d turns were changed since, and stay.",
            left,
        )
    if act.kind == Act.Kind.TAGGED:
        return ngettext(
            "%(count)d has been tagged otherwise since, or is no more: it stays as it is.",
            "%(count)d have been tagged otherwise since, or are no more: they stay as they are.",
            left,
        )
    if act.kind == Act.Kind.TAG_MERGED:
        return ngettext(
            "%(count)d has lost the tag since, and stays as it is.",
            "%(count)d have lost the tag since, and stay as they are.",
            left,
        )
    return ngettext(
        "%(count)d turn was given to somebody else since, and stays with them.",
        "%(count)d turns were given to somebody else since, and stay with them.",
        left,
    )
