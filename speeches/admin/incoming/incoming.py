"""Texts that are brought to the desk: the form, the list of those that wait, and the way into the archive."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.committing import Committed, commit
from ...ingest.outcome import CHANGED, CREATED, FAILED, WAITING
from ...ingest.preflight import Preflight, examine, known_names
from ...ingest.receiving import Changed, receive, save_decided
from ...models import Event, Incoming, needs_review
from ...transcripts import TranscriptError
from ..desk import SHOWN_REFUSALS, link_to, page_of
from ..search import FoldedSearch
from ..turns.utterance import number_or_none
from ..wordings import in_words
from .bringing_in import BringInForm
from .committed import told, way_back
from .deciding import Decided, take_in, take_place
from .preflight import preflight_page

COMMITS = {"_commit", "_publish"}
WRITES = [f"speeches.{verb}_{model}" for verb in ("add", "change") for model in ("event", "utterance")]


@admin.register(Incoming)
class IncomingAdmin(FoldedSearch, admin.ModelAdmin):
    list_display = ["title", "state", "turns", "speakers", "by", "at"]
    list_display_links = ["title"]
    list_select_related = ["by", "event"]
    list_per_page = 50
    actions = ["commit_clean", "publish_clean", "delete_selected"]
    search_fields = ("name",)
    search_help_text = gettext_lazy("A part of the source’s name as it is spelled.")
    bring_in_template = "admin/speeches/incoming/bring_in.html"
    preflight_template = "admin/speeches/incoming/preflight.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("content", "text", "answers")

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Texts that wait"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("text"))
    def title(self, waiting: Incoming) -> str:
        date = parse_date(waiting.found.get("date", ""))
        return f"{waiting} ({date:%d.%m.%Y})" if date else str(waiting)

    @admin.display(description=gettext_lazy("to look at"))
    def state(self, waiting: Incoming) -> SafeString:
        found = waiting.found
        if found.get("duplicate_of"):
            return _mark("duplicate", _("in the archive already"))
        if found.get("twins"):
            return _mark("doubtful", _("perhaps in the archive already"))
        if number := found.get("doubts", 0):
            return _mark("doubtful", ngettext("%(count)d thing", "%(count)d things", number) % {"count": number})
        if found.get("version_of"):
            return _mark("clean", _("nothing doubtful: a newer version"))
        return _mark("clean", _("nothing doubtful"))

    @admin.display(description=gettext_lazy("turns"))
    def turns(self, waiting: Incoming) -> int:
        return waiting.found.get("turns", 0)

    @admin.display(description=gettext_lazy("speakers"))
    def speakers(self, waiting: Incoming) -> int:
        return waiting.found.get("speakers", 0)

    @admin.action(permissions=["commit"], description=gettext_lazy("Commit those without doubts, as drafts"))
    def commit_clean(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self.commit_those_without_doubts(request, queryset, publish=False)

    @admin.action(permissions=["publish"], description=gettext_lazy("Commit and publish those without doubts"))
    def publish_clean(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self.commit_those_without_doubts(request, queryset, publish=True)

    def commit_those_without_doubts(self, request: HttpRequest, queryset: models.QuerySet, *, publish: bool) -> None:
        """Read each text again, since the archive may have changed, and commit those that can be."""
        chosen = list(queryset.defer(None).order_by("at", "pk"))
        names = known_names()
        clean = [
            waiting
            for waiting in chosen
            if (found := examine(waiting, names)).is_clean and not self.waits_for_review(request, found)
        ]
        committed = commit(clean, by=request.user, publish=publish)
        self.tell_committed(request, committed)
        if left := len(chosen) - len(clean):
            said = ngettext("%(count)d text has doubts and waits.", "%(count)d texts have doubts and wait.", left)
            self.message_user(request, said % {"count": left}, messages.WARNING)

    def tell_committed(self, request: HttpRequest, committed: Committed) -> None:
        done = Counter(outcome.status for outcome in committed.outcomes)
        if number := done[CREATED] + done[CHANGED]:
            done_so = ngettext("%(count)d text is in the archive.", "%(count)d texts are in the archive.", number)
            said = format_html("{} {}", done_so % {"count": number}, way_back(request.user, committed))
            self.message_user(request, said, messages.SUCCESS)
        for outcome in [each for each in committed.outcomes if each.status == FAILED][:SHOWN_REFUSALS]:
            self.message_user(request, f"“{outcome.name}”: {outcome.message}", messages.ERROR)

    # Who may do what

    def has_commit_permission(self, request: HttpRequest) -> bool:
        """Committing writes an event, so that whoever does it must be able to write one by hand."""
        return self.has_change_permission(request) and request.user.has_perms(WRITES)

    def waits_for_review(self, request: HttpRequest, found: Preflight) -> bool:
        """Tell whether a newer version would change what readers see, which is for a publisher to do."""
        return found.is_newer_version and needs_review(request.user, found.event)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.has_commit_permission(request) and request.user.has_perm("speeches.publish_event")

    # Bringing in

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            event = Event.objects.filter(pk=number_or_none(request.GET.get("event"))).first()
            return self.bring_in_page(request, BringInForm(initial={"event": event}), event)
        form = BringInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.bring_in_page(request, form)
        received, problems = self.receive_all(request, form)
        if not received:
            form.add_error(None, problems)
            return self.bring_in_page(request, form)
        for problem in problems:
            self.message_user(request, problem, messages.ERROR)
        return HttpResponseRedirect(page_of(received[0]) if len(received) == 1 else self.changelist())

    def receive_all(self, request: HttpRequest, form: BringInForm) -> tuple[list[Incoming], list[str]]:
        """Keep every text that can be read, and say what is wrong with the others."""
        received, problems = [], []
        event, url = form.cleaned_data["event"], form.cleaned_data["url"]
        for content, name in form.texts():
            try:
                waiting, is_new = receive(content, name, url=url, event=event, by=request.user)
            except TranscriptError as error:
                which = f"“{name}”" if name else _("The pasted text")
                problems.append(f"{which}: {in_words(error)}")
                continue
            if not is_new:
                self.message_user(request, _("“%s” waits here already.") % waiting, messages.INFO)
            received.append(waiting)
        return received, problems

    def bring_in_page(self, request: HttpRequest, form: BringInForm, event: Event | None = None) -> HttpResponse:
        title = _("Bring in a newer version") if event else _("Bring in texts")
        context = {**self.frame(request, title), "form": form, "event": event, "media": self.media + form.media}
        return TemplateResponse(request, self.bring_in_template, context)

    # Preflight

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        waiting = Incoming.objects.select_related("event", "by").filter(pk=number_or_none(unquote(object_id))).first()
        if not self.has_view_permission(request, waiting):
            raise PermissionDenied
        if waiting is None:
            return self.gone(request)
        found = examine(waiting)
        if request.method != "POST":
            return self.preflight(request, found)
        if not self.has_change_permission(request, waiting):
            raise PermissionDenied
        return self.decide(request, waiting, found)

    def decide(self, request: HttpRequest, waiting: Incoming, shown: Preflight) -> HttpResponse:
        """Keep what was decided; then commit, if that was asked for and nothing new stands in the way."""
        decided = take_in(request.POST, waiting, shown)
        take_place(request.POST, waiting)
        try:
            if request.POST.get("version") != str(waiting.version):
                raise Changed
            found = save_decided(waiting, shown.names)
        except Changed:
            return self.refuse(request, waiting, decided)
        except Incoming.DoesNotExist:
            return self.gone(request)
        except TranscriptError as error:
            self.message_user(request, in_words(error), messages.ERROR)
            return self.preflight(request, shown, decided)
        for refused in decided.refused:
            self.message_user(request, refused, messages.ERROR)
        if decided.problems or decided.refused:
            return self.preflight(request, found, decided)
        if not COMMITS & request.POST.keys() or not found.is_ready:
            return HttpResponseRedirect(page_of(waiting))
        if decided.is_text_changed and not found.is_clean:
            self.message_user(request, _("The text was changed and is read anew: look once more."), messages.WARNING)
            return HttpResponseRedirect(page_of(waiting))
        if self.waits_for_review(request, found):
            raise PermissionDenied
        return self.commit(request, waiting, publish="_publish" in request.POST)

    def refuse(self, request: HttpRequest, waiting: Incoming, decided: Decided) -> HttpResponse:
        """Show what was decided here without keeping it; a second press of the button does keep it."""
        said = _("Somebody else worked on this text meanwhile, so nothing was kept. What you see is yours: look again.")
        self.message_user(request, said, messages.WARNING)
        waiting.version = Incoming.objects.filter(pk=waiting.pk).values_list("version", flat=True).first() or 0
        return self.preflight(request, examine(waiting), decided)

    def gone(self, request: HttpRequest) -> HttpResponse:
        self.message_user(request, _("This text has been committed or discarded meanwhile."), messages.WARNING)
        return HttpResponseRedirect(self.changelist())

    def commit(self, request: HttpRequest, waiting: Incoming, *, publish: bool) -> HttpResponse:
        if not (self.has_publish_permission(request) if publish else self.has_commit_permission(request)):
            raise PermissionDenied
        committed = commit([waiting], by=request.user, publish=publish)
        if not committed.outcomes:
            return self.gone(request)
        (outcome,) = committed.outcomes
        if outcome.status == FAILED or not outcome.event or (outcome.status == WAITING and not outcome.decisions):
            self.message_user(request, outcome.message, messages.ERROR)
            return HttpResponseRedirect(page_of(waiting))
        self.message_user(
            request, format_html("{} {}", told(outcome), way_back(request.user, committed)), messages.SUCCESS
        )
        return HttpResponseRedirect(page_of(outcome.event))

    def preflight(self, request: HttpRequest, found: Preflight, decided: Decided | None = None) -> HttpResponse:
        waiting = found.incoming
        shown = preflight_page(found, decided or Decided())
        may_commit = self.has_commit_permission(request) and not self.waits_for_review(request, found)
        rows = [*shown["doubtful"], *shown["new"], *shown["sure"]]
        context = {
            **self.frame(request, found.event.title),
            **shown,
            "waiting": waiting,
            "may_commit": may_commit and found.is_ready,
            "waits_for_review": self.waits_for_review(request, found),
            "may_publish": self.has_publish_permission(request) and found.is_ready and not found.is_newer_version,
            "may_change": self.has_change_permission(request, waiting),
            "may_discard": self.has_delete_permission(request, waiting),
            "event_link": link_to(found.event) if found.event.pk else "",
            "twins": [
                {"event": twin, "link": link_to(twin), "has_source": twin.sources.exists()} for twin in found.twins
            ],
            "media": sum((row["form"].media for row in rows[:1]), self.media),
        }
        return TemplateResponse(request, self.preflight_template, context)

    def frame(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}

    def changelist(self) -> str:
        return reverse("admin:speeches_incoming_changelist")


def _mark(state: str, words: str) -> SafeString:
    return format_html('<span class="incoming incoming-{}">{}</span>', state, words)
